import { whole } from "@zhongshu/browser";
import type { Finding } from "@zhongshu/ledger/contract";
import { Space, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { LineageButton } from "../lineage/lineage.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useFindings, useQuality } from "./asks.ts";

function useColumns(shop: string): TableColumnsType<Finding> {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      title: t("quality.name"),
      key: "name",
      render: (_, { name, opens }) =>
        opens === null ? name : <Link to={`/${shop}/${opens}`}>{name}</Link>,
    },
    { title: t("quality.says"), key: "says", render: (_, { says }) => says[language] },
    {
      title: t("quality.mend"),
      key: "mend",
      render: (_, { mend, lineage }) => (
        <Space orientation="vertical" size="small">
          {mend[language]}
          {lineage === null ? null : <LineageButton of={lineage} size="small" />}
        </Space>
      ),
    },
  ];
}

/** The rows that break one rule, each with what could be done. */
export function RulePage(): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const shop = useShop();
  const { rule: key = "" } = useParams();
  const columns = useColumns(shop);
  const known = useQuality(shop).data?.rules.find((one) => one.key === key);
  return (
    <Loaded query={useFindings(shop, key)}>
      {({ findings, total }) => (
        <Page title={known?.title[language] ?? key} up="quality" lead={known?.why[language] ?? ""}>
          {total > findings.length ? (
            <p className="faint figures">
              {t("quality.shown", { n: whole(findings.length), total: whole(total) })}
            </p>
          ) : null}
          <Table
            rowKey="subject"
            columns={columns}
            dataSource={findings}
            pagination={false}
            className="stacked"
            locale={{ emptyText: t("quality.none") }}
          />
        </Page>
      )}
    </Loaded>
  );
}
