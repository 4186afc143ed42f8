import { moment, price, until, whole } from "@zhongshu/browser";
import type { Product } from "@zhongshu/goods/contract";
import { Button, Table, type TableColumnsType } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { FiguresOfOne } from "../figures/of-one.tsx";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useProduct } from "./asks.ts";
import { EditProduct } from "./edit/edit-product.tsx";
import { rateInWords } from "./rate.ts";
import { ProductTagsCard } from "./tags.tsx";
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
      <span title={source.row}>{t(`goods.sourceOf.${source.source}`)}</span>
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

/** Opens the form; nothing for who may only read. */
function Edit({ shop, product }: { readonly shop: string; readonly product: Product }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  if (!useMay("goods.write")) return null;
  return (
    <>
      <Button type="primary" onClick={() => setEditing(true)}>
        {t("edit.open")}
      </Button>
      {editing ? (
        <EditProduct shop={shop} product={product} onClose={() => setEditing(false)} />
      ) : null}
    </>
  );
}

const METRICS = [
  ...(["sales", "orders", "pieces", "order-value", "repurchase", "conversion"] as const),
  ...(["turnover", "stock-to-sales", "margin", "discount", "elasticity", "pending"] as const),
] as const;

export function ProductPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const { product: id = "" } = useParams();
  const columns = useColumns();
  return (
    <Loaded query={useProduct(shop, id)}>
      {(found) => (
        <Page
          title={found.title}
          up="goods"
          lead={<Window product={found} />}
          extra={<Edit shop={shop} product={found} />}
        >
          <p>
            {found.category ?? t("goods.uncategorised")} · {t("goods.commission")}{" "}
            {found.commission === null ? t("goods.noRule") : rateInWords(t, found.commission)}
          </p>
          <ProductTagsCard shop={shop} product={id} />
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
          <FiguresOfOne dimension="product" value={id} called={found.title} metrics={METRICS} />
        </Page>
      )}
    </Loaded>
  );
}
