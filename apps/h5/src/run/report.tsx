import type { Report } from "@zhongshu/brain/contract";
import { clock, price } from "@zhongshu/browser";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useReport } from "./asks.ts";
import { type Figure, Rows } from "./rows.tsx";

type Lifted = Report["here"];
type Opening = { readonly report: Report; readonly open: (figure: Figure) => void };

function Funnel({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const most = Math.max(1, ...report.funnel.map(({ count }) => count));
  return (
    <section className="panel">
      <h2>
        {t("report.funnel")} <small>{t("report.funnelHint")}</small>
      </h2>
      <ol className="funnel">
        {report.funnel.map((step) => (
          <li key={step.key}>
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() =>
                open({ title: step.title[language], value: String(step.count), opens: step.opens })
              }
            >
              <span>{step.title[language]}</span>
              <i style={{ width: `${(100 * step.count) / most}%` }} />
              <strong className="figures">{step.count}</strong>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Earned({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const { opens, ...sums } = report.commission;
  const title = t("report.commission");
  const left = sums.estimated.minor + sums.pending.minor + sums.settled.minor;
  const value = price({ ...sums.estimated, minor: left });
  return (
    <section className="panel">
      <h2>
        {title} <small>{t("report.commissionHint")}</small>
      </h2>
      <button
        type="button"
        className="sums figures"
        aria-haspopup="dialog"
        onClick={() => open({ title, value, opens })}
      >
        {(["estimated", "pending", "settled", "clawedBack"] as const).map((key) => (
          <span key={key} className={key}>
            <small>{t(`report.${key}`)}</small>
            <strong>
              {key === "clawedBack" && sums[key].minor > 0 ? "−" : ""}
              {price(sums[key])}
            </strong>
          </span>
        ))}
      </button>
    </section>
  );
}

function Compared({
  title,
  lift,
}: {
  readonly title: string;
  readonly lift: Lifted;
}): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const rate = ({ people, buyers }: Lifted["treated"]): string =>
    people === 0 ? "—" : t("report.of", { buyers, people });
  return (
    <div className="lift">
      <h3>{title}</h3>
      <p className={lift.known ? "verdict" : "verdict unknown"}>
        {lift.known ? lift.words[language] : lift.why[language]}
      </p>
      <dl className="figures">
        <div>
          <dt>{t("report.treated")}</dt>
          <dd>{rate(lift.treated)}</dd>
        </div>
        <div>
          <dt>{t("report.heldOut")}</dt>
          <dd>{rate(lift.heldOut)}</dd>
        </div>
      </dl>
      {lift.known ? <p className="faint">{lift.basis[language]}</p> : null}
    </div>
  );
}

function Parts({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <div className="between report-head">
        <h2>{t("report.title")}</h2>
        <span className={`stamp ${report.state}`}>
          {t(`report.state.${report.state}`, {
            closes: clock(report.closesAt),
            returns: clock(report.returnsUntil),
          })}
        </span>
      </div>
      {report.caution === null ? null : <p className="note">{report.caution[language]}</p>}
      <section className="panel">
        <h2>{t("report.lift")}</h2>
        <Compared title={t("report.here")} lift={report.here} />
        {report.pooled === null ? null : (
          <Compared title={t("report.pooled")} lift={report.pooled} />
        )}
      </section>
      <Earned report={report} open={open} />
      <Funnel report={report} open={open} />
    </>
  );
}

/** What came of it: what it changed, what it earned, and how far people came, each in a place of its own. */
export function ReportView({
  shop,
  execution,
  sent,
}: {
  readonly shop: string;
  readonly execution: string;
  /** How many it has gone to so far. */
  readonly sent: number;
}): ReactElement {
  const report = useReport(shop, execution, sent);
  const [figure, setFigure] = useState<Figure | null>(null);
  if (report.data === undefined) {
    return report.error ? (
      <Failure
        error={report.error}
        onRetry={() => void report.refetch()}
        busy={report.isFetching}
      />
    ) : (
      <Waiting blocks={1} />
    );
  }
  return (
    <>
      <Parts report={report.data} open={setFigure} />
      <Rows shop={shop} figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}
