import { moment } from "@zhongshu/browser";
import type { WriteKey } from "@zhongshu/tenancy/contract";
import { Button, Popconfirm, Table, type TableColumnsType, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, useShop } from "../frame/page.tsx";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useKeyChanges, useKeys } from "./asks.ts";
import { MakeKey } from "./make-key.tsx";

function useColumns(onRevoke: (id: string) => void): TableColumnsType<WriteKey> {
  const { t } = useTranslation();
  return [
    { title: t("keys.name"), dataIndex: "name" },
    {
      title: t("keys.kind"),
      key: "kind",
      render: (_, { kind }) => (
        <Tag color={kind === "server" ? "purple" : "blue"}>{t(`keys.kindOf.${kind}`)}</Tag>
      ),
    },
    {
      title: t("keys.prefix"),
      key: "prefix",
      render: (_, { prefix }) => <code className="raw">{prefix}…</code>,
    },
    {
      title: t("keys.createdAt"),
      key: "at",
      className: "figures",
      render: (_, { createdAt }) => moment(createdAt),
    },
    {
      title: t("keys.state"),
      key: "state",
      render: (_, { revokedAt }) =>
        revokedAt === null ? (
          <Tag color="success">{t("keys.active")}</Tag>
        ) : (
          <span className="faint figures">{t("keys.revokedAt", { at: moment(revokedAt) })}</span>
        ),
    },
    {
      title: "",
      key: "revoke",
      align: "right",
      render: (_, { id, revokedAt }) =>
        revokedAt === null ? (
          <Popconfirm
            title={t("keys.revokeSure")}
            okText={t("keys.revoke")}
            cancelText={t("keys.keep")}
            okButtonProps={{ danger: true }}
            onConfirm={() => onRevoke(id)}
          >
            <Button danger>{t("keys.revoke")}</Button>
          </Popconfirm>
        ) : null,
    },
  ];
}

export function KeysPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [making, setMaking] = useState(false);
  const { make, revoke } = useKeyChanges(shop);
  const columns = useColumns(revoke.mutate);
  const close = () => {
    setMaking(false);
    make.reset();
  };
  return (
    <Page
      title={t("frame.keys")}
      lead={t("keys.lead")}
      extra={
        <Button type="primary" onClick={() => setMaking(true)}>
          {t("keys.make")}
        </Button>
      }
    >
      <Refusal error={revoke.error} />
      <Loaded query={useKeys(shop)}>
        {(keys) => (
          <Table
            rowKey="id"
            columns={columns}
            dataSource={keys}
            pagination={false}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Nothing title={t("keys.none")} next={t("keys.noneNext")} /> }}
          />
        )}
      </Loaded>
      {making ? <MakeKey make={make} onClose={close} /> : null}
    </Page>
  );
}
