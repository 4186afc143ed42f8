import type { Report } from "@zhongshu/brain/contract";
import { amount, until } from "@zhongshu/browser";
import { Alert, Button, Card, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { Compared } from "./compared.tsx";
import { SaidOrders, SaidWorth } from "./promised.tsx";
import { type Figure, RowsDrawer } from "./rows.tsx";

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
    <Card
      title={t("report.funnel")}
      extra={<span className="faint">{t("report.funnelHint")}</span>}
    >
      <ul className="bars">
        {report.funnel.map(({ key, title, count, opens }) => (
          <li key={key}>
            <span>{title[language]}</span>
            <i style={key === "groups" ? HIDDEN : { inlineSize: `${(60 * count) / most}%` }} />
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
      {report.funnelNote === null ? null : <p className="faint">{report.funnelNote[language]}</p>}
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
                onClick={() =>
                  open({ title: t(`report.${key}`), value: amount(sums[key]), opens: opens[key] })
                }
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

/** What the same play has added over all its executions; it opens to them. */
function Pooled({ report: { pooled }, open }: Opening): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (pooled === null) return null;
  const { lift, executions, apart, opens } = pooled;
  const title = t("report.pooled");
  const value = t("report.executions", { n: executions });
  return (
    <Compared
      title={title}
      lift={lift}
      below={
        <>
          <Button type="link" className="flush" onClick={() => open({ title, value, opens })}>
            {t("report.which", { n: executions })}
          </Button>
          {apart === null ? null : <p className="faint">{apart[language]}</p>}
        </>
      }
    />
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
  const { people } = report.here.treated;
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
          <SaidOrders report={report} open={setFigure} />
        </section>
        <section>
          <h2>{t("report.added")}</h2>
          <p className="faint">{t("report.addedWhy")}</p>
          <Compared
            title={t("report.here")}
            lift={report.here}
            open={(side, title, value) => setFigure({ title, value, opens: `${rows}/${side}` })}
            below={
              <>
                {report.reached < people ? (
                  <p className="faint">{t("report.reached", { people, n: report.reached })}</p>
                ) : null}
                {report.enough === null ? null : <p className="faint">{report.enough[language]}</p>}
              </>
            }
          />
          <SaidWorth report={report} />
          <Pooled report={report} open={setFigure} />
        </section>
      </div>
      <RowsDrawer shop={shop} figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}
