import { type Ctx, DAY, type Instant, type Money, type ShopId } from "@zhongshu/kernel";

/** How one product sold; `byMonth` counts lines of the last 365 days by calendar month, January first. */
export type ProductSold = {
  readonly product: string;
  readonly firstAt: Instant;
  readonly orders: number;
  readonly byMonth: readonly number[];
  readonly buyers: number;
  readonly firstBuyers: number;
  readonly each: Money | null;
};

const SOLD = `
  from orders.line l join orders."order" o using (tenant, shop, source, number)
 where o.shop = $1 and l.shop = $1 and l.kind = 'goods'`;

const MONTHS = Array.from(
  { length: 12 },
  (_, month) => `count(*) filter (where at >= $3 and month = ${month + 1})`,
).join(", ");

const SALES = `
with sold as materialized (
  select l.product, l.quantity, l.minor, l.currency, o.at, o.profile, o.source, o.number,
    extract(month from o.at at time zone 'Asia/Shanghai') as month ${SOLD}
), first as (
  select distinct on (profile) profile, source, number from sold
  where profile is not null order by profile, at, source, number
), opened as (
  select s.product, count(distinct s.profile)::int as buyers
  from sold s join first using (profile, source, number) group by s.product
), priced as (
  select distinct on (product) product, currency, round(sum(quantity * minor)::numeric / sum(quantity))::int8 as minor
  from sold where at >= $4 and minor > 0 group by product, currency order by product, count(*) desc, currency
)
select s.product, min(s.at) as "firstAt",
  (count(distinct (s.source, s.number)) filter (where s.at >= $2))::int as orders,
  array[${MONTHS}]::int[] as "byMonth",
  count(distinct s.profile)::int as buyers, coalesce(o.buyers, 0) as "firstBuyers", p.minor, p.currency
from sold s left join opened o using (product) left join priced p using (product)
group by s.product, o.buyers, p.minor, p.currency`;

type Row = Omit<ProductSold, "each"> & {
  readonly minor: number | null;
  readonly currency: string | null;
};

/** How every product sold that ever did, and how many orders of goods there were in the last 30 days. */
export async function salesOf(
  ctx: Ctx,
  shop: ShopId,
): Promise<{ readonly sales: readonly ProductSold[]; readonly ordered: number }> {
  const since = (days: number): string => new Date(ctx.now - days * DAY).toISOString();
  const rows = await ctx.sql.rows<Row>(SALES, [shop, since(30), since(365), since(90)]);
  const { ordered } = await ctx.sql.one<{ readonly ordered: number }>(
    `select count(*)::int as ordered from orders."order"
     where shop = $1 and at >= $2::timestamptz and goods_lines > 0`,
    [shop, since(30)],
  );
  const sales = rows.map(({ minor, currency, ...row }) => ({
    ...row,
    each: minor === null || currency === null ? null : { minor, currency },
  }));
  return { sales, ordered };
}

const COLUMNS = [
  { key: "day", label: { zh: "日期", en: "Day" } },
  { key: "number", label: { zh: "订单号", en: "Order" } },
  { key: "sku", label: { zh: "规格", en: "SKU" } },
  { key: "quantity", label: { zh: "数量", en: "Quantity" } },
  { key: "minor", label: { zh: "金额（分）", en: "Amount (minor units)" } },
  { key: "currency", label: { zh: "币种", en: "Currency" } },
] as const;

/** The lines that a product was sold by, newest first. */
export async function saleRows(
  ctx: Ctx,
  asked: { readonly shop: ShopId; readonly product: string; readonly limit: number },
) {
  const values = [asked.shop, asked.product];
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*)::int as total ${SOLD} and l.product = $2`,
    values,
  );
  type Value = string | number | boolean | null;
  const rows = await ctx.sql.rows<Record<string, Value>>(
    `select (o.at at time zone 'Asia/Shanghai')::date as day, l.number, l.sku, l.quantity,
       l.quantity * l.minor as minor, l.currency ${SOLD} and l.product = $2
     order by o.at desc, l.number, l.ordinal limit $3`,
    [...values, asked.limit],
  );
  return { columns: COLUMNS.map((column) => ({ ...column })), rows: [...rows], total };
}
