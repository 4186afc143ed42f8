import { masked, moment, short } from "@zhongshu/browser";
import type { TailEvent } from "@zhongshu/ledger/contract";
import { Badge, Button, Drawer, Input, Space, Table, type TableColumnsType } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Failure } from "../states/failure.tsx";
import { Nothing } from "../states/nothing.tsx";
import { fitting, useLiveEvents } from "./live.ts";
import { detailOf, titleOf } from "./telling.ts";

function useColumns(shop: string, onOpen: (event: TailEvent) => void): TableColumnsType<TailEvent> {
  const { t } = useTranslation();
  return [
    {
      title: t("events.at"),
      key: "at",
      className: "figures",
      width: 170,
      render: (_, { at }) => moment(at),
    },
    {
      title: t("events.type"),
      key: "type",
      width: 170,
      render: (_, event) => (
        <Button type="link" className="flush" onClick={() => onOpen(event)}>
          {titleOf(t, event.type)}
        </Button>
      ),
    },
    {
      title: t("events.who"),
      key: "who",
      width: 190,
      render: (_, { profile, userId, anonymousId }) => {
        const unnamed = t(profile === null ? "events.nobody" : "runs.who");
        const name = masked(short(userId ?? anonymousId ?? unnamed));
        return profile === null ? name : <Link to={`/${shop}/people/${profile}`}>{name}</Link>;
      },
    },
    {
      title: t("events.what"),
      key: "what",
      ellipsis: true,
      render: (_, event) => detailOf(t, event),
    },
  ];
}

type BarProps = {
  readonly connected: boolean;
  readonly fresh: number | null;
  readonly onPause: () => void;
  readonly wish: string;
  readonly onWish: (wish: string) => void;
};

function Bar({ connected, fresh, onPause, wish, onWish }: BarProps): ReactElement {
  const { t } = useTranslation();
  const live = connected ? t("events.connected") : t("events.connecting");
  return (
    <Space wrap className="tools">
      <Input.Search
        allowClear
        placeholder={t("events.filter")}
        aria-label={t("events.filter")}
        value={wish}
        onChange={(e) => onWish(e.target.value)}
      />
      <Button onClick={onPause}>{fresh === null ? t("events.pause") : t("events.resume")}</Button>
      <Badge
        status={fresh !== null ? "warning" : connected ? "processing" : "default"}
        text={fresh === null ? live : t("events.paused", { n: fresh })}
      />
    </Space>
  );
}

/** The newest events as they are stored. Paused, the list stands still and only counts what came. */
export function Tail({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const { first, connected, events } = useLiveEvents(shop);
  const [held, setHeld] = useState<readonly TailEvent[] | null>(null);
  const [wish, setWish] = useState("");
  const [opened, setOpened] = useState<TailEvent | null>(null);
  const columns = useColumns(shop, setOpened);
  if (first.error)
    return (
      <Failure error={first.error} onRetry={() => void first.refetch()} busy={first.isFetching} />
    );
  const seen = held?.[0]?.seq ?? 0;
  const fresh = held === null ? null : events.filter(({ seq }) => seq > seen).length;
  const empty =
    wish === "" ? (
      <Nothing title={t("events.none")} next={t("events.noneNext")} />
    ) : (
      t("events.noMatch")
    );
  return (
    <>
      <Bar
        connected={connected}
        fresh={fresh}
        onPause={() => setHeld(held === null ? events : null)}
        wish={wish}
        onWish={setWish}
      />
      <Table
        rowKey="seq"
        size="middle"
        columns={columns}
        dataSource={fitting(
          held ?? events,
          wish,
          (event) => `${titleOf(t, event.type)} ${detailOf(t, event)}`,
        )}
        loading={first.isPending}
        pagination={false}
        className="stacked"
        locale={{ emptyText: first.isPending ? " " : empty }}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={560}
        title={opened === null ? "" : titleOf(t, opened.type)}
      >
        <p>{opened === null ? "" : detailOf(t, opened)}</p>
        <h3>{t("events.raw")}</h3>
        <pre className="json">{JSON.stringify(opened, null, 2)}</pre>
      </Drawer>
    </>
  );
}
