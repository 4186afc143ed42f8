import { fault, type ImportRun, type MappingFault, proposed } from "@zhongshu/ledger/contract";
import { Alert, Button, Input, Space } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../states/failure.tsx";
import { useLanguage } from "../words/i18n.ts";
import type { Steering } from "./asks.ts";
import { KindChoice } from "./kind-choice.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { Remembered } from "./remembered.tsx";

type Props = { readonly run: ImportRun; readonly steering: Steering };

function FaultNote({
  found,
  fields,
}: {
  readonly found: MappingFault;
  readonly fields: ImportRun["fields"];
}): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = (key: string) => fields.find(({ field }) => field === key)?.[language] ?? key;
  const title =
    found.kind === "lacking"
      ? t("imports.lacking", { fields: found.fields.map(named).join("、") })
      : t("imports.twice", { field: named(found.field) });
  return <Alert type="warning" showIcon title={title} className="refusal" />;
}

type OriginProps = {
  readonly source: string;
  readonly currency: string;
  readonly onSource: (s: string) => void;
  readonly onCurrency: (c: string) => void;
};

function Origin({ source, currency, onSource, onCurrency }: OriginProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="origin">
      <label htmlFor="import-source">
        {t("imports.source")}
        <Input
          id="import-source"
          value={source}
          maxLength={60}
          onChange={(e) => onSource(e.target.value)}
        />
        <small className="faint">{t("imports.sourceHint")}</small>
      </label>
      <label htmlFor="import-currency">
        {t("imports.currency")}
        <Input
          id="import-currency"
          value={currency}
          maxLength={3}
          onChange={(e) => onCurrency(e.target.value.toUpperCase())}
        />
      </label>
    </div>
  );
}

/** Before an import: what each column is taken for, and whether to try or to do it. */
export function Preparing({ run, steering }: Props): ReactElement {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState(() => proposed(run));
  const [source, setSource] = useState(run.source);
  const [currency, setCurrency] = useState(run.currency);
  const found = fault(mapping, run.fields);
  const start = (dryRun: boolean) => {
    const columns = [...mapping].map(([column, field]) => ({ column, field }));
    steering.start.mutate({ columns, dryRun, source, currency });
  };
  const busy = steering.start.isPending;
  return (
    <section>
      <KindChoice run={run} steering={steering} />
      <h2>{t("imports.mapping")}</h2>
      <p className="faint">{t("imports.mappingHint")}</p>
      <Remembered run={run} />
      <MappingTable run={run} mapping={mapping} onChange={setMapping} />
      <Origin source={source} currency={currency} onSource={setSource} onCurrency={setCurrency} />
      {found === null ? null : <FaultNote found={found} fields={run.fields} />}
      <Refusal error={steering.start.error} />
      <Space wrap>
        <Button size="large" disabled={found !== null || busy} onClick={() => start(true)}>
          {t("imports.try")}
        </Button>
        <Button
          size="large"
          type="primary"
          disabled={found !== null}
          loading={busy}
          onClick={() => start(false)}
        >
          {t("imports.start")}
        </Button>
      </Space>
    </section>
  );
}
