import { businessDay, type Ctx, type Instant, iso, MINUTE, type ShopId } from "@zhongshu/kernel";
import { readProducts } from "../catalogue/store.ts";
import type { GoodsTags, Product, ProductTags } from "../contract.ts";
import type { GoodsPorts } from "../ports.ts";
import { DEFINITIONS, type Stood, tagsOf } from "./decisions.ts";

type Ports = Pick<GoodsPorts, "salesOf">;

const PAGE = 500;

async function everyProduct(ctx: Ctx, shop: ShopId): Promise<readonly Product[]> {
  const all: Product[] = [];
  for (;;) {
    const after = all.at(-1)?.id ?? null;
    const ask = { shop, at: ctx.now, search: null, category: null, tag: null, after, limit: PAGE };
    const page = await readProducts(ctx.sql, ask);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

async function knownSince(ctx: Ctx, shop: ShopId): Promise<ReadonlyMap<string, Instant>> {
  const rows = await ctx.sql.rows<{ readonly product: string; readonly at: Instant }>(
    "select product, min(valid_from) as at from goods.description where shop = $1 group by product",
    [shop],
  );
  return new Map(rows.map(({ product, at }) => [product, at]));
}

/** Of a SKU that was never counted nobody knows whether it is gone. */
const stockOf = ({ skus }: Product): number | null =>
  skus.length === 0 || skus.some(({ stock }) => stock === null)
    ? null
    : skus.reduce((sum, { stock }) => sum + (stock ?? 0), 0);

const KEPT_FOR = 10 * MINUTE;

/** Decides what every product is, once in ten minutes; false when that was done lately, or nothing is sold here. */
export async function tagGoods(ctx: Ctx, { salesOf }: Ports, shop: ShopId): Promise<boolean> {
  const { sql } = ctx;
  const last = await sql.maybe<{ readonly at: Instant }>(
    "select max(computed_at) as at from goods.tag where shop = $1 having count(*) > 0",
    [shop],
  );
  if (last !== null && ctx.now - last.at < KEPT_FOR) return false;
  const since = await knownSince(ctx, shop);
  if (since.size === 0) return false;
  const stood = (await everyProduct(ctx, shop)).map(
    (product): Stood => ({
      ...{ product: product.id, stage: product.stage, commission: product.commission },
      stock: stockOf(product),
      knownSince: since.get(product.id) ?? ctx.now,
    }),
  );
  const { sales, ordered } = await salesOf(ctx, shop);
  await keep(ctx, shop, tagsOf({ sales, stood, ordered }, ctx.now));
  return true;
}

async function keep(ctx: Ctx, shop: ShopId, tags: ReturnType<typeof tagsOf>): Promise<void> {
  await ctx.sql.run("delete from goods.tag where shop = $1", [shop]);
  await ctx.sql.run(
    `insert into goods.tag (shop, product, tags, computed_at)
     select $1, product, tags, $4 from rows from (
       unnest($2::text[]), jsonb_array_elements($3::jsonb)) as t (product, tags)`,
    [shop, [...tags.keys()], JSON.stringify([...tags.values()]), iso(ctx.now)],
  );
  const each = [...tags.values()];
  await ctx.sql.run(
    `insert into goods.tag_day (shop, day, tag, products)
     select $1, $2, * from unnest($3::text[], $4::int[])
     on conflict (tenant, shop, tag, day) do update set products = excluded.products`,
    [
      ...[shop, businessDay(ctx.now)],
      DEFINITIONS.map(({ key }) => key),
      DEFINITIONS.map(({ key }) => each.filter((held) => key in held).length),
    ],
  );
}

const words = DEFINITIONS.map(({ key, version, name, meaning }) => ({
  ...{ key, version, name, meaning },
}));

/** Every tag of goods in words, how many products have it, and how many had by day. */
export async function listGoodsTags(ctx: Ctx, shop: ShopId): Promise<GoodsTags> {
  const rows = await ctx.sql.rows<{ readonly tag: string; readonly n: number }>(
    `select held as tag, count(*)::int as n from goods.tag, jsonb_object_keys(tags) as held
     where shop = $1 group by held`,
    [shop],
  );
  const days = await ctx.sql.rows<GoodsTags["days"][number]>(
    `select day, tag as value, products as people from goods.tag_day
     where shop = $1 and day > $2::date - 90 order by day, tag`,
    [shop, businessDay(ctx.now)],
  );
  const { at } = await ctx.sql.one<{ readonly at: Instant | null }>(
    "select max(computed_at) as at from goods.tag where shop = $1",
    [shop],
  );
  return {
    tags: words.map((tag) => ({ ...tag, products: rows.find((r) => r.tag === tag.key)?.n ?? 0 })),
    days: [...days],
    at,
  };
}

type Kept = { readonly tags: ProductTags["tags"][number]["evidence"]; readonly at: Instant };

/** What one product is, and by which figures. */
export async function tagsOfProduct(
  ctx: Ctx,
  { shop, product }: { readonly shop: ShopId; readonly product: string },
): Promise<ProductTags> {
  const kept = await ctx.sql.maybe<
    Omit<Kept, "tags"> & { readonly tags: Readonly<Record<string, Kept["tags"]>> }
  >("select tags, computed_at as at from goods.tag where shop = $1 and product = $2", [
    shop,
    product,
  ]);
  return {
    tags: words.flatMap((tag) => {
      const evidence = kept?.tags[tag.key];
      return evidence === undefined ? [] : [{ ...tag, evidence }];
    }),
    at: kept?.at ?? null,
  };
}

const TRADE = [
  ...["order_placed", "product_described", "stock_counted", "stock_adjusted"],
  "commission_rule_set",
];

/** Which events of the product a tag rests on, when it was decided and by which version; null: it has no such tag. */
export async function tagBasis(
  ctx: Ctx,
  ask: { readonly shop: ShopId; readonly product: string; readonly tag: string },
): Promise<{
  readonly types: readonly string[];
  readonly at: Instant | null;
  readonly version: number;
} | null> {
  const { tags, at } = await tagsOfProduct(ctx, ask);
  const held = tags.find(({ key }) => key === ask.tag);
  return held === undefined ? null : { types: TRADE, at, version: held.version };
}
