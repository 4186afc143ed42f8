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
  readonly quantity: number;
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

/** Documents and lines of one key; the fence keeps the look at the key of each, whatever the planner guesses. */
const linesOf = (table: "line" | "refund_line", head: string): string => `lateral (
         select * from orders.${table} each_line
          where each_line.tenant = ${TENANT} and each_line.shop = ${head}.shop
            and each_line.source = ${head}.source and each_line.number = ${head}.number
            and each_line.kind = 'goods' and each_line.at <= ${at("$5")} offset 0)`;

const PLACED = `x.at >= ${at("$3")} and x.at < ${at("$4")} and x.at <= ${at("$5")}`;
/** Of everybody the stretch of time is read; a list of customers is looked up one by one. */
const heads = (everybody: boolean): string =>
  everybody
    ? `(select * from orders."order" x where x.shop = $1 and ${PLACED}
         and cardinality($2::uuid[]) = 0 offset 0) o`
    : `(select distinct unnest($2::uuid[]) as profile) who cross join lateral (
         select * from orders."order" x where x.profile = who.profile and ${PLACED} offset 0) o`;

// What names the order of this line, for its product.
const NAMED = `
  select sum(t.quantity * t.minor) from (
         select * from orders.refund y where y.shop = $1 and y.source = b.source and y."order" = b.number
         offset 0) r
   cross join ${linesOf("refund_line", "r")} t
   where t.product = b.product and t.currency = b.currency`;

// What its customer took back of this product without naming an order, where this is their newest with it by then.
const UNNAMED = `
  select sum(t.quantity * t.minor) from (
         select * from orders.refund y where y.profile = b.profile and y."order" is null offset 0) r
   cross join ${linesOf("refund_line", "r")} t
   cross join lateral (
         select n.source, n.number
           from orders."order" n cross join ${linesOf("line", "n")} l
          where n.profile = b.profile and n.at <= t.at and l.product = t.product and l.currency = t.currency
            and l.at <= t.at
          order by n.at desc, n.source, n.number limit 1) newest
   where t.product = b.product and t.currency = b.currency and t.at >= b.at
     and newest.source = b.source and newest.number = b.number`;

// A refund that names its order takes from the lines of its product there, the earliest first; one that names
// none takes from the newest order of its customer that holds the product. Refunds beyond a line's sum are cut.
const outcomesOf = (everybody: boolean): string => `
with bought as materialized (
  select o.profile, o.source, o.number, o.at, l.ordinal, l.product, l.sku, l.title, l.category,
         l.quantity, (l.quantity * l.minor)::bigint as minor, l.currency
    from ${heads(everybody)}
   cross join ${linesOf("line", "o")} l
   where o.shop = $1 and ($6::text is null or l.product = $6)),
told as materialized (
  select source, exists (select from orders.payment p where p.shop = $1 and p.source = known.source
                           and p.at <= ${at("$5")}) as tells
    from (select distinct source from bought) known)
select b.profile, b.source, b.number, b.ordinal, b.at, b.product, b.sku, b.title, b.category,
       b.quantity, b.minor, b.currency,
       least(b.minor, greatest(0, coalesce((${NAMED}), 0) + coalesce((${UNNAMED}), 0)
         - (sum(b.minor) over (partition by b.source, b.number, b.product, b.currency order by b.ordinal)
            - b.minor)))::bigint as refunded,
       case when not told.tells then 'untold'
            when exists (select from orders.payment p where p.shop = $1 and p.source = b.source
                           and p.number = b.number and p.at <= ${at("$5")}) then 'yes'
            else 'no' end as paid
  from bought b join told on told.source = b.source`;

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
    `select profile, source, number, ordinal, at, product, category, currency, quantity, minor, refunded, paid
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

/** Goods of an order placed after $8 may still come back, and its payment may still come. */
const RIPE = `at <= ${at("$8")}`;
const STAGES = {
  estimated: `paid = 'no' and not ${RIPE}`,
  pending: `paid <> 'no' and not ${RIPE}`,
  settled: `paid <> 'no' and ${RIPE}`,
  clawedBack: `refunded > 0 and not (paid = 'no' and ${RIPE})`,
} as const;
/** Only lines that have come so far, or of which something was taken back, without those that were never paid in time. */
export type Stage = {
  readonly of: keyof typeof STAGES;
  readonly currency: string;
  readonly ripeBy: Instant;
};

/** `boughtIn`: only lines that were bought, or may have been, in that currency. */
type RowsAsked = OutcomesAsked & {
  readonly limit: number;
  readonly boughtIn?: string;
  readonly stage?: Stage;
};

function onlyOf({ boughtIn, stage }: RowsAsked): { where: string; values: (string | number)[] } {
  if (stage !== undefined)
    return {
      where: `where currency = $7 and ${STAGES[stage.of]}`,
      values: [stage.currency, stage.ripeBy],
    };
  if (boughtIn === undefined) return { where: "", values: [] };
  return { where: "where paid <> 'no' and currency = $7", values: [boughtIn] };
}

/** The same lines to be looked at, newest first, with the statement that gives them. */
export async function outcomeRows(ctx: Ctx, asked: RowsAsked): Promise<Opened> {
  const only = onlyOf(asked);
  const sql = `select profile, at, (at at time zone 'Asia/Shanghai')::date as day, number, title, product, category, sku,
       quantity, minor, refunded, currency, paid
  from (${outcomesOf(asked.profiles === null)}) found ${only.where}
 order by at desc, source, number, ordinal`;
  const values = [...valuesOf(asked), ...only.values];
  const rows = await ctx.sql.rows<Record<string, string | number | boolean | null>>(
    `${sql} limit $${values.length + 1}`,
    [...values, asked.limit] satisfies readonly SqlValue[],
  );
  const { total } = await ctx.sql.one<{ total: number }>(
    `select count(*) as total from (${sql}) as counted`,
    values,
  );
  return { check: { sql, values }, columns: COLUMNS, rows: [...rows], total };
}
