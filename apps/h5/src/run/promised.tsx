import type { Report } from "@zhongshu/brain/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { people, useAdds } from "../card/earns.tsx";
import { useLanguage } from "../words/i18n.ts";
import type { Figure } from "./rows.tsx";
import { useBrief } from "./sides.tsx";

type Props = { readonly report: Report; readonly open: (figure: Figure) => void };
type Range = { readonly low: number; readonly high: number };

const side = (came: number, { low, high }: Range) =>
  came < low ? "below" : came > high ? "above" : "inside";

/** How many were to buy, and how many did; judged once the time is over, and only over the time that was spoken of. */
function Orders({ report, open }: Props): ReactElement {
  const { t } = useTranslation();
  const { promised, came, state, otherWindow } = report;
  const told = promised?.orders.known ? promised.orders : null;
  const judged = told !== null && state !== "open" && otherWindow === null;
  const title = t("report.saidOrders");
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <strong className={told === null ? "unknown" : "figures"}>
          {told === null ? t("report.brief.unknown") : t("report.saidPeople", { n: people(told) })}
        </strong>
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => open({ title, value: String(came.count), opens: came.opens })}
        >
          {t(state === "open" ? "report.soFar" : "report.later", { n: came.count })}
          {judged ? ` · ${t(`report.verdict.${side(came.count, told)}`)}` : ""}
          <span className="chevron right" aria-hidden="true" />
        </button>
      </dd>
    </div>
  );
}

/** What the sending was to add, and what it did, as far as anybody can tell. */
function Added({ report }: Pick<Props, "report">): ReactElement {
  const { t } = useTranslation();
  const adds = useAdds();
  const brief = useBrief();
  const worth = report.promised?.worth;
  return (
    <div>
      <dt>{t("report.saidWorth")}</dt>
      <dd>
        <strong className={worth?.known ? "figures" : "unknown"}>
          {worth?.known ? adds(worth) : t("report.brief.unknown")}
        </strong>
        <small>{t("report.laterAdded", { told: brief(report.here) })}</small>
      </dd>
    </div>
  );
}

/** The promise of the tap beside what came of it: two columns, as before it went out. */
export function Promised({ report, open }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (report.promised === null) return null;
  return (
    <section className="panel">
      <h2>{t("report.promised")}</h2>
      <dl className="worth said">
        <Orders report={report} open={open} />
        <Added report={report} />
      </dl>
      {report.otherWindow === null ? null : <p className="faint">{report.otherWindow[language]}</p>}
    </section>
  );
}
