import {
  type ColumnMatch,
  fault,
  ImportKind,
  type ImportRun,
  type Mapping,
  type MappingFault,
  proposed,
} from "@zhongshu/ledger/contract";
import { Button } from "antd-mobile";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { useLanguage } from "../words/i18n.ts";
import type { Steering } from "./asks.ts";

type Props = { readonly run: ImportRun; readonly steering: Steering };
/** Below this we are not sure of a column. */
const SURE = 0.8;

function Kind({ run, steering }: Props): ReactElement {
  const { t } = useTranslation();
  const { takeAs } = steering;
  return (
    <label className="between kind-choice" htmlFor="import-kind">
      <span>{t("imports.kind")}</span>
      <select
        id="import-kind"
        value={run.kind}
        disabled={takeAs.isPending}
        onChange={({ target }) => takeAs.mutate(ImportKind.parse(target.value))}
      >
        {ImportKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {t(`imports.kindOf.${kind}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

type Choosing = {
  readonly match: ColumnMatch;
  readonly fields: ImportRun["fields"];
  readonly chosen: string | null;
  readonly choose: (field: string | null) => void;
};

function Column({ match, fields, chosen, choose }: Choosing): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const unsure = chosen !== null && chosen === match.field && match.confidence < SURE;
  return (
    <li className={unsure ? "unsure" : ""}>
      <div className="between">
        <strong>{match.column}</strong>
        <select
          aria-label={match.column}
          value={chosen ?? ""}
          onChange={({ target }) => choose(target.value === "" ? null : target.value)}
        >
          <option value="">{t("imports.unused")}</option>
          {fields.map((each) => (
            <option key={each.field} value={each.field}>
              {each[language]}
              {each.required ? ` · ${t("imports.required")}` : ""}
            </option>
          ))}
        </select>
      </div>
      <p className="faint figures">{match.samples.slice(0, 3).join(" · ")}</p>
    </li>
  );
}

function useFault(fields: ImportRun["fields"]) {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = (key: string): string =>
    fields.find(({ field }) => field === key)?.[language] ?? key;
  return (found: MappingFault): string =>
    found.kind === "lacking"
      ? t("imports.lacking", {
          fields: found.fields.map(named).join(language === "zh" ? "、" : ", "),
        })
      : t("imports.twice", { field: named(found.field) });
}

/** What each column is taken for, and whether to try or to do it. */
export function Columns({ run, steering }: Props): ReactElement {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState<Mapping>(() => proposed(run));
  const told = useFault(run.fields);
  const found = fault(mapping, run.fields);
  const { start, takeAs } = steering;
  const { source, currency } = run;
  const begin = (dryRun: boolean): void => {
    const columns = [...mapping].map(([column, field]) => ({ column, field }));
    start.mutate({ columns, dryRun, source, currency });
  };
  const error = start.error ?? takeAs.error;
  return (
    <>
      <section className="panel">
        <Kind run={run} steering={steering} />
        <h2>{t("imports.columns")}</h2>
        <p className="faint">
          {t(run.rememberedAt === null ? "imports.columnsHint" : "imports.remembered")}
        </p>
        <ul className="columns">
          {run.columns.map((match) => (
            <Column
              key={match.column}
              match={match}
              fields={run.fields}
              chosen={mapping.get(match.column) ?? null}
              choose={(field) => setMapping(new Map(mapping).set(match.column, field))}
            />
          ))}
        </ul>
      </section>
      {found === null ? null : <p className="note">{told(found)}</p>}
      {error ? <Failure error={error} onRetry={() => start.reset()} busy={false} /> : null}
      <div className="act-bar">
        <Button
          shape="rounded"
          disabled={found !== null || start.isPending}
          onClick={() => begin(true)}
        >
          {t("imports.try")}
        </Button>
        <Button
          color="primary"
          shape="rounded"
          disabled={found !== null}
          loading={start.isPending}
          onClick={() => begin(false)}
        >
          {t("imports.start")}
        </Button>
      </div>
    </>
  );
}
