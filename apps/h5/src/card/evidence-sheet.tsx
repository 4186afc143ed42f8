import type { Card, EvidenceRows } from "@zhongshu/brain/contract";
import { cell, columnsOf, figures, readable, whole } from "@zhongshu/browser";
import { Toast } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useRows } from "../today/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import { toClipboard } from "./clipboard.ts";

type Evidence = Card["evidence"][number];
type Props = { readonly card: Card; readonly evidence: Evidence; readonly onClose: () => void };

function Table({ found }: { readonly found: EvidenceRows }): ReactElement {
  const language = useLanguage();
  const columns = columnsOf(found.columns);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div className="rows" tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={figures(found.rows, column.key) ? "number" : ""}
              >
                {column.label[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((column) => (
                <td key={column.key} className={figures(found.rows, column.key) ? "number" : ""}>
                  {readable(row, column.key, { names: found.names, language })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Check({ check }: { readonly check: Evidence["check"] }): ReactElement {
  const { t } = useTranslation();
  const copy = async () => {
    if (await toClipboard(check.sql))
      Toast.show({ content: t("evidence.copied"), icon: "success" });
  };
  return (
    <details className="check">
      <summary>{t("evidence.check")}</summary>
      <p>{t("evidence.checkHint")}</p>
      <pre>{check.sql}</pre>
      {check.values.length === 0 ? null : (
        <p className="values">
          {t("evidence.values")}{" "}
          {check.values.map((value, i) => `$${i + 1} = ${cell(value)}`).join("  ")}
        </p>
      )}
      <button type="button" className="quiet" onClick={() => void copy()}>
        {t("evidence.copySql")}
      </button>
    </details>
  );
}

/** The first of the rows, and how many there are. */
export function Found({ found }: { readonly found: EvidenceRows }): ReactElement {
  const { t } = useTranslation();
  if (found.rows.length === 0) return <p className="faint">{t("evidence.none")}</p>;
  const counts = { shown: whole(found.rows.length), total: whole(found.total) };
  return (
    <>
      <p className="faint figures">
        {found.rows.length < found.total ? t("evidence.shown", counts) : t("evidence.all", counts)}
      </p>
      <Table found={found} />
    </>
  );
}

/** The rows behind one figure, and the statement that anybody can run to get them again. */
export function EvidenceSheet({ card, evidence, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = useRows({ shop: card.shop, card: card.id, key: evidence.key });
  return (
    <div role="dialog" aria-label={evidence.title[language]} className="evidence-sheet">
      <header className="between">
        <h2 className="sheet-title">
          {evidence.title[language]}{" "}
          <strong className="figures">{evidence.figure[language]}</strong>
        </h2>
        <button type="button" className="close" aria-label={t("evidence.close")} onClick={onClose}>
          ×
        </button>
      </header>
      {rows.isPending ? <Waiting blocks={2} /> : null}
      {rows.error ? (
        <Failure error={rows.error} onRetry={() => void rows.refetch()} busy={rows.isFetching} />
      ) : null}
      {rows.data ? <Found found={rows.data} /> : null}
      <Check check={evidence.check} />
    </div>
  );
}
