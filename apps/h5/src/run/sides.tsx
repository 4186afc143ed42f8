import type { Report } from "@zhongshu/brain/contract";
import { amount, span } from "@zhongshu/browser";
import { stated } from "@zhongshu/cards";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Lifted = Report["here"];
type Money = Report["commission"]["settled"];
type Props = { readonly report: Report };

const minus = ({ minor, currency }: Money): Money => ({ minor: -minor, currency });
const about = (low: number, high: number): string =>
  [low, high].map((n) => String(Math.round(n))).join("–");

/** What the sending itself added, in as few words as will do. */
export function useBrief() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (lift: Lifted): string => {
    if (!lift.known) return lift.brief[language];
    if (!stated(lift)) return t("report.brief.unknown");
    // Of money it is told where that is as sure as the buyers are.
    const { buyers, worth } = lift;
    if (worth !== null && worth.low.minor > 0)
      return t("report.brief.more", { sum: span(worth.low, worth.high) });
    if (worth !== null && worth.high.minor < 0)
      return t("report.brief.less", { sum: span(minus(worth.high), minus(worth.low)) });
    const less = buyers.high < 0;
    const n = less ? about(-buyers.high, -buyers.low) : about(buyers.low, buyers.high);
    return t(less ? "report.brief.fewer" : "report.brief.morePeople", { n });
  };
}

/** What was sold at all, and what of it the sending brought: two columns that are never added up. */
export function Sides({ report }: Props): ReactElement {
  const { t } = useTranslation();
  const brief = useBrief();
  const { estimated, pending, settled } = report.commission;
  const minor = estimated.minor + pending.minor + settled.minor;
  const ordered = report.funnel.find(({ key }) => key === "ordered")?.count ?? 0;
  return (
    <dl className="worth sides">
      <div>
        <dt>{t("report.gross")}</dt>
        <dd>
          <strong className="figures">{amount({ minor, currency: settled.currency })}</strong>
          <small>{t("report.grossOf", { n: ordered })}</small>
        </dd>
      </div>
      <div>
        <dt>{t("report.added")}</dt>
        <dd>
          <strong className="figures">{brief(report.here)}</strong>
          {report.pooled === null ? null : (
            <small>
              {t("report.addedPooled", {
                told: brief(report.pooled.lift),
                n: report.pooled.executions,
                people: report.pooled.lift.treated.people,
              })}
            </small>
          )}
        </dd>
      </div>
    </dl>
  );
}
