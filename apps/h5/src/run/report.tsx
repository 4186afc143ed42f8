import type { Report } from "@zhongshu/brain/contract";
import { amount, until } from "@zhongshu/browser";
import { stated } from "@zhongshu/cards";
import { type ReactElement, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useReport } from "./asks.ts";
import { Promised } from "./promised.tsx";
import { type Figure, Rows } from "./rows.tsx";
import { Sides } from "./sides.tsx";

type Lifted = Report["here"];
type Opening = { readonly report: Report; readonly open: (figure: Figure) => void };

/** Keeps its place in the row, and shows nothing. */
const HIDDEN = { visibility: "hidden" } as const;

function Funnel({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  // Groups are not people: they have no bar beside them.
  const people = report.funnel.filter(({ key }) => key !== "groups");
  const most = Math.max(1, ...people.map(({ count }) => count));
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
              <i
                style={step.key === "groups" ? HIDDEN : { width: `${(100 * step.count) / most}%` }}
              />
              <strong className="figures">{step.count}</strong>
            </button>
          </li>
        ))}
      </ol>
      {report.funnelNote === null ? null : <p className="faint">{report.funnelNote[language]}</p>}
    </section>
  );
}

function Earned({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const { opens, ...sums } = report.commission;
  const title = t("report.commission");
  return (
    <section className="panel">
      <h2>
        {title} <small>{t("report.commissionHint")}</small>
      </h2>
      <div className="sums figures">
        {(["estimated", "pending", "settled", "clawedBack"] as const).map((key) => (
          <button
            type="button"
            key={key}
            className={key}
            aria-haspopup="dialog"
            onClick={() =>
              open({ title: t(`report.${key}`), value: amount(sums[key]), opens: opens[key] })
            }
          >
            <small>{t(`report.${key}`)}</small>
            <strong>
              {key === "clawedBack" && sums[key].minor > 0 ? "−" : ""}
              {amount(sums[key])}
            </strong>
          </button>
        ))}
      </div>
    </section>
  );
}

type Arm = {
  readonly title: string;
  readonly arm: Lifted["treated"];
  readonly onOpen?: () => void;
};

/** One side of the comparison; that of this send opens to what its people bought. */
function Side({ title, arm, onOpen }: Arm): ReactElement {
  const { t } = useTranslation();
  const told = arm.people === 0 ? "—" : t("report.of", arm);
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {onOpen === undefined || arm.people === 0 ? (
          told
        ) : (
          <button type="button" aria-haspopup="dialog" onClick={onOpen}>
            {told}
            <span className="chevron right" aria-hidden="true" />
          </button>
        )}
      </dd>
    </div>
  );
}

type Comparing = {
  readonly title: string;
  readonly lift: Lifted;
  readonly open?: (key: "treated" | "held-out", title: string, value: string) => void;
  readonly children?: ReactNode;
};

function Compared({ title, lift, open, children }: Comparing): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const side = (key: "treated" | "held-out", name: string, arm: Lifted["treated"]) => (
    <Side
      title={name}
      arm={arm}
      {...(open ? { onOpen: () => open(key, name, t("report.of", arm)) } : {})}
    />
  );
  return (
    <div className="lift">
      <h3>{title}</h3>
      <p className={lift.known && stated(lift) ? "verdict" : "verdict unknown"}>
        {lift.known ? lift.words[language] : lift.why[language]}
      </p>
      <dl className="figures">
        {side("treated", t("report.treated"), lift.treated)}
        {side("held-out", t("report.heldOut"), lift.heldOut)}
      </dl>
      {children}
      {lift.known ? <p className="faint">{lift.basis[language]}</p> : null}
    </div>
  );
}

/** What the same play has added over all its executions; it opens to them. */
function Pooled({ report: { pooled }, open }: Opening): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (pooled === null) return null;
  const { lift, executions, apart, opens } = pooled;
  const title = t("report.pooled");
  const value = t("report.executions", { n: executions });
  return (
    <Compared title={title} lift={lift}>
      <button
        type="button"
        className="which"
        aria-haspopup="dialog"
        onClick={() => open({ title, value, opens })}
      >
        {t("report.which", { n: executions })}
        <span className="chevron right" aria-hidden="true" />
      </button>
      {apart === null ? null : <p className="faint">{apart[language]}</p>}
    </Compared>
  );
}

function Lift({ report, open, apart }: Opening & { readonly apart: number }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { here, enough, reached } = report;
  const rows = `executions/${report.execution}/report/rows`;
  return (
    <section className="panel">
      <h2>{t("report.lift")}</h2>
      <Compared
        title={t("report.here")}
        lift={here}
        open={(key, title, value) => open({ title, value, opens: `${rows}/${key}` })}
      >
        {reached < here.treated.people ? (
          <p className="faint">
            {t("report.reached", { people: here.treated.people, n: reached })}
          </p>
        ) : null}
        {enough === null ? null : <p className="faint">{enough[language]}</p>}
      </Compared>
      {apart > 0 ? <p className="faint">{t("report.apart", { n: apart })}</p> : null}
      <Pooled report={report} open={open} />
    </section>
  );
}

function Parts({ report, open, heldOut }: Opening & { readonly heldOut: number }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <div className="between report-head">
        <h2>{t("report.title")}</h2>
        <span className={`stamp ${report.state}`}>
          {t(`report.state.${report.state}`, {
            closes: until(report.closesAt, language),
            returns: until(report.returnsUntil, language),
          })}
        </span>
      </div>
      {report.caution === null ? null : <p className="note">{report.caution[language]}</p>}
      <Sides report={report} />
      <Promised report={report} open={open} />
      <Lift report={report} open={open} apart={heldOut - report.here.heldOut.people} />
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
  heldOut,
}: {
  readonly shop: string;
  readonly execution: string;
  /** How many it has gone to so far. */
  readonly sent: number;
  /** How many persons were left out; fewer are compared, since some get nothing at any time. */
  readonly heldOut: number;
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
      <Parts report={report.data} open={setFigure} heldOut={heldOut} />
      <Rows shop={shop} figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}
