import type { Report } from "@zhongshu/brain/contract";
import { moment, price } from "@zhongshu/browser";
import { Alert, Button, Card, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { Interval } from "./interval.tsx";
import { type Figure, RowsDrawer } from "./rows.tsx";

type Lifted = Report["here"];
type Opening = { readonly report: Report; readonly open: (figure: Figure) => void };

function Arms({ lift }: { readonly lift: Lifted }): ReactElement {
  const { t } = useTranslation();
  const told = ({ people, buyers }: Lifted["treated"]): string =>
    people === 0
      ? "—"
      : t("report.of", { people, buyers, share: ((100 * buyers) / people).toFixed(1) });
  return (
    <dl className="pairs figures">
      <div>
        <dt>{t("report.treated")}</dt>
        <dd>{told(lift.treated)}</dd>
      </div>
      <div>
        <dt>{t("report.heldOut")}</dt>
        <dd>{told(lift.heldOut)}</dd>
      </div>
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

function Compared({
  title,
  lift,
}: {
  readonly title: string;
  readonly lift: Lifted;
}): ReactElement {
  const language = useLanguage();
  return (
    <Card title={title}>
      <p className={lift.known ? "verdict" : "verdict soft"}>
        {lift.known ? lift.words[language] : lift.why[language]}
      </p>
      {lift.known ? <Drawn lift={lift} /> : null}
      <Arms lift={lift} />
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
                onClick={() => open({ title: t(`report.${key}`), value: price(sums[key]), opens })}
              >
                {key === "clawedBack" && sums[key].minor > 0 ? "−" : ""}
                {price(sums[key])}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const COLOURS = { open: "blue", provisional: "gold", final: "green" } as const;

/** What it changed and what it sold stand in different cards, and are never added up. */
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
  return (
    <>
      <p>
        <Tag color={COLOURS[report.state]}>
          {t(`report.state.${report.state}`, {
            closes: moment(report.closesAt),
            returns: moment(report.returnsUntil),
          })}
        </Tag>
      </p>
      {report.caution === null ? null : <Alert type="warning" title={report.caution[language]} />}
      <div className="card-grid">
        <Compared title={t("report.here")} lift={report.here} />
        {report.pooled === null ? null : (
          <Compared title={t("report.pooled")} lift={report.pooled} />
        )}
        <Earned report={report} open={setFigure} />
        <Funnel report={report} open={setFigure} />
      </div>
      <RowsDrawer shop={shop} figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}
