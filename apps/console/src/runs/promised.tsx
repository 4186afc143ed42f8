import type { Report } from "@zhongshu/brain/contract";
import { Button, Card } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { people, useAdds } from "../cards/earns.tsx";
import { useLanguage } from "../words/i18n.ts";
import type { Figure } from "./rows.tsx";

type Props = { readonly report: Report };
type Range = { readonly low: number; readonly high: number };

const side = (came: number, { low, high }: Range) =>
  came < low ? "below" : came > high ? "above" : "inside";

type Said = Props & {
  readonly title: string;
  readonly said: string;
  readonly children?: ReactNode;
};

function Told({ report, title, said, children }: Said): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Card title={title}>
      <dl className="pairs figures">
        <div>
          <dt>{t("report.said")}</dt>
          <dd>{said}</dd>
        </div>
        {children}
      </dl>
      {report.otherWindow === null ? null : <p className="faint">{report.otherWindow[language]}</p>}
    </Card>
  );
}

type Opening = Props & { readonly open: (figure: Figure) => void };

/** How many were to buy, and how many did; judged once the time is over, and only over the time that was spoken of. */
export function SaidOrders({ report, open }: Opening): ReactElement | null {
  const { t } = useTranslation();
  const { promised, came, state, otherWindow } = report;
  if (promised === null) return null;
  const { orders } = promised;
  const judged = orders.known && state !== "open" && otherWindow === null;
  const title = t("report.saidOrders");
  return (
    <Told
      report={report}
      title={title}
      said={orders.known ? t("proof.people", { n: people(orders) }) : t("cards.addsUnknown")}
    >
      <div>
        <dt>{t(state === "open" ? "report.soFar" : "report.later")}</dt>
        <dd>
          <Button
            type="link"
            className="flush"
            onClick={() => open({ title, value: String(came.count), opens: came.opens })}
          >
            {t("proof.people", { n: came.count })}
          </Button>
          {judged ? ` · ${t(`report.verdict.${side(came.count, orders)}`)}` : ""}
        </dd>
      </div>
    </Told>
  );
}

/** What the sending was to add; what it did stands below it. */
export function SaidWorth({ report }: Props): ReactElement | null {
  const { t } = useTranslation();
  const adds = useAdds();
  if (report.promised === null) return null;
  const { worth } = report.promised;
  const said = worth.known ? adds(worth) : t("cards.addsUnknown");
  return <Told report={report} title={t("report.saidWorth")} said={said} />;
}
