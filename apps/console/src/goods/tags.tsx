import { useQuery } from "@tanstack/react-query";
import { ask, columnsOf, figures, price, readable, when, whole } from "@zhongshu/browser";
import { GoodsTags, ProductSales, ProductTags } from "@zhongshu/goods/contract";
import { Button, Card, Drawer, Space, Table, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { LineageButton } from "../lineage/lineage.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import "../tags/tags.css";

type One = { readonly shop: string; readonly product: string };
type Held = ProductTags["tags"][number];

/** Every tag with how many products have it; a press shows these. */
export function TagFilter({ shop }: { readonly shop: string }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const [wishes, setWishes] = useSearchParams();
  const chosen = wishes.get("tag");
  const { data } = useQuery({
    queryKey: ["goods-tags", shop],
    queryFn: () => ask(GoodsTags, `/shops/${shop}/goods-tags`),
  });
  if (data === undefined || data.at === null) return null;
  return (
    <Space wrap className="goods-tags">
      <Tag.CheckableTag checked={chosen === null} onChange={() => setWishes({}, { replace: true })}>
        {t("goodsTags.all")}
      </Tag.CheckableTag>
      {data.tags.map(({ key, name, meaning, products }) => (
        <Tag.CheckableTag
          key={key}
          checked={chosen === key}
          onChange={() => setWishes({ tag: key }, { replace: true })}
        >
          <span title={meaning[language]}>
            {t("goodsTags.count", { name: name[language], n: whole(products) })}
          </span>
        </Tag.CheckableTag>
      ))}
    </Space>
  );
}

const SHARES = new Set(["usualShare", "shopFirstShare"]);
const SUMS = new Set(["commission", "fromCommission"]);

function Figures({ evidence }: Pick<Held, "evidence">): ReactElement {
  const { t } = useTranslation();
  const { currency } = evidence;
  const told = (key: string, figure: number): string => {
    if (SHARES.has(key)) return `${Math.round(figure * 100)}%`;
    return SUMS.has(key) && typeof currency === "string"
      ? price({ minor: figure, currency })
      : whole(figure);
  };
  return (
    <dl className="pairs">
      {Object.entries(evidence).map(([key, figure]) =>
        typeof figure === "number" ? (
          <div key={key}>
            <dt>{t(`goodsTags.evidence.${key}`)}</dt>
            <dd className="figures">{told(key, figure)}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Sales({ shop, product }: One): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const sales = useQuery({
    queryKey: ["goods-sales", shop, product],
    queryFn: () => ask(ProductSales, `/shops/${shop}/goods/${encodeURIComponent(product)}/sales`),
  });
  return (
    <>
      <h3>{t("goodsTags.sales")}</h3>
      <Loaded query={sales}>
        {({ columns, rows, total }) => (
          <>
            <p className="faint figures">
              {t("tags.rowsShown", { shown: whole(rows.length), total: whole(total) })}
            </p>
            <Table
              size="small"
              rowKey={(row) => JSON.stringify(row)}
              dataSource={rows}
              pagination={false}
              scroll={{ x: "max-content" }}
              columns={columnsOf(columns).map(({ key, label }) => ({
                key,
                title: label[language],
                className: "figures",
                align: figures(rows, key) ? ("right" as const) : ("left" as const),
                render: (_, row) => readable(row, key, { language }),
              }))}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function Opened({ tag, ...one }: One & { readonly tag: Held }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <p className="faint">
        {t("tags.version", { n: tag.version })}{" "}
        <LineageButton size="small" of={`goods-tag:${one.product}:${tag.key}`} />
      </p>
      <h3>{t("tags.how")}</h3>
      <p>{tag.meaning[language]}</p>
      <h3>{t("tags.figures")}</h3>
      <Figures evidence={tag.evidence} />
      {useMay("orders.read") ? <Sales {...one} /> : null}
    </>
  );
}

/** What a product is to the shop; each tag opens to its figures and to the lines sold. */
export function ProductTagsCard({ shop, product }: One): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState<Held | null>(null);
  const tags = useQuery({
    queryKey: ["goods-tags", shop, product],
    queryFn: () => ask(ProductTags, `/shops/${shop}/goods/${encodeURIComponent(product)}/tags`),
  });
  return (
    <Loaded query={tags}>
      {({ tags: held, at }) => (
        <Card
          className="community-tags"
          title={t("goodsTags.card")}
          extra={
            at === null ? null : (
              <span className="faint">{t("goodsTags.decided", { at: when(at, language) })}</span>
            )
          }
        >
          <div className="person-tags">
            {held.map((tag) => (
              <Button key={tag.key} onClick={() => setOpened(tag)}>
                {tag.name[language]}
              </Button>
            ))}
          </div>
          {held.length > 0 ? null : (
            <p className="faint">{t(at === null ? "goodsTags.notYet" : "goodsTags.none")}</p>
          )}
          <Drawer
            open={opened !== null}
            onClose={() => setOpened(null)}
            size={640}
            title={opened?.name[language]}
          >
            {opened === null ? null : <Opened shop={shop} product={product} tag={opened} />}
          </Drawer>
        </Card>
      )}
    </Loaded>
  );
}
