import type { ColumnMatch, ImportRun, Mapping } from "@zhongshu/ledger/contract";
import { Progress, Select, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Props = {
  readonly run: ImportRun;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
};
const UNUSED = "";

function useFieldOptions(fields: ImportRun["fields"]) {
  const { t } = useTranslation();
  const language = useLanguage();
  const known = fields.map((each) => ({
    value: each.field,
    label: each.required ? `${each[language]}（${t("imports.required")}）` : each[language],
  }));
  return [{ value: UNUSED, label: t("imports.unused") }, ...known];
}

export function MappingTable({ run, mapping, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const options = useFieldOptions(run.fields);
  const choose = (column: string, field: string) =>
    onChange(new Map(mapping).set(column, field === UNUSED ? null : field));
  const columns: TableColumnsType<ColumnMatch> = [
    {
      title: t("imports.column"),
      dataIndex: "column",
      render: (name: string) => <strong>{name}</strong>,
    },
    {
      title: t("imports.field"),
      key: "field",
      render: (_, { column }) => (
        <Select
          className="field-select"
          aria-label={`${column} ${t("imports.field")}`}
          options={options}
          showSearch={{ optionFilterProp: "label" }}
          value={mapping.get(column) ?? UNUSED}
          onChange={(field) => choose(column, field)}
        />
      ),
    },
    {
      title: t("imports.sure"),
      key: "sure",
      width: 150,
      render: (_, { confidence, field }) =>
        field === null ? (
          "—"
        ) : (
          <Progress
            percent={Math.round(confidence * 100)}
            size="small"
            strokeColor={confidence < 0.8 ? "#d48806" : "#0f7b5f"}
            status="normal"
          />
        ),
    },
    {
      title: t("imports.samples"),
      key: "samples",
      render: (_, { samples }) => (
        <span className="samples figures">{samples.slice(0, 3).join(" · ")}</span>
      ),
    },
  ];
  return (
    <Table
      rowKey="column"
      columns={columns}
      dataSource={run.columns}
      pagination={false}
      className="stacked"
    />
  );
}
