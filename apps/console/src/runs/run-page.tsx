import { moment, when } from "@zhongshu/browser";
import type { Execution, Recipient } from "@zhongshu/reach/contract";
import { Card, Segmented, type TableColumnsType } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { labelled } from "../states/labelled.ts";
import { Listing } from "../states/listing.tsx";
import { Loaded } from "../states/loaded.tsx";
import { usePaged } from "../states/paged.ts";
import { useLanguage } from "../words/i18n.ts";
import { Recipients, useExecution, useReport } from "./asks.ts";
import { Groups } from "./groups.tsx";
import { ReportCards } from "./report.tsx";

const STATES = ["sent", "held-out", "stopped", "waiting", "listed", "cancelled"] as const;
type State = (typeof STATES)[number];
const inCounts = { "held-out": "heldOut" } as const;
const countOf = ({ counts }: Execution, state: State): number =>
  counts[state === "held-out" ? inCounts[state] : state];

function useColumns(shop: string): TableColumnsType<Recipient> {
  const { t } = useTranslation();
  const language = useLanguage();
  const at = (key: "decidedAt" | "openedAt" | "clickedAt") => ({
    title: t(`runs.${key}`),
    key,
    className: "figures",
    onCell: (one: Recipient) => labelled(t(`runs.${key}`), one[key] !== null),
    render: (_: unknown, one: Recipient) => {
      const when = one[key];
      return when === null ? "—" : moment(when);
    },
  });
  return [
    {
      title: t("runs.who"),
      key: "who",
      render: (_, { profile, name }) => <Link to={`/${shop}/people/${profile}`}>{name}</Link>,
    },
    at("decidedAt"),
    at("openedAt"),
    at("clickedAt"),
    {
      title: t("runs.reason"),
      key: "reason",
      onCell: ({ reason }) => labelled(t("runs.reason"), reason !== null),
      render: (_, { reason }) => reason?.[language] ?? "—",
    },
  ];
}

function People({ shop, run }: { readonly shop: string; readonly run: Execution }): ReactElement {
  const { t } = useTranslation();
  const shown = STATES.filter((state) => countOf(run, state) > 0);
  const [chosen, choose] = useState<State>(shown[0] ?? "sent");
  const paged = usePaged({
    path: `/shops/${shop}/executions/${run.id}/recipients`,
    wishes: { state: chosen },
    schema: Recipients,
  });
  return (
    <Card title={t("runs.people")} className="below">
      <Segmented<State>
        value={chosen}
        onChange={choose}
        options={shown.map((state) => ({
          value: state,
          label: `${t(`runs.one.${state}`)} ${countOf(run, state)}`,
        }))}
      />
      <Listing
        paged={paged}
        stacked
        columns={useColumns(shop)}
        keyOf={({ profile }) => profile}
        empty={{ title: t("runs.nobody"), next: t("runs.nobodyNext") }}
      />
    </Card>
  );
}

/** Until when somebody waits, and why others get nothing. */
function Told({ run }: { readonly run: Execution }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const { stops, waitsUntil, counts } = run;
  const waits = run.state === "running" ? waitsUntil : null;
  if (stops.length === 0 && waits === null) return null;
  return (
    <Card title={t("runs.stops")} className="below">
      <ul className="stops">
        {waits === null ? null : (
          <li>
            <span>{t("runs.waits", { at: when(waits, language) })}</span>
            <strong className="figures">{counts.waiting}</strong>
          </li>
        )}
        {stops.map(({ step, count, reason }) => (
          <li key={`${step} ${reason.zh}`}>
            <span>{reason[language]}</span>
            <strong className="figures">{count}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** One execution as an experiment: who was drawn into which part, what came of it, and how sure that is. */
export function RunPage(): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const shop = useShop();
  const { run: id = "" } = useParams();
  const report = useReport(shop, id);
  return (
    <Loaded query={useExecution(shop, id)}>
      {(run) => (
        <Page
          up="runs"
          title={run.title}
          lead={t("runs.lead", {
            way: t(`runs.ways.${run.way}`),
            at: when(run.startedAt, language),
            by: run.by,
            share: Math.round(run.holdOutShare * 100),
          })}
        >
          <Loaded query={report}>{(told) => <ReportCards shop={shop} report={told} />}</Loaded>
          <Told run={run} />
          {run.way === "group-copy" ? (
            <Groups shop={shop} run={run} />
          ) : (
            <People shop={shop} run={run} />
          )}
        </Page>
      )}
    </Loaded>
  );
}
