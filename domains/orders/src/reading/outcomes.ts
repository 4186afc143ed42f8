import type { Ctx, Instant, ProfileId, ShopId, SqlValue } from "@zhongshu/kernel";
import type { Opened } from "./purchases.ts";

/** One line of goods that a customer ordered, and what became of it. */
export type Outcome = {
  readonly profile: ProfileId | null;
  readonly source: string;
  readonly number: string;
  readonly ordinal: number;
  /** When the order was placed. */
  readonly at: Instant;
  readonly product: string;
  readonly category: string | null;
  readonly currency: string;
  /** Before refunds, and what of it was taken back; never more than `minor`. */
  readonly minor: number;
  readonly refunded: number;
  /** `untold`: its source has never told of a payment, so nobody can know. */
  readonly paid: "yes" | "no" | "untold";
};

export type OutcomesAsked = {
  readonly shop: ShopId;
  /** Null: everybody, nameless customers too. */
  readonly profiles: readonly ProfileId[] | null;
  /** Orders placed in [from, until). */
  readonly from: Instant;
  readonly until: Instant;
  /** The last instant that may be known of: of orders, payments and refunds alike. */
  readonly asOf: Instant;
  /** Null: all goods. */
  readonly product: string | null;
};

const TENANT = "nullif(current_setting('app.tenant', true), '')::uuid";
const at = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

// A refund that names its order takes from the lines of its product there, the earliest first; one that names
// none takes from the newest order of its customer that holds the product. Refunds beyond a line's sum are cut.
// A list of customers is looked up one by one; of everybody the stretch of time is read.
const outcomesOf = (everybody: boolean): string => `
with who as (select distinct unnest($2::uuid[]) as profile),
bought as (
  select o.profile, o.source, o.number, o.at, l.ordinal, l.product, l.sku, l.title, l.category,
         l.quantity, (l.quantity * l.minor)::bigint as minor, l.currency
    from ${everybody ? 'orders."order" o' : 'who join orders."order" o on o.profile = who.profile'}
    join orders.line l on l.tenant = ${TENANT} and l.shop = o.shop and l.source = o.source
     and l.number = o.number and l.kind = 'goods' and l.at <= ${at("$5")}
   where o.shop = $1 and ($6::text is null or l.product = $6)
     and o.at >= ${at("$3")} and o.at < ${at("$4")} and o.at <= ${at("$5")}),
named as (
  select r.source, r."order" as number, t.product, t.currency, t.quantity * t.minor as minor
    from (select distinct source, number from bought) b
    join orders.refund r on r.shop = $1 and r.source = b.source and r."order" = b.number
    join orders.refund_line t on t.tenant = ${TENANT} and t.shop = r.shop and t.source = r.source
     and t.number = r.number and t.kind = 'goods' and t.at <= ${at("$5")}),
unnamed as (
  select m.source, m.number, t.product, t.currency, t.quantity * t.minor as minor
    from ${everybody ? "orders.refund r" : "who join orders.refund r on r.profile = who.profile"}
    join orders.refund_line t on t.tenant = ${TENANT} and t.shop = r.shop and t.source = r.source
     and t.number = r.number and t.kind = 'goods' and t.at <= ${at("$5")}
   cross join lateral (
         select o.source, o.number from orders."order" o
           join orders.line l on l.tenant = ${TENANT} and l.shop = o.shop and l.source = o.source
            and l.number = o.number and l.kind = 'goods' and l.at <= t.at
          where o.profile = r.profile and o.shop = $1 and o.at <= t.at and l.product = t.product
            and l.currency = t.currency
          order by o.at desc, o.source, o.number limit 1) m
   where r.shop = $1 and r."order" is null and r.at >= ${at("$3")} and r.at <= ${at("$5")}),
returned as (
  select source, number, product, currency, sum(minor) as minor
    from (select * from named union all select * from unnamed) each_one
   group by source, number, product, currency),
told as (
  select source, exists (select from orders.payment p where p.shop = $1 and p.source = known.source
                           and p.at <= ${at("$5")}) as tells
    from (select distinct source from bought) known)
select b.profile, b.source, b.number, b.ordinal, b.at, b.product, b.sku, b.title, b.category,
       b.quantity, b.minor, b.currency,
       least(b.minor, greatest(0, coalesce(r.minor, 0) - (sum(b.minor) over (
         partition by b.source, b.number, b.product, b.currency order by b.ordinal) - b.minor)))::bigint as refunded,
       case when not told.tells then 'untold'
            when exists (select from orders.payment p where p.shop = $1 and p.source = b.source
                           and p.number = b.number and p.at <= ${at("$5")}) then 'yes'
            else 'no' end as paid
  from bought b join told using (source) left join returned r using (source, number, product, currency)`;

const valuesOf = ({ shop, profiles, from, until, asOf, product }: OutcomesAsked) => [
  shop,
  profiles === null ? [] : [...profiles],
  from,
  until,
  asOf,
  product,
];

/** What these customers ordered in a stretch of time and what became of it, as it was known at an instant. */
export const outcomes = (ctx: Ctx, asked: OutcomesAsked): Promise<readonly Outcome[]> =>
  ctx.sql.rows<Outcome>(
    `select profile, source, number, ordinal, at, product, category, currency, minor, refunded, paid
       from (${outcomesOf(asked.profiles === null)}) found order by profile, at, source, number, ordinal`,
    valuesOf(asked),
  );

const COLUMNS: Opened["columns"] = [
  { key: "profile", label: { zh: "客户", en: "Customer" } },
  { key: "day", label: { zh: "日期", en: "Day" } },
  { key: "number", label: { zh: "订单号", en: "Order" } },
  { key: "title", label: { zh: "商品", en: "Product" } },
  { key: "quantity", label: { zh: "数量", en: "Quantity" } },
  { key: "minor", label: { zh: "金额（分）", en: "Amount (minor units)" } },
  { key: "refunded", label: { zh: "已退（分）", en: "Refunded (minor units)" } },
  { key: "currency", label: { zh: "币种", en: "Currency" } },
  { key: "paid", label: { zh: "付款", en: "Paid" } },
];

/** The same lines to be looked at, newest first, with the statement that gives them. */
export async function outcomeRows(
  ctx: Ctx,
  asked: OutcomesAsked & { readonly limit: number },
): Promise<Opened> {
  const sql = `select profile, at, (at at time zone 'Asia/Shanghai')::date as day, number, title, product, category, sku,
       quantity, minor, refunded, currency, paid
  from (${outcomesOf(asked.profiles === null)}) found
 order by at desc, source, number, ordinal`;
  const values = valuesOf(asked);
  const rows = await ctx.sql.rows<Record<string, string | number | boolean | null>>(
    `${sql} limit $7`,
    [...values, asked.limit] satisfies readonly SqlValue[],
  );
  const { total } = await ctx.sql.one<{ total: number }>(
    `select count(*) as total from (${sql}) as counted`,
    values,
  );
  return { check: { sql, values }, columns: COLUMNS, rows: [...rows], total };
}
