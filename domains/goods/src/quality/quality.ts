import type { Ctx, Money, ShopId } from "@zhongshu/kernel";
import type { Finding, QualityRules } from "@zhongshu/ledger/contract";
import { described, prices } from "../catalogue/read.ts";
import {
  belowCost,
  belowZero,
  type Fault,
  type GoodsRule,
  outOfOrder,
  sameNames,
  unknownSkus,
} from "./faults.ts";

type Asked = { readonly shop: ShopId };
type Product = { readonly product: string; readonly title: string; readonly told: boolean };
type Sku = Product & { readonly sku: string };

const products = (ctx: Ctx, { shop }: Asked): Promise<readonly Product[]> =>
  ctx.sql.rows<Product>(
    `select d.product, d.title, exists (
        select from goods.description t where t.shop = $1 and t.product = d.product and t.source = 'catalogue') as told
       from (${described()}) d`,
    [shop, ctx.now],
  );

const skus = (ctx: Ctx, { shop }: Asked): Promise<readonly Sku[]> =>
  ctx.sql.rows<Sku>(
    `select s.product, s.sku, coalesce(max(d.title), s.product) as title, bool_or(s.source = 'catalogue') as told
       from goods.sku s left join (${described()}) d on d.product = s.product
      where s.shop = $1 group by s.product, s.sku order by s.product, s.sku`,
    [shop, ctx.now],
  );

type Left = { readonly sku: string; readonly left: number };

/** Counted stock with the movements since, below zero too. */
const stocks = (ctx: Ctx, { shop }: Asked): Promise<readonly Left[]> =>
  ctx.sql.rows<Left>(
    `select c.sku, (c.stock + coalesce(sum(m.quantity), 0))::bigint as left
       from (select distinct on (sku) sku, at, stock from goods.stock_count where shop = $1
              order by sku, at desc) c
       left join goods.stock_movement m on m.shop = $1 and m.sku = c.sku and m.at > c.at
      group by c.sku, c.stock having c.stock + coalesce(sum(m.quantity), 0) < 0 order by c.sku`,
    [shop],
  );

async function priced(ctx: Ctx, { shop }: Asked, known: ReadonlyMap<string, Sku>) {
  const asked = await ctx.sql.rows<{ readonly sku: string }>(
    "select distinct sku from goods.price where shop = $1 and kind in ('member', 'coupon') order by sku",
    [shop],
  );
  const found = await prices(
    ctx.sql,
    { shop, at: ctx.now },
    asked.map(({ sku }) => sku),
  );
  const list = new Map<string, Money | null>();
  for (const { sku, kind, price } of found) if (kind === "list") list.set(sku, price);
  return found.flatMap(({ sku, kind, price }) => {
    const of = known.get(sku);
    return kind === "list" || of === undefined
      ? []
      : [{ ...of, list: list.get(sku) ?? null, lower: price }];
  });
}

type Cost = { readonly sku: string; readonly minor: number; readonly currency: string };

/** What each SKU costs as told last, beside the least that a customer pays for it now. */
async function costed(ctx: Ctx, { shop }: Asked, known: ReadonlyMap<string, Sku>) {
  const costs = await ctx.sql.rows<Cost>(
    `select sku, minor::float8 as minor, currency from (
       select distinct on (sku) sku, minor, currency from goods.cost
        where shop = $1 and valid_from <= to_timestamp($2::float8 / 1000) order by sku, valid_from desc) c
      where minor is not null order by sku`,
    [shop, ctx.now],
  );
  const found = await prices(
    ctx.sql,
    { shop, at: ctx.now },
    costs.map(({ sku }) => sku),
  );
  const least = new Map<string, Money>();
  for (const { sku, price } of found) {
    const before = least.get(sku);
    if (price !== null && (before === undefined || price.minor < before.minor))
      least.set(sku, price);
  }
  return costs.flatMap(({ sku, ...cost }) => {
    const [of, price] = [known.get(sku), least.get(sku)];
    return of === undefined || price === undefined ? [] : [{ ...of, price, cost }];
  });
}

async function find(ctx: Ctx, shop: ShopId): Promise<readonly Finding[]> {
  const asked = { shop };
  const all = await skus(ctx, asked);
  const known = new Map(all.map((one) => [one.sku, one]));
  const left = (await stocks(ctx, asked)).map(({ sku, left }) => {
    const of = known.get(sku);
    return { sku, left, product: of?.product ?? sku, title: of?.title ?? sku };
  });
  const faults = [
    ...belowZero(left),
    ...sameNames(await products(ctx, asked)),
    ...unknownSkus(all),
    ...outOfOrder(await priced(ctx, asked, known)),
    ...belowCost(await costed(ctx, asked, known)),
  ];
  return faults.map(findingOf);
}

const findingOf = ({ product, ...fault }: Fault): Finding => ({
  ...fault,
  opens: `goods/${encodeURIComponent(product)}`,
  lineage: null,
});

const rule = (key: GoodsRule, title: Finding["says"], why: Finding["says"]) => ({
  key,
  title,
  why,
});

/** What should hold of goods, their prices and their stock. */
export const quality: QualityRules = {
  rules: [
    rule(
      "stock-below-zero",
      { zh: "库存是负数", en: "Stock below zero" },
      {
        zh: "可能把卖完的货发出去，或把有货的当没货。",
        en: "What is sold out may be offered, or the other way round.",
      },
    ),
    rule(
      "goods-same-name",
      { zh: "商品重名", en: "Goods of one name" },
      {
        zh: "同一件商品的销量会分成两份，推荐会重复。",
        en: "One product's sales are split in two.",
      },
    ),
    rule(
      "sku-unknown",
      { zh: "卖过但没有资料的规格", en: "Sold, and in no list" },
      {
        zh: "没有标价和库存，发不出准确的价格。",
        en: "Without price and stock nothing exact can be offered.",
      },
    ),
    rule(
      "price-order",
      { zh: "优惠价比标价高", en: "A lower price above the list price" },
      { zh: "客户看到的“优惠”其实更贵。", en: "What the customer is offered costs more." },
    ),
    rule(
      "price-below-cost",
      { zh: "卖价低于成本", en: "A price below the cost" },
      {
        zh: "卖一件亏一件，推荐得越多亏得越多。",
        en: "Each piece that is recommended loses money.",
      },
    ),
  ],
  find,
};
