import { amount, whole } from "@zhongshu/browser";
import { KIND_OF, type Statement } from "@zhongshu/insight/contract";
import { businessDay, DAY, MINUTE } from "@zhongshu/kernel";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useParams, useSearchParams } from "react-router";
import { Place } from "../frame/place.tsx";
import { Sheet } from "../frame/sheet.tsx";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useStatement } from "./asks.ts";
import { monthsAfter, spoken } from "./month.ts";
import { Rows } from "./rows.tsx";
import "./statement.css";

type Kind = Statement["movements"][number]["kind"];
/** Rows that somebody asked for: of one kind, or of all. */
type Asked = { readonly title: string; readonly kind: Kind | null };
type Shown = { readonly found: Statement; readonly open: (asked: Asked) => void };

function useDifference({ earned, before, currency }: Statement): string {
  const { t } = useTranslation();
  const minor = earned - before.earned;
  if (minor === 0) return t("statement.same");
  const by = amount({ minor: Math.abs(minor), currency });
  return t(minor > 0 ? "statement.more" : "statement.less", { by });
}

const worth = ({ estimated, pending, settled }: Statement["opening"]): number =>
  estimated + pending + settled;

const BACK: readonly Kind[] = ["refunded", "clawed-back"];

/** What stands in each stage, which all rows together make, and what refunds took of the month. */
function Stages({ found, open }: Shown): ReactElement {
  const { t } = useTranslation();
  const { closing, movements, currency } = found;
  const taken = movements.filter(({ kind, rows }) => BACK.includes(kind) && rows > 0);
  const back = taken.reduce((sum, { change }) => sum + worth(change), 0);
  const [only, other] = taken;
  const tiles = [
    { key: "estimated", minor: closing.estimated, kind: null },
    { key: "pending", minor: closing.pending, kind: null },
    { key: "settled", minor: closing.settled, kind: null },
    { key: "back", minor: back, kind: other === undefined ? (only?.kind ?? "refunded") : null },
  ] as const;
  return (
    <div className="stages figures">
      {tiles.map(({ key, minor, kind }) => (
        <button
          type="button"
          key={key}
          className={key === "settled" ? "sure" : ""}
          aria-haspopup="dialog"
          onClick={() =>
            open({
              title: kind === null ? t("statement.all") : t(`statement.kindOf.${kind}`),
              kind,
            })
          }
        >
          <span>{t(`statement.${key}`)}</span>
          <strong>{amount({ minor, currency })}</strong>
          <small>{t(`statement.${key}Hint`)}</small>
        </button>
      ))}
    </div>
  );
}

