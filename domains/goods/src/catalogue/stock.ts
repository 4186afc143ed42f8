import type { Ctx, Instant, ShopId, Text } from "@zhongshu/kernel";
import { AT } from "./read.ts";

/** What is left of one SKU: by the last count, and the movements after it. Null: nobody ever counted it. */
export type Left = {
  readonly sku: string;
  readonly name: string;
  readonly stock: number | null;
  readonly countedAt: Instant | null;
};
type Asked = { readonly shop: ShopId; readonly product: string; readonly at: Instant };

const SKUS = `select distinct on (sku) sku, name from goods.sku
  where shop = $1 and product = $3 and valid_from <= ${AT}
  order by sku, source = 'catalogue' desc, valid_from desc`;

/** The stock of each SKU of a product at an instant, with when it was counted. */
export const stockOf = (ctx: Ctx, { shop, product, at }: Asked): Promise<readonly Left[]> =>
  ctx.sql.rows<Left>(
    `select s.sku, s.name, c.at as "countedAt", greatest(0, c.stock + coalesce((
              select sum(m.quantity) from goods.stock_movement m
               where m.shop = $1 and m.sku = c.sku and m.at > c.at and m.at <= ${AT}), 0))::bigint as stock
       from (${SKUS}) s left join lateral (
         select sku, at, stock from goods.stock_count
          where shop = $1 and sku = s.sku and at <= ${AT} order by at desc limit 1) c on true
      order by s.sku`,
    [shop, at, product],
  );

const TOLD = `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as told, sku, counted, moved
  from (
    select at, sku, stock as counted, null::bigint as moved from goods.stock_count where shop = $1 and at <= ${AT}
    union all
    select at, sku, null, quantity from goods.stock_movement where shop = $1 and at <= ${AT}
  ) told where sku in (select sku from (${SKUS}) own)
 order by at desc, sku`;

const COLUMNS: readonly { readonly key: string; readonly label: Text }[] = [
  { key: "told", label: { zh: "时间", en: "Time" } },
  { key: "sku", label: { zh: "规格", en: "SKU" } },
  { key: "counted", label: { zh: "报的库存", en: "Counted" } },
  { key: "moved", label: { zh: "进出", en: "Moved" } },
];

/** The counts and movements behind it, newest first, with their statement. */
export async function stockRows(ctx: Ctx, asked: Asked & { readonly limit: number }) {
  const values = [asked.shop, asked.at, asked.product];
  const rows = await ctx.sql.rows<Record<string, string | number | null>>(`${TOLD} limit $4`, [
    ...values,
    asked.limit,
  ]);
  const { total } = await ctx.sql.one<{ total: number }>(
    `select count(*) as total from (${TOLD}) as found`,
    values,
  );
  return { check: { sql: TOLD, values }, columns: [...COLUMNS], rows: [...rows], total };
}
