import type { Execution, Post } from "@zhongshu/reach/contract";
import { Card, Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { labelled } from "../states/labelled.ts";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { usePosts } from "./asks.ts";

function useColumns(): TableColumnsType<Post> {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    { title: t("runs.group"), dataIndex: "name" },
    { title: t("runs.day"), dataIndex: "day", className: "figures" },
    { title: t("runs.state"), key: "state", render: (_, { state }) => t(`runs.post.${state}`) },
    {
      title: t("runs.clicked"),
      dataIndex: "clicks",
      className: "figures",
      onCell: () => labelled(t("runs.clicked")),
    },
    {
      title: t("runs.reason"),
      key: "reason",
      onCell: ({ reason }) => labelled(t("runs.reason"), reason !== null),
      render: (_, { reason }) => reason?.[language] ?? "—",
    },
    {
      title: t("runs.link"),
      key: "link",
      className: "group-link",
      onCell: ({ link }) => labelled(t("runs.link"), link !== null),
      render: (_, { link }) => link ?? "—",
    },
  ];
}

/** The groups of a post: which are posted to, which are left out that day and why, each with its own link. */
export function Groups({
  shop,
  run,
}: {
  readonly shop: string;
  readonly run: Execution;
}): ReactElement {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t("runs.groups")} className="below">
      <Loaded query={usePosts(shop, run)}>
        {({ posts }) => (
          <Table
            className="stacked"
            columns={columns}
            dataSource={[...posts]}
            rowKey={({ community, day }) => `${community} ${day}`}
            pagination={false}
            scroll={{ x: 880 }}
          />
        )}
      </Loaded>
    </Card>
  );
}