function Why({ found, open }: Shown): ReactElement | null {
  const { t } = useTranslation();
  const { reasons, earned, before, currency } = found;
  if (reasons.length === 0) return null;
  const title = earned < before.earned ? "whyLess" : earned > before.earned ? "whyMore" : "whySame";
  return (
    <section className="panel">
      <h2>{t(`statement.${title}`)}</h2>
      <p className="faint">{t("statement.whyHint")}</p>
      <ul className="moves">
        {reasons.map(({ key, minor }) => (
          <li key={key}>
            <button
              type="button"
              className="between"
              aria-haspopup="dialog"
              onClick={() =>
                open({ title: t(`statement.kindOf.${KIND_OF[key]}`), kind: KIND_OF[key] })
              }
            >
              <span>{t(`statement.reasonOf.${key}`)}</span>
              <strong className={minor < 0 ? "figures lost" : "figures"}>
                {minor > 0 ? "+" : ""}
                {amount({ minor, currency })}
                <span className="chevron right" aria-hidden="true" />
              </strong>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Edge({
  name,
  balance,
  currency,
}: {
  readonly name: string;
  readonly balance: Statement["opening"];
  readonly currency: string;
}): ReactElement {
  const { t } = useTranslation();
  const told = (minor: number): string => amount({ minor, currency });
  return (
    <p className="between edge">
      <span>
        {name}
        <small className="faint figures">
          {t("statement.open", {
            estimated: told(balance.estimated),
            pending: told(balance.pending),
            settled: told(balance.settled),
          })}
        </small>
      </span>
      <strong className="figures">{told(worth(balance))}</strong>
    </p>
  );
}

type ChangedProps = {
  readonly change: Statement["opening"];
  readonly currency: string;
};

/** What a movement made more or less; what only became settled is said as that. */
function Changed({ change, currency }: ChangedProps): ReactElement | null {
  const { t } = useTranslation();
  const total = worth(change);
  const told = (minor: number): string => amount({ minor, currency });
  if (total !== 0)
    return (
      <strong className={total < 0 ? "lost" : ""}>
        {total > 0 ? "+" : ""}
        {told(total)}
      </strong>
    );
  if (change.settled === 0) return null;
  return <span>{t("statement.settledBy", { amount: told(change.settled) })}</span>;
}

function Moves({ found, open }: Shown): ReactElement {
  const { t } = useTranslation();
  const { movements, opening, closing, currency, asOf } = found;
  // The last instant of a past month is the one before midnight.
  const past = businessDay(asOf + 1) !== businessDay(asOf);
  const all = t("statement.all");
  return (
    <section className="panel">
      <h2>{t("statement.moves")}</h2>
      <p className="faint">{t("statement.movesHint")}</p>
      <Edge name={t("statement.opening")} balance={opening} currency={currency} />
      <ul className="moves">
        {movements
          .filter(({ rows }) => rows > 0)
          .map(({ kind, rows, change }) => (
            <li key={kind}>
              <button
                type="button"
                className="between"
                aria-haspopup="dialog"
                onClick={() => open({ title: t(`statement.kindOf.${kind}`), kind })}
              >
                <span>{t(`statement.kindOf.${kind}`)}</span>
                <span className="figures soft">
                  {t("statement.count", { n: whole(rows) })}
                  <Changed change={change} currency={currency} />
                  <span className="chevron right" aria-hidden="true" />
                </span>
              </button>
            </li>
          ))}
      </ul>
      <Edge
        name={t(past ? "statement.closingPast" : "statement.closing")}
        balance={closing}
        currency={currency}
      />
      <button
        type="button"
        className="quiet centre"
        aria-haspopup="dialog"
        onClick={() => open({ title: all, kind: null })}
      >
        {all}
      </button>
    </section>
  );
}

/** What the figures do not hold, and how long goods can come back. */
function Remarks({ returnMs, unruled, foreign }: Statement): ReactElement {
  const { t } = useTranslation();
  const long =
    returnMs < DAY
      ? t("statement.minutes", { n: Math.ceil(returnMs / MINUTE) })
      : t("statement.days", { n: Math.round(returnMs / DAY) });
  return (
    <>
      {unruled === 0 ? null : (
        <p className="note">{t("statement.unruled", { n: whole(unruled) })}</p>
      )}
      {foreign === 0 ? null : (
        <p className="note">{t("statement.foreign", { n: whole(foreign) })}</p>
      )}
      <p className="faint">{t("statement.returns", { long })}</p>
    </>
  );
}

function Told({ found }: { readonly found: Statement }): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const difference = useDifference(found);
  const idle = found.movements.every(({ rows }) => rows === 0);
  return (
    <>
      <section className="panel earned">
        <small>{t("statement.earned")}</small>
        <strong className="figures">
          {amount({ minor: found.earned, currency: found.currency })}
        </strong>
        <p className="figures">{difference}</p>
        <p className="faint">{t("statement.earnedHint")}</p>
        <Stages found={found} open={setAsked} />
      </section>
      {idle ? (
        <section className="state calm">
          <h2>{t("statement.none")}</h2>
          <p>{t("statement.noneNext")}</p>
        </section>
      ) : (
        <>
          <Why found={found} open={setAsked} />
          <Moves found={found} open={setAsked} />
        </>
      )}
      <Remarks {...found} />
      <Sheet title={asked?.title ?? null} onClose={() => setAsked(null)}>
        {asked === null ? null : <Rows month={found.month} kind={asked.kind} />}
      </Sheet>
    </>
  );
}

function Months({
  month,
  choose,
}: {
  readonly month: string;
  readonly choose: (month: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const now = businessDay(Date.now()).slice(0, 7);
  return (
    <div className="months">
      <button
        type="button"
        aria-label={t("statement.earlier")}
        onClick={() => choose(monthsAfter(month, -1))}
      >
        ‹
      </button>
      <span className="figures">{t("statement.monthOf", spoken(month))}</span>
      <button
        type="button"
        aria-label={t("statement.later")}
        disabled={month >= now}
        onClick={() => choose(monthsAfter(month, 1))}
      >
        ›
      </button>
    </div>
  );
}

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** What I earn of a month: where it stands, why it is less or more, and every row behind it. */
export function StatementPage(): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const [place, setPlace] = useSearchParams();
  const wished = place.get("month") ?? "";
  const month = MONTH.test(wished) ? wished : businessDay(Date.now()).slice(0, 7);
  const statement = useStatement(shop, month);
  if (sessionOver(statement.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}/commission` }} />;
  return (
    <Place>
      <div className="title-row apart">
        <h1>{t("statement.title")}</h1>
        <Months month={month} choose={(next) => setPlace({ month: next }, { replace: true })} />
      </div>
      {statement.data ? <Told found={statement.data} /> : null}
      {!statement.data && statement.error ? (
        <Failure
          error={statement.error}
          onRetry={() => void statement.refetch()}
          busy={statement.isFetching}
        />
      ) : null}
      {statement.isPending ? <Waiting blocks={3} /> : null}
    </Place>
  );
}
