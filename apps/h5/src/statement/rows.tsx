import { amount, price, rateText, when } from "@zhongshu/browser";
import type { StatementRow } from "@zhongshu/insight/contract";
import type { LineageOrigin } from "@zhongshu/ledger/contract";
import type { TFunction } from "i18next";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useOrigins, useRows } from "./asks.ts";

const STAGES = ["estimated", "pending", "settled"] as const;

const linesOf = ({ lines }: LineageOrigin): string =>
  lines.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(", ");

function useOrigin() {
  const { t } = useTranslation();
  return (origin: LineageOrigin): string => {
    const { kind, name } = origin;
    if (kind === "house") return t("statement.house");
    if (kind === "key") return t("statement.key", { name: name ?? t("statement.someKey") });
    const file = name ?? t("statement.someFile");
    return origin.lines.length === 0
      ? t("statement.fileAlone", { name: file })
      : t("statement.file", { name: file, lines: linesOf(origin) });
  };
}

/** The file and its lines, or the key, that told of the order. */
function Origins({ row }: { readonly row: StatementRow }): ReactElement {
  const { t } = useTranslation();
  const origin = useOrigin();
  const found = useOrigins(row.shop, `order:${row.source}:${row.number}`);
  if (found.error) {
    return (
      <Failure error={found.error} onRetry={() => void found.refetch()} busy={found.isFetching} />
    );
  }
  if (!found.data) return <p className="faint">{t("state.loading")}</p>;
  const { origins } = found.data;
  if (origins.length === 0) return <p className="faint">{t("statement.untold")}</p>;
  return (
    <ul className="origins faint figures">
      {origins.map((one) => (
        <li key={`${one.kind} ${one.id}`}>{origin(one)}</li>
      ))}
    </ul>
  );
}

const rated = (t: TFunction, rate: StatementRow["rate"]): string =>
  rate === null ? t("statement.noRule") : rateText(rate, (sum) => t("statement.each", { sum }));

type Shown = { readonly row: StatementRow; readonly currency: string };

function Row({ row, currency }: Shown): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const sum = (minor: number): string => `${minor > 0 ? "+" : ""}${amount({ minor, currency })}`;
  return (
    <li className="moved">
      <div className="between">
        <strong>{t(`statement.kindOf.${row.kind}`)}</strong>
        <span className="figures">
          {STAGES.filter((stage) => row.change[stage] !== 0).map((stage) => (
            <em key={stage} className={row.change[stage] < 0 ? "lost" : "won"}>
              {t("statement.moved", {
                stage: t(`statement.${stage}`),
                sum: sum(row.change[stage]),
              })}
            </em>
          ))}
        </span>
      </div>
      <p>{row.title}</p>
      <p className="faint figures">
        {t("statement.priceAndShare", {
          price: price({ minor: row.minor, currency }),
          share: rated(t, row.rate),
        })}{" "}
        · {t(`statement.levelOf.${row.level}`)}
      </p>
      <p className="faint figures">
        {when(row.at, language)} · {t("statement.order", { number: row.number })}
        {row.refund === null ? "" : ` · ${t("statement.refund", { refund: row.refund })}`}
      </p>
      {open ? (
        <Origins row={row} />
      ) : (
        <button type="button" className="quiet flush" onClick={() => setOpen(true)}>
          {t("statement.from")}
        </button>
      )}
    </li>
  );
}

type Props = { readonly month: string; readonly kind: string | null };

/** What changed the commission of the month, row by row; each says the file and line that it came from. */
export function Rows({ month, kind }: Props): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const rows = useRows(shop, { month, kind });
  if (!rows.data) {
    return rows.error ? (
      <Failure error={rows.error} onRetry={() => void rows.refetch()} busy={rows.isFetching} />
    ) : (
      <Waiting blocks={2} />
    );
  }
  const all = rows.data.pages.flatMap((page) =>
    page.rows.map((row) => ({ row, currency: page.currency })),
  );
  if (all.length === 0) return <p className="faint">{t("statement.none")}</p>;
  return (
    <>
      <ul>
        {all.map((one) => (
          <Row key={one.row.id} {...one} />
        ))}
      </ul>
      {rows.hasNextPage ? (
        <button
          type="button"
          className="quiet centre"
          disabled={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {rows.isFetchingNextPage ? t("state.loading") : t("statement.further")}
        </button>
      ) : null}
    </>
  );
}
