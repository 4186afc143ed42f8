import type { Instant, Money, ShopId, Sql } from "@zhongshu/kernel";
import type { SaleWindow } from "../window/stage.ts";

export type Source = "catalogue" | "order line";
export type Description = {
  readonly row: number;
  readonly product: string;
  readonly title: string;
  readonly category: string | null;
  readonly pictures: readonly string[];
};
export type SkuRow = { readonly product: string; readonly sku: string; readonly name: string };
export type PriceRow = {
  readonly row: number;
  readonly sku: string;
  readonly kind: "list" | "member" | "coupon";
  readonly source: Source;
  readonly validFrom: Instant;
  readonly price: Money | null;
  readonly condition: { readonly zh: string; readonly en: string } | null;
  readonly validUntil: Instant | null;
};
export type StockRow = {
  readonly sku: string;
  readonly stock: number;
  readonly countedAt: Instant;
  readonly row: number;
};
export type WindowRow = SaleWindow & { readonly product: string; readonly row: number };

/** One shop at one instant: no row later than `at` is ever read. */
export type AsOf = { readonly shop: ShopId; readonly at: Instant };

/** The instant $2 that everything is read as of. */
export const AT = "to_timestamp($2::float8 / 1000)";

/** What the catalogue told last; else the newest title that was sold. $1 shop, $2 instant. */
export const described = (only = ""): string => `
select distinct on (product) id as row, product, title, category, pictures
from goods.description where shop = $1 and valid_from <= ${AT} ${only}
order by product, source = 'catalogue' desc, valid_from desc, title, category`;

export const descriptions = (sql: Sql, { shop, at }: AsOf, products: readonly string[]) =>
  sql.rows<Description>(described("and product = any($3::text[])"), [shop, at, products]);

export const skus = (sql: Sql, { shop, at }: AsOf, products: readonly string[]) =>
  sql.rows<SkuRow>(
    `select distinct on (product, sku) product, sku, name from goods.sku
     where shop = $1 and valid_from <= ${AT} and product = any($3::text[])
     order by product, sku, source = 'catalogue' desc, valid_from desc`,
    [shop, at, products],
  );

type RawPrice = Omit<PriceRow, "price"> & {
  readonly minor: number | null;
  readonly currency: string | null;
};

/** A learned price is the one paid on most of so many last days on which the SKU sold. */
const LEARNED_DAYS = 7;

/**
 * Of every kind the row that holds. What the catalogue told last, else what was learned: an order line may hold
 * the price of another channel, so the newest line alone is no price; of equals the newest.
 */
export async function prices(
  sql: Sql,
  { shop, at }: AsOf,
  skuIds: readonly string[],
): Promise<readonly PriceRow[]> {
  const rows = await sql.rows<RawPrice>(
    `select distinct on (sku, kind) id as row, sku, kind, source, valid_from as "validFrom", minor, currency,
       condition, valid_until as "validUntil"
     from (
       select *, count(*) filter (where age <= ${LEARNED_DAYS}) over (partition by sku, source, minor, currency) as days
         from (
           select *, dense_rank() over (partition by sku, source order by day desc) as age
             from goods.price where shop = $1 and valid_from <= ${AT} and sku = any($3::text[])
         ) aged
     ) held
     order by sku, kind, source = 'catalogue' desc, case when source = 'order line' then days end desc,
       valid_from desc, minor desc`,
    [shop, at, skuIds],
  );
  return rows.map(({ minor, currency, ...row }) => ({
    ...row,
    price: minor === null || currency === null ? null : { minor, currency },
  }));
}

/** The last count and what moved after it; a SKU that was never counted has no row. Null: of all SKUs of the shop. */
export const stocks = (sql: Sql, { shop, at }: AsOf, skuIds: readonly string[] | null) =>
  sql.rows<StockRow>(
    `select c.sku, c.id as row, c.at as "countedAt", greatest(0, c.stock + coalesce((
       select sum(m.quantity) from goods.stock_movement m
       where m.shop = $1 and m.sku = c.sku and m.at > c.at and m.at <= ${AT}), 0))::int8 as stock
     from (
       select distinct on (sku) sku, at, stock, id from goods.stock_count
       where shop = $1 and at <= ${AT} and ($3::text[] is null or sku = any($3::text[])) order by sku, at desc
     ) c order by c.sku`,
    [shop, at, skuIds],
  );

export const windows = (sql: Sql, { shop, at }: AsOf, products: readonly string[]) =>
  sql.rows<WindowRow>(
    `select distinct on (product) product, id as row, preview_at as "previewAt", opens_at as "opensAt",
       closes_at as "closesAt", encore_from as "encoreFrom", encore_until as "encoreUntil"
     from goods.sale_window where shop = $1 and valid_from <= ${AT} and product = any($3::text[])
     order by product, valid_from desc`,
    [shop, at, products],
  );
