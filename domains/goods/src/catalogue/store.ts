import type { Ctx, Instant, ShopId, Sql } from "@zhongshu/kernel";
import { commissionRules } from "../commission/read.ts";
import { commissionAt } from "../commission/rule.ts";
import type { Product } from "../contract.ts";
import { type Facts, productOf } from "./assemble.ts";
import { type Offer, offerOf } from "./offer.ts";
import {
  type AsOf,
  AT,
  type Description,
  described,
  descriptions,
  prices,
  skus,
  stocks,
  windows,
} from "./read.ts";

/** The facts of these products, in the order asked for; what was unknown at that instant is left out. */
export async function factsOf(
  sql: Sql,
  asOf: AsOf,
  products: readonly string[],
): Promise<readonly Facts[]> {
  const byProduct = new Map(
    (await descriptions(sql, asOf, products)).map((row) => [row.product, row]),
  );
  if (byProduct.size === 0) return [];
  const known = await skus(sql, asOf, products);
  const ids = [...new Set(known.map(({ sku }) => sku))];
  const priced = Map.groupBy(await prices(sql, asOf, ids), ({ sku }) => sku);
  const stocked = Map.groupBy(await stocks(sql, asOf, ids), ({ sku }) => sku);
  const opened = new Map((await windows(sql, asOf, products)).map((row) => [row.product, row]));
  const rules = await commissionRules(sql, asOf);
  const of = Map.groupBy(known, ({ product }) => product);
  return products.flatMap((product) => {
    const description = byProduct.get(product);
    if (description === undefined) return [];
    const own = of.get(product) ?? [];
    return {
      at: asOf.at,
      description,
      skus: own,
      prices: own.flatMap(({ sku }) => priced.get(sku) ?? []),
      stocks: own.flatMap(({ sku }) => stocked.get(sku) ?? []),
      window: opened.get(product) ?? null,
      rules,
    };
  });
}

export type Ask = AsOf & {
  readonly search: string | null;
  readonly category: string | null;
  /** Goods that have this tag. */
  readonly tag: string | null;
  /** Goods with an id after this one. */
  readonly after: string | null;
  readonly limit: number;
};

/** A page of the shop's goods, by id. */
export async function readProducts(sql: Sql, ask: Ask): Promise<readonly Product[]> {
  const found = await sql.rows<{ readonly product: string }>(
    `select product from (${described()}) d
     where ($3::text is null or position(lower($3) in lower(title)) > 0 or position(lower($3) in lower(product)) > 0)
       and ($4::text is null or category = $4)
       and ($7::text is null or exists (
         select from goods.tag t where t.shop = $1 and t.product = d.product and t.tags ? $7)) and ($5::text is null or product collate "C" > $5)
     order by product collate "C" limit $6`,
    [ask.shop, ask.at, ask.search, ask.category, ask.after, ask.limit, ask.tag],
  );
  const facts = await factsOf(
    sql,
    ask,
    found.map(({ product }) => product),
  );
  return facts.map(productOf);
}

type Wanted = {
  readonly shop: ShopId;
  readonly product: string;
  /** This one and no other; left out, the SKU that stands for the product. */
  readonly sku?: string;
  readonly at: Instant;
};

export async function offer(ctx: Ctx, { shop, product, sku, at }: Wanted): Promise<Offer | null> {
  const [facts] = await factsOf(ctx.sql, { shop, at }, [product]);
  return facts === undefined ? null : offerOf(facts, sku);
}

/** Everything of a category that may be spoken of, in the order of ids. */
export async function offers(
  ctx: Ctx,
  {
    shop,
    category,
    at,
  }: { readonly shop: ShopId; readonly category: string; readonly at: Instant },
): Promise<readonly Offer[]> {
  const found = await ctx.sql.rows<{ readonly product: string }>(
    `select product from (${described()}) d where category = $3 order by product collate "C"`,
    [shop, at, category],
  );
  const facts = await factsOf(
    ctx.sql,
    { shop, at },
    found.map(({ product }) => product),
  );
  return facts.flatMap((one) => offerOf(one) ?? []);
}

/** Category of each product that has one, as last told. */
export async function categoriesOf(
  sql: Sql,
  shop: ShopId,
  products: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.rows<{ readonly product: string; readonly category: string | null }>(
    `select distinct on (product) product, category from goods.description
     where shop = $1 and product = any($2::text[])
     order by product, source = 'catalogue' desc, valid_from desc, title, category`,
    [shop, products],
  );
  return new Map(
    rows.flatMap(({ product, category }) => (category === null ? [] : [[product, category]])),
  );
}

/** How many products there are, and of how many the category, the stock and a commission are known. */
export async function shelf(
  ctx: Ctx,
  asOf: AsOf,
): Promise<{ products: number; categorised: number; counted: number; ruled: number }> {
  const known = await ctx.sql.rows<Description & { readonly counted: boolean }>(
    `select d.*, exists (
       select from goods.sku s join goods.stock_count c on c.shop = s.shop and c.sku = s.sku
        where s.shop = $1 and s.product = d.product and s.valid_from <= ${AT} and c.at <= ${AT}) as counted
     from (${described()}) d`,
    [asOf.shop, asOf.at],
  );
  const rules = await commissionRules(ctx.sql, asOf);
  return {
    products: known.length,
    categorised: known.filter(({ category }) => category !== null).length,
    counted: known.filter(({ counted }) => counted).length,
    ruled: known.filter((one) => commissionAt(rules, one, asOf.at) !== null).length,
  };
}

/** Every product of the shop by its title, as it stood at that instant. */
export const titles = (
  ctx: Ctx,
  { shop, at }: AsOf,
): Promise<readonly { readonly product: string; readonly title: string }[]> =>
  ctx.sql.rows(`select product, title from (${described()}) d order by product collate "C"`, [
    shop,
    at,
  ]);
