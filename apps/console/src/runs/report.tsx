import type { Report } from "@zhongshu/brain/contract";
import { amount, price, until } from "@zhongshu/browser";
import { Alert, Button, Card, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { Interval } from "./interval.tsx";
import { type Figure, RowsDrawer } from "./rows.tsx";

type Lifted = Report["here"];
type Opening = { readonly report: Report; readonly open: (figure: Figure) => void };

type Side = "treated" | "held-out";
type Open = (side: Side, title: string, value: string) => void;

function Arms({ lift, open }: { readonly lift: Lifted; readonly open?: Open }): ReactElement {
  const { t } = useTranslation();
  const told = ({ people, buyers }: Lifted["treated"]): string =>
    people === 0
      ? "—"
      : t("report.of", { people, buyers, share: ((100 * buyers) / people).toFixed(1) });
  const side = (key: Side, title: string, arm: Lifted["treated"]) => (
    <div>
      <dt>{title}</dt>
      <dd>
        {open === undefined || arm.people === 0 ? (
          told(arm)
        ) : (
          <Button type="link" className="flush" onClick={() => open(key, title, told(arm))}>
            {told(arm)}
          </Button>
        )}
      </dd>
    </div>
  );
  return (
    <dl className="pairs figures">
      {side("treated", t("report.treated"), lift.treated)}
      {side("held-out", t("report.heldOut"), lift.heldOut)}
    </dl>
  );
}

function Drawn({ lift }: { readonly lift: Lifted & { readonly known: true } }): ReactElement {
  const { t } = useTranslation();
  const { buyers, worth } = lift;
  return (
    <>
      <h3>{t("report.moreBuyers")}</h3>
      <Interval {...buyers} label={t("report.moreBuyers")} told={(n) => n.toFixed(0)} />
      {worth === null ? null : (
        <>
          <h3>{t("report.moreEarned")}</h3>
          <Interval
            low={worth.low.minor}
            middle={worth.middle.minor}
            high={worth.high.minor}
            label={t("report.moreEarned")}
            told={(minor) => price({ minor: Math.round(minor), currency: worth.low.currency })}
          />
        </>
      )}
    </>
  );
}

type Comparing = { readonly title: string; readonly lift: Lifted; readonly open?: Open };

function Compared({ title, lift, open }: Comparing): ReactElement {
  const language = useLanguage();
  return (
    <Card title={title}>
      <p className={lift.known ? "verdict" : "verdict soft"}>
        {lift.known ? lift.words[language] : lift.why[language]}
      </p>
      {lift.known ? <Drawn lift={lift} /> : null}
      <Arms lift={lift} {...(open ? { open } : {})} />
      {lift.known ? <p className="faint">{lift.basis[language]}</p> : null}
    </Card>
  );
}

function Funnel({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const most = Math.max(1, ...report.funnel.map(({ count }) => count));
  return (
    <Card
      title={t("report.funnel")}
      extra={<span className="faint">{t("report.funnelHint")}</span>}
    >
      <ul className="bars">
        {report.funnel.map(({ key, title, count, opens }) => (
          <li key={key}>
            <span>{title[language]}</span>
            <i style={{ inlineSize: `${(60 * count) / most}%` }} />
            <Button
              type="link"
              className="flush figures"
              onClick={() => open({ title: title[language], value: String(count), opens })}
            >
              <strong>{count}</strong>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Earned({ report, open }: Opening): ReactElement {
  const { t } = useTranslation();
  const { opens, ...sums } = report.commission;
  return (
    <Card
      title={t("report.commission")}
      extra={<span className="faint">{t("report.commissionHint")}</span>}
    >
      <dl className="pairs figures">
        {(["estimated", "pending", "settled", "clawedBack"] as const).map((key) => (
          <div key={key}>
            <dt>{t(`report.${key}`)}</dt>
            <dd>
              <Button
                type="link"
                className="flush"
                onClick={() => open({ title: t(`report.${key}`), value: amount(sums[key]), opens })}
              >
                {key === "clawedBack" && sums[key].minor > 0 ? "−" : ""}
                {amount(sums[key])}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const COLOURS = { open: "blue", provisional: "gold", final: "green" } as const;

/** What it sold at all and what it added stand in columns of their own, and are never added up. */
export function ReportCards({
  shop,
  report,
}: {
  readonly shop: string;
  readonly report: Report;
}): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [figure, setFigure] = useState<Figure | null>(null);
  const rows = `executions/${report.execution}/report/rows`;
  return (
    <>
      <p>
        <Tag color={COLOURS[report.state]}>
          {t(`report.state.${report.state}`, {
            closes: until(report.closesAt, language),
            returns: until(report.returnsUntil, language),
          })}
        </Tag>
      </p>
      {report.caution === null ? null : <Alert type="warning" title={report.caution[language]} />}
      <div className="report-sides">
        <section>
          <h2>{t("report.gross")}</h2>
          <p className="faint">{t("report.grossWhy")}</p>
          <Earned report={report} open={setFigure} />
          <Funnel report={report} open={setFigure} />
        </section>
        <section>
          <h2>{t("report.added")}</h2>
          <p className="faint">{t("report.addedWhy")}</p>
          <Compared
            title={t("report.here")}
            lift={report.here}
            open={(side, title, value) => setFigure({ title, value, opens: `${rows}/${side}` })}
          />
          {report.pooled === null ? null : (
            <Compared title={t("report.pooled")} lift={report.pooled} />
          )}
        </section>
      </div>
      <RowsDrawer shop={shop} figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}
