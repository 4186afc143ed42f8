import { moment, price } from "@zhongshu/browser";
import { Order } from "@zhongshu/orders/contract";
import { Flex, Table, type TableColumnsType, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "zod";
import { Page, useShop } from "../frame/page.tsx";
import { ImportButton } from "../imports/import-button.tsx";
import { LineageButton } from "../lineage/lineage.tsx";
import { Listing } from "../states/listing.tsx";
import { usePaged } from "../states/paged.ts";

const Orders = z
  .object({ orders: z.array(Order), next: z.string().nullable() })
  .transform(({ orders, next }) => ({ items: orders, next }));

function useColumns(shop: string): TableColumnsType<Order> {
  const { t } = useTranslation();
  return [
    { title: t("orders.number"), dataIndex: "number", className: "figures" },
    { title: t("orders.at"), key: "at", className: "figures", render: (_, { at }) => moment(at) },
    {
      title: t("orders.who"),
      key: "who",
      render: (_, { profile, customer }) =>
        profile === null ? (
          <span className="faint">{t("orders.anonymous")}</span>
        ) : (
          <Link to={`/${shop}/people/${profile}`}>{customer ?? t("people.unnamed")}</Link>
        ),
    },
    {
      title: t("orders.lines"),
      key: "lines",
      ellipsis: true,
      render: (_, { lines }) =>
        `${lines[0]?.title ?? "—"}${lines.length > 1 ? ` +${lines.length - 1}` : ""}`,
    },
    {
      title: t("orders.total"),
      key: "total",
      align: "right",
      className: "figures",
      render: (_, { total }) => price(total),
    },
    {
      title: t("orders.refunded"),
      key: "refunded",
      align: "right",
      className: "figures",
      render: (_, { refunded }) => (refunded.minor === 0 ? "—" : price(refunded)),
    },
    {
      title: t("orders.source"),
      key: "source",
      render: (_, { source }) => t(`orders.sourceOf.${source}`, { defaultValue: source }),
    },
  ];
}

function Lines({ lines }: { readonly lines: Order["lines"] }): ReactElement {
  const { t } = useTranslation();
  const columns: TableColumnsType<Order["lines"][number]> = [
    { title: t("goods.sku"), dataIndex: "sku" },
    {
      title: t("orders.lines"),
      key: "title",
      render: (_, { title, kind }) => (
        <>
          {title} {kind === "service" ? <Tag>{t("orders.service")}</Tag> : null}
        </>
      ),
    },
    { title: t("orders.quantity"), dataIndex: "quantity", align: "right", className: "figures" },
    {
      title: t("orders.unit"),
      key: "unit",
      align: "right",
      className: "figures",
      render: (_, { unitPrice }) => price(unitPrice),
    },
  ];
  return (
    <Table
      rowKey="ordinal"
      size="small"
      columns={columns}
      dataSource={lines}
      pagination={false}
      style={{ width: "100%" }}
    />
  );
}

const PLACE = ["leader", "pickup", "community", "note"] as const;

/** By whom and where it was sold, as far as the source told. */
function Place({ order }: { readonly order: Order }): ReactElement | null {
  const { t } = useTranslation();
  const told = PLACE.flatMap((field) => {
    const value = order[field];
    return value === null ? [] : [`${t(`orderPlace.${field}`)} ${value}`];
  });
  return told.length === 0 ? null : <span>{told.join(" · ")}</span>;
}

export function OrdersPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [wishes] = useSearchParams();
  const paged = usePaged({
    path: `/shops/${shop}/orders`,
    wishes: { profile: wishes.get("profile"), day: wishes.get("day") },
    schema: Orders,
  });
  return (
    <Page title={t("frame.orders")} lead={t("state.justTime")}>
      <Listing
        paged={paged}
        columns={useColumns(shop)}
        keyOf={({ id }) => id}
        empty={{
          title: t("orders.none"),
          next: t("orders.noneNext"),
          ...(wishes.size === 0 ? { action: <ImportButton shop={shop} /> } : {}),
        }}
        expand={(order) => (
          <Flex vertical align="start" gap="small">
            <Lines lines={order.lines} />
            <Place order={order} />
            <LineageButton size="small" of={`order:${order.source}:${order.number}`} />
          </Flex>
        )}
      />
    </Page>
  );
}
