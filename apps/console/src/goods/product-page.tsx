import { useQuery } from "@tanstack/react-query";
import { ask, moment, price, until, whole } from "@zhongshu/browser";
import { Product } from "@zhongshu/goods/contract";
import { Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { Window } from "./window.tsx";

type Sku = Product["skus"][number];

function Coupon({ coupon }: { readonly coupon: Sku["afterCoupon"] }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  if (coupon === null) return <>—</>;
  return (
    <>
      <strong className="money">{price(coupon.price)}</strong>
      <br />
      <span className="faint">
        {coupon.condition[language]}
        {coupon.validUntil === null
          ? null
          : ` · ${t("goods.until", { at: until(coupon.validUntil, language) })}`}
      </span>
    </>
  );
}

function Source({ source }: { readonly source: Sku["priceSource"] }): ReactElement {
  const { t } = useTranslation();
  if (source === null) return <span className="faint">{t("goods.unknown")}</span>;
  return (
    <>
      {t(`goods.sourceOf.${source.source}`)} <code className="raw">{source.row}</code>
      <br />
      <span className="faint figures">{t("goods.readAt", { at: moment(source.at) })}</span>
    </>
  );
}

function useColumns(): TableColumnsType<Sku> {
  const { t } = useTranslation();
  return [
    {
      title: t("goods.sku"),
      key: "sku",
      render: (_, { id, name }) => (name === "" ? id : `${name} · ${id}`),
    },
    {
      title: t("goods.list"),
      key: "list",
      align: "right",
      className: "figures",
      render: (_, { listPrice }) => (listPrice === null ? "—" : price(listPrice)),
    },
    {
      title: t("goods.member"),
      key: "member",
      align: "right",
      className: "figures",
      render: (_, { memberPrice }) => (memberPrice === null ? "—" : price(memberPrice)),
    },
    {
      title: t("goods.afterCoupon"),
      key: "coupon",
      className: "figures",
      render: (_, { afterCoupon }) => <Coupon coupon={afterCoupon} />,
    },
    {
      title: t("goods.stock"),
      key: "stock",
      align: "right",
      className: "figures",
      render: (_, { stock }) => (stock === null ? t("goods.unknown") : whole(stock)),
    },
    {
      title: t("goods.source"),
      key: "source",
      render: (_, { priceSource }) => <Source source={priceSource} />,
    },
  ];
}

export function ProductPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const { product: id = "" } = useParams();
  const columns = useColumns();
  const product = useQuery({
    queryKey: ["goods", shop, id],
    queryFn: () => ask(Product, `/shops/${shop}/goods/${encodeURIComponent(id)}`),
  });
  return (
    <Loaded query={product}>
      {(found) => (
        <Page title={found.title} up="goods" lead={<Window product={found} />}>
          <p>
            {found.category ?? t("goods.uncategorised")} · {t("goods.commission")}{" "}
            {found.commissionBp === null ? t("goods.noRule") : `${found.commissionBp / 100}%`}
          </p>
          <div className="pictures">
            {found.pictures.map((picture) => (
              <img key={picture} src={picture} alt={found.title} loading="lazy" />
            ))}
          </div>
          <Table
            rowKey="id"
            columns={columns}
            dataSource={found.skus}
            pagination={false}
            scroll={{ x: "max-content" }}
          />
        </Page>
      )}
    </Loaded>
  );
}
