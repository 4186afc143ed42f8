import { price, whole } from "@zhongshu/browser";
import { Product } from "@zhongshu/goods/contract";
import { Input, type TableColumnsType, Tabs } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "zod";
import { Page, useShop } from "../frame/page.tsx";
import { ImportButton } from "../imports/import-button.tsx";
import { Listing } from "../states/listing.tsx";
import { usePaged } from "../states/paged.ts";
import { lowest, stockOf } from "./figures.ts";
import { rateInWords } from "./rate.ts";
import { RulesPanel } from "./rules/rules-panel.tsx";
import { TagFilter } from "./tags.tsx";
import { Window } from "./window.tsx";

const Goods = z
  .object({ goods: z.array(Product), next: z.string().nullable() })
  .transform(({ goods, next }) => ({ items: goods, next }));

function useColumns(shop: string): TableColumnsType<Product> {
  const { t } = useTranslation();
  return [
    {
      title: t("goods.product"),
      key: "title",
      render: (_, { id, title }) => (
        <Link to={`/${shop}/goods/${encodeURIComponent(id)}`} className="wrap">
          {title}
        </Link>
      ),
    },
    {
      title: t("goods.category"),
      key: "category",
      render: (_, { category }) =>
        category ?? <span className="faint">{t("goods.uncategorised")}</span>,
    },
    {
      title: t("goods.window"),
      key: "window",
      render: (_, product) => <Window product={product} />,
    },
    {
      title: t("goods.price"),
      key: "price",
      align: "right",
      className: "figures",
      render: (_, product) => {
        const now = lowest(product);
        if (now === null) return <span className="faint">{t("goods.noPrice")}</span>;
        return product.skus.length > 1 ? `${price(now)} ${t("goods.from")}` : price(now);
      },
    },
    {
      title: t("goods.stock"),
      key: "stock",
      align: "right",
      className: "figures",
      render: (_, product) => {
        const stock = stockOf(product);
        return stock === null ? <span className="faint">{t("goods.unknown")}</span> : whole(stock);
      },
    },
    {
      title: t("goods.commission"),
      key: "commission",
      align: "right",
      className: "figures",
      render: (_, { commission }) =>
        commission === null ? (
          <span className="faint">{t("goods.noRule")}</span>
        ) : (
          rateInWords(t, commission)
        ),
    },
  ];
}

function GoodsList({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const [wishes, setWishes] = useSearchParams();
  const search = wishes.get("search");
  const paged = usePaged({
    path: `/shops/${shop}/goods`,
    wishes: { search, category: wishes.get("category"), tag: wishes.get("tag") },
    schema: Goods,
  });
  return (
    <>
      <div className="tools">
        <Input.Search
          allowClear
          placeholder={t("goods.search")}
          aria-label={t("goods.search")}
          defaultValue={search ?? ""}
          onSearch={(value) =>
            setWishes(value.trim() === "" ? {} : { search: value.trim() }, { replace: true })
          }
        />
        <TagFilter shop={shop} />
      </div>
      <Listing
        paged={paged}
        columns={useColumns(shop)}
        keyOf={({ id }) => id}
        empty={{
          title: t("goods.none"),
          next: t("goods.noneNext"),
          ...(search === null ? { action: <ImportButton shop={shop} /> } : {}),
        }}
      />
    </>
  );
}

export function GoodsPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [place, setPlace] = useSearchParams();
  const items = [
    { key: "all", label: t("goods.all"), children: <GoodsList shop={shop} /> },
    { key: "commission", label: t("rules.head"), children: <RulesPanel shop={shop} /> },
  ];
  return (
    <Page title={t("frame.goods")}>
      <Tabs
        activeKey={place.get("tab") ?? "all"}
        onChange={(tab) => setPlace(tab === "all" ? {} : { tab }, { replace: true })}
        items={items}
        destroyOnHidden
      />
    </Page>
  );
}
