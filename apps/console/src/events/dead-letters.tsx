import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, moment, send } from "@zhongshu/browser";
import { DeadLetter } from "@zhongshu/ledger/contract";
import { Button, Drawer, Table, type TableColumnsType, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { Mend } from "./mend.tsx";

const Answer = z.object({ deadLetters: z.array(DeadLetter) });

function useColumns(onMend: (letter: DeadLetter) => void): TableColumnsType<DeadLetter> {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      title: t("events.receivedAt"),
      key: "at",
      className: "figures",
      width: 170,
      render: (_, { receivedAt }) => moment(receivedAt),
    },
    {
      title: t("events.reason"),
      key: "reason",
      width: 300,
      render: (_, { reason }) => reason[language],
    },
    {
      title: t("events.what"),
      key: "what",
      ellipsis: true,
      render: (_, { event }) => <code className="raw">{JSON.stringify(event)}</code>,
    },
    {
      title: "",
      key: "mend",
      width: 120,
      render: (_, letter) =>
        letter.mendedAt === null ? (
          <Button onClick={() => onMend(letter)}>{t("events.mend")}</Button>
        ) : (
          <Tag color="success">{t("events.mended")}</Tag>
        ),
    },
  ];
}

function Replay({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () =>
      send(z.unknown(), "POST", `/shops/${shop}/dead-letters/replay`, { code: null }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["dead", shop] }),
  });
  return (
    <div className="tools">
      <Refusal error={replay.error} />
      <Button loading={replay.isPending} onClick={() => replay.mutate()}>
        {replay.isSuccess ? t("events.replayed") : t("events.replay")}
      </Button>
    </div>
  );
}

/** Events that did not fit, each with its reason, to be mended and stored after all. */
export function DeadLetters({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const [mending, setMending] = useState<DeadLetter | null>(null);
  const columns = useColumns(setMending);
  const dead = useQuery({
    queryKey: ["dead", shop],
    queryFn: () => ask(Answer, `/shops/${shop}/dead-letters`),
  });
  const close = () => setMending(null);
  return (
    <Loaded query={dead}>
      {({ deadLetters }) => (
        <>
          {deadLetters.length === 0 ? null : <Replay shop={shop} />}
          <Table
            rowKey="id"
            columns={columns}
            dataSource={deadLetters}
            pagination={false}
            scroll={{ x: 860 }}
            locale={{
              emptyText: <Nothing title={t("events.deadNone")} next={t("events.deadNoneNext")} />,
            }}
          />
          <Drawer
            open={mending !== null}
            onClose={close}
            size={560}
            title={t("events.mend")}
            destroyOnHidden
          >
            {mending === null ? null : <Mend shop={shop} letter={mending} onDone={close} />}
          </Drawer>
        </>
      )}
    </Loaded>
  );
}
