import type { Ctx, Instant, Text } from "@zhongshu/kernel";
import { type AsOf, AT, skus, stocks } from "./read.ts";

/** What is left of one SKU: by the last count, and the movements after it. Null: nobody ever counted it. */
export type Left = {
  readonly sku: string;
  readonly name: string;
  readonly stock: number | null;
  readonly countedAt: Instant | null;
};
type Asked = AsOf & { readonly product: string };

/** The stock of each SKU of a product at an instant, with when it was counted. */
export async function stockOf({ sql }: Ctx, { product, ...asOf }: Asked): Promise<readonly Left[]> {
  const own = await skus(sql, asOf, [product]);
  const counted = await stocks(
    sql,
    asOf,
    own.map(({ sku }) => sku),
  );
  const of = new Map(counted.map((row) => [row.sku, row]));
  return own.map(({ sku, name }) => ({
    ...{ sku, name, stock: of.get(sku)?.stock ?? null },
    countedAt: of.get(sku)?.countedAt ?? null,
  }));
}

const TOLD = `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as told, sku, counted, moved
  from (
    select at, sku, stock as counted, null::bigint as moved from goods.stock_count where shop = $1 and at <= ${AT}
    union all
    select at, sku, null, quantity from goods.stock_movement where shop = $1 and at <= ${AT}
  ) told where sku in (select sku from goods.sku where shop = $1 and product = $3 and valid_from <= ${AT})
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
