import { whole } from "@zhongshu/browser";
import { type ImportRun, toMend } from "@zhongshu/ledger/contract";
import { Alert, Button, Space, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../words/i18n.ts";

type Props = { readonly run: ImportRun };
const SHOWN = [
  ...["rows", "accepted", "added", "orders", "refunds", "adjustments"],
  ...["leftOut", "refused"],
] as const;
/** Only orders have refunds and adjustments among their rows. */
const OF_ORDERS: ReadonlySet<string> = new Set(["orders", "refunds", "adjustments"]);

const SEEN = {
  orders: { page: "orders", word: "orders" },
  customers: { page: "people", word: "customers" },
  goods: { page: "goods", word: "goods" },
  stock: { page: "goods", word: "goods" },
  commission: { page: "goods", word: "goods" },
  communities: { page: "communities", word: "communities" },
  members: { page: "communities", word: "communities" },
} as const;

export function Counts({ run }: Props): ReactElement {
  const { t } = useTranslation();
  const counts = { ...run.counts, refused: toMend(run.counts) };
  const has = (key: (typeof SHOWN)[number]): boolean =>
    (run.kind === "orders" || !OF_ORDERS.has(key)) && (key !== "leftOut" || counts.leftOut > 0);
  return (
    <dl className="counts figures">
      {SHOWN.filter(has).map((key) => (
        <div key={key} className={key === "refused" && counts.refused > 0 ? "warn" : ""}>
          <dt>{t(`imports.counts.${key}`)}</dt>
          <dd>
            {whole(counts[key])}{" "}
            <small>{t(key === "orders" ? "imports.orderUnit" : "imports.unit")}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Rows that tell of no purchase: nothing to be done, but to be looked at. */
export function LeftOut({ run, shop }: Props & { readonly shop: string }): ReactElement | null {
  const { t } = useTranslation();
  const { leftOut } = run.counts;
  if (leftOut === 0) return null;
  return (
    <p className="faint">
      {t("imports.leftOutNote", { n: whole(leftOut) })}{" "}
      <a href={`/api/shops/${shop}/imports/${run.id}/left-out.csv`} download="left-out.csv">
        {t("imports.leftOutSee")}
      </a>
    </p>
  );
}

export function Refused({ run, shop }: Props & { readonly shop: string }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const faults = toMend(run.counts);
  if (faults === 0) return null;
  const all = run.refusedSample.length === faults;
  const columns: TableColumnsType<ImportRun["refusedSample"][number]> = [
    { title: t("imports.row"), dataIndex: "row", align: "right", className: "figures", width: 90 },
    { title: t("imports.reason"), key: "reason", render: (_, row) => row.reason[language] },
    {
      title: t("imports.raw"),
      dataIndex: "raw",
      render: (raw: string) => <code className="raw">{raw}</code>,
    },
  ];
  return (
    <section>
      <div className="page-head">
        <div>
          <h2>{t("imports.refused")}</h2>
          <p className="faint">
            {t(all ? "imports.refusedAll" : "imports.refusedHint", {
              n: run.refusedSample.length,
            })}
          </p>
        </div>
        <Button href={`/api/shops/${shop}/imports/${run.id}/refused.csv`} download="refused.csv">
          {t("imports.download")}
        </Button>
      </div>
      <Table
        rowKey="row"
        size="small"
        columns={columns}
        dataSource={run.refusedSample}
        pagination={false}
        className="stacked"
      />
    </section>
  );
}

/** After an import for real: where to see what came of it. */
export function Onwards({ run, shop }: Props & { readonly shop: string }): ReactElement | null {
  const { t } = useTranslation();
  if (run.dryRun || run.state !== "done") return null;
  const { page, word } = SEEN[run.kind];
  return (
    <Space wrap className="tools">
      <Link to={`/${shop}/${page}`}>
        <Button type="primary">{t(`lists.see.${word}`)}</Button>
      </Link>
      <Link to={`/${shop}/cards`}>
        <Button>{t("imports.seeCards")}</Button>
      </Link>
    </Space>
  );
}

export function Notes({ run }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (run.problem !== null)
    return <Alert type="error" showIcon title={run.problem[language]} className="refusal" />;
  if (run.dryRun)
    return <Alert type="info" showIcon title={t("imports.dryNote")} className="refusal" />;
  if (run.state === "done" && run.counts.accepted > 0 && run.counts.added === 0) {
    return <Alert type="info" showIcon title={t("imports.repeat")} className="refusal" />;
  }
  return null;
}
