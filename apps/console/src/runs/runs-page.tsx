import { moment } from "@zhongshu/browser";
import type { Execution } from "@zhongshu/reach/contract";
import { type TableColumnsType, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { labelled } from "../states/labelled.ts";
import { Listing } from "../states/listing.tsx";
import { usePaged } from "../states/paged.ts";
import { Executions } from "./asks.ts";

const COLOURS = { running: "blue", done: "green", cancelled: "default" } as const;

function useColumns(shop: string): TableColumnsType<Execution> {
  const { t } = useTranslation();
  const count = (key: "sent" | "heldOut" | "stopped") => ({
    title: t(`runs.${key}`),
    key,
    align: "right" as const,
    className: "figures",
    onCell: ({ counts }: Execution) => labelled(t(`runs.${key}`), counts[key] > 0),
    render: (_: unknown, { counts }: Execution) => counts[key],
  });
  return [
    {
      title: t("runs.what"),
      key: "title",
      render: (_, { id, title }) => <Link to={`/${shop}/runs/${id}`}>{title}</Link>,
    },
    {
      title: t("runs.at"),
      key: "at",
      className: "figures",
      render: (_, run) => moment(run.startedAt),
    },
    { title: t("runs.way"), key: "way", render: (_, { way }) => t(`runs.ways.${way}`) },
    {
      title: t("runs.state"),
      key: "state",
      render: (_, { state }) => <Tag color={COLOURS[state]}>{t(`runs.states.${state}`)}</Tag>,
    },
    count("sent"),
    count("heldOut"),
    count("stopped"),
    {
      title: t("runs.clicked"),
      dataIndex: "clicked",
      align: "right",
      className: "figures",
      onCell: () => labelled(t("runs.clicked")),
    },
    { title: t("runs.by"), dataIndex: "by", onCell: () => labelled(t("runs.by")) },
  ];
}

export function RunsPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const paged = usePaged({ path: `/shops/${shop}/executions`, schema: Executions });
  return (
    <Page title={t("frame.runs")} lead={t("state.justTime")}>
      <Listing
        paged={paged}
        stacked
        columns={useColumns(shop)}
        keyOf={({ id }) => id}
        empty={{ title: t("runs.none"), next: t("runs.noneNext") }}
      />
    </Page>
  );
}
