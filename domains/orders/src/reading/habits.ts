import type { Ctx, ProfileId, ShopId, Text } from "@zhongshu/kernel";

/** What a customer's orders of goods tell of how they buy. Days are business days of buying. */
export type Habit = {
  readonly profile: ProfileId;
  readonly days: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly orders: number;
  readonly refunded: number;
  readonly compared: number;
  readonly cheap: number;
  readonly cheapExpected: number;
  readonly cheapVariance: number;
};

/** A SKU that was sold dear and cheap: its usual price, and the share of its lines that were cheap. */
export type Choice = {
  readonly sku: string;
  readonly currency: string;
  readonly usual: number;
  readonly share: number;
};

/** A tenth below the usual price. */
const CHEAP = "l.minor * 10 <= c.usual * 9";
const LEAST_LINES = 20;
const MOST_CHOICES = 5_000;

/** SKUs whose price a customer could choose the moment of: sold often, and cheap neither hardly ever nor nearly always. */
export const priceChoices = (ctx: Ctx, shop: ShopId): Promise<readonly Choice[]> =>
  ctx.sql.rows<Choice>(
    `with l as (
       select sku, currency, minor from orders.line where shop = $1 and kind = 'goods' and minor > 0
     ), c as (
       select sku, currency, percentile_disc(0.5) within group (order by minor) as usual, count(*) as lines
       from l group by sku, currency having count(*) >= ${LEAST_LINES}
     )
     select sku, currency, c.usual, avg((${CHEAP})::int)::float8 as share
     from c join l using (sku, currency) group by sku, currency, c.usual, c.lines
     having avg((${CHEAP})::int) between 0.05 and 0.95
     order by c.lines desc, sku limit ${MOST_CHOICES}`,
    [shop],
  );

const CHOICES =
  "unnest($3::text[], $4::text[], $5::int8[], $6::float8[]) as c (sku, currency, usual, share)";

const choiceValues = (choices: readonly Choice[]) => [
  choices.map(({ sku }) => sku),
  choices.map(({ currency }) => currency),
  choices.map(({ usual }) => usual),
  choices.map(({ share }) => share),
];

/** One entry for every profile that was asked for and has bought goods. */
export async function habitsOf(
  ctx: Ctx,
  asked: {
    readonly shop: ShopId;
    readonly profiles: readonly ProfileId[];
    readonly choices: readonly Choice[];
  },
): Promise<readonly Habit[]> {
  if (asked.profiles.length === 0) return [];
  return ctx.sql.rows<Habit>(
    `with o as (
       select tenant, shop, source, number, profile, at from orders."order"
       where profile = any($2::uuid[]) and shop = $1 and goods_lines > 0
     ), bought as (
       select profile, count(*)::int as orders, count(distinct (at at time zone 'Asia/Shanghai')::date)::int as days,
         min((at at time zone 'Asia/Shanghai')::date) as first, max((at at time zone 'Asia/Shanghai')::date) as last
       from o group by profile
     ), returned as (
       select profile, count(distinct coalesce("order", number))::int as refunded from orders.refund
       where profile = any($2::uuid[]) and shop = $1 and goods > 0 group by profile
     ), compared as (
       select o.profile, count(*)::int as compared, sum((${CHEAP})::int)::int as cheap, sum(c.share) as expected,
         sum(c.share * (1 - c.share)) as variance
       from o join orders.line l using (tenant, shop, source, number)
       join ${CHOICES} on c.sku = l.sku and c.currency = l.currency
       where l.kind = 'goods' and l.minor > 0 group by o.profile
     )
     select b.profile, b.days, b.first as "firstDay", b.last as "lastDay", b.orders,
       coalesce(r.refunded, 0) as refunded, coalesce(p.compared, 0) as compared, coalesce(p.cheap, 0) as cheap,
       coalesce(p.expected, 0) as "cheapExpected", coalesce(p.variance, 0) as "cheapVariance"
     from bought b left join returned r using (profile) left join compared p using (profile)`,
    [asked.shop, [...asked.profiles], ...choiceValues(asked.choices)],
  );
}

type Value = string | number | boolean | null;
type Column = { readonly key: string; readonly label: Text };
const DAY: Column = { key: "day", label: { zh: "日期", en: "Day" } };
const NUMBER: Column = { key: "number", label: { zh: "订单号", en: "Order" } };
const CURRENCY: Column = { key: "currency", label: { zh: "币种", en: "Currency" } };

type Kind = { readonly columns: readonly Column[]; readonly sql: string };
const day = (column: string): string => `(${column} at time zone 'Asia/Shanghai')::date as day`;

const KINDS = {
  orders: {
    columns: [
      DAY,
      NUMBER,
      { key: "minor", label: { zh: "商品金额（分）", en: "Goods (minor units)" } },
      CURRENCY,
    ],
    sql: `select ${day("o.at")}, o.number, o.goods as minor, o.currency, o.at as ordered from orders."order" o
      where o.shop = $1 and o.profile = $2 and o.goods_lines > 0`,
  },
  refunds: {
    columns: [
      DAY,
      { key: "number", label: { zh: "退款单号", en: "Refund" } },
      { key: "order", label: { zh: "对应订单", en: "Of order" } },
      { key: "minor", label: { zh: "退款金额（分）", en: "Refunded (minor units)" } },
      CURRENCY,
    ],
    sql: `select ${day("r.at")}, r.number, r."order", r.goods as minor, r.currency, r.at as ordered
      from orders.refund r where r.shop = $1 and r.profile = $2 and r.goods > 0`,
  },
  prices: {
    columns: [
      DAY,
      NUMBER,
      { key: "title", label: { zh: "商品", en: "Product" } },
      { key: "minor", label: { zh: "买入单价（分）", en: "Unit price (minor units)" } },
      { key: "usual", label: { zh: "平时单价（分）", en: "Usual price (minor units)" } },
      { key: "cheap", label: { zh: "买得便宜", en: "Cheap" } },
    ],
    sql: `select ${day("o.at")}, o.number, l.title, l.minor, c.usual, ${CHEAP} as cheap, o.at as ordered
      from orders."order" o join orders.line l using (tenant, shop, source, number)
      join ${CHOICES} on c.sku = l.sku and c.currency = l.currency
      where o.shop = $1 and o.profile = $2 and l.kind = 'goods' and l.minor > 0`,
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type HabitRowsAsk = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly limit: number;
  readonly of: keyof typeof KINDS;
  readonly choices: readonly Choice[];
};

/** The orders, refunds or compared lines that a customer's habits were told from, newest first. */
export async function habitRows(ctx: Ctx, { shop, profile, limit, of, choices }: HabitRowsAsk) {
  const { sql, columns } = KINDS[of];
  const values = [shop, profile, ...(of === "prices" ? choiceValues(choices) : [])];
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*)::int as total from (${sql}) counted`,
    values,
  );
  const found = await ctx.sql.rows<Record<string, Value>>(
    `${sql} order by ordered desc limit ${limit}`,
    values,
  );
  const rows = found.map(({ ordered: _, ...row }) => row);
  return { columns: columns.map((column) => ({ ...column })), rows, total };
}
