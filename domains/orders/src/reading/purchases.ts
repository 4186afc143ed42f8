import {
  type BusinessDay,
  type Ctx,
  endOf,
  type Instant,
  type Money,
  type ProfileId,
  type ShopId,
  type Sql,
  type Text,
} from "@zhongshu/kernel";

export type Purchase = {
  readonly profile: ProfileId;
  readonly product: string;
  readonly sku: string;
  readonly day: BusinessDay;
  readonly at: Instant;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
};

const GOODS_BOUGHT = `
  from orders.line l
  join orders."order" o using (tenant, shop, source, number)
 where o.shop = $1 and l.shop = $1 and l.kind = 'goods' and o.profile is not null
   and l.at < to_timestamp($2 / 1000.0)`;

const COLUMNS = `o.profile, l.product, l.sku, (l.at at time zone 'Asia/Shanghai')::date as day, l.at,
       l.quantity, l.quantity * l.minor as minor, l.currency`;

/** Every line of goods that a known customer bought up to the end of `to`, customer by customer. */
export const purchases = (
  ctx: Ctx,
  { shop, to }: { readonly shop: ShopId; readonly to: BusinessDay },
): AsyncIterable<readonly Purchase[]> =>
  ctx.sql.stream<Purchase>(
    `select ${COLUMNS} ${GOODS_BOUGHT} order by o.profile, l.at, l.source, l.number, l.ordinal`,
    [shop, endOf(to)],
    5_000,
  );

type Value = string | number | boolean | null;
/** Rows behind a figure, with the statement that gives them. */
export type Opened = {
  readonly check: { readonly sql: string; readonly values: (Value | string[])[] };
  readonly columns: { readonly key: string; readonly label: Text }[];
  readonly rows: Record<string, Value>[];
  readonly total: number;
};

type Asked = {
  readonly shop: ShopId;
  readonly product: string;
  readonly profiles: readonly ProfileId[];
  readonly to: BusinessDay;
  readonly limit: number;
};

const LABELS: { readonly key: string; readonly label: Text }[] = [
  { key: "profile", label: { zh: "客户", en: "Customer" } },
  { key: "day", label: { zh: "日期", en: "Day" } },
  { key: "number", label: { zh: "订单号", en: "Order" } },
  { key: "sku", label: { zh: "规格", en: "SKU" } },
  { key: "quantity", label: { zh: "数量", en: "Quantity" } },
  { key: "minor", label: { zh: "金额（分）", en: "Amount (minor units)" } },
  { key: "currency", label: { zh: "币种", en: "Currency" } },
];

/** The purchases of one product by these customers, newest first. */
export async function purchaseRows(ctx: Ctx, asked: Asked): Promise<Opened> {
  const sql = `select ${COLUMNS}, l.number ${GOODS_BOUGHT}
   and l.product = $3 and o.profile = any($4::uuid[])
 order by l.at desc, l.number, l.ordinal`;
  const values = [asked.shop, endOf(asked.to), asked.product, [...asked.profiles]];
  return opened(ctx, { sql, values }, LABELS, asked.limit);
}

async function opened(
  ctx: Ctx,
  check: Opened["check"],
  columns: Opened["columns"],
  limit: number,
): Promise<Opened> {
  const { sql, values } = check;
  const rows = await ctx.sql.rows<Record<string, Value>>(`${sql} limit $${values.length + 1}`, [
    ...values,
    limit,
  ]);
  const { total } = await ctx.sql.one<{ total: number }>(
    `select count(*) as total from (${sql}) as found`,
    values,
  );
  return { check, columns, rows: [...rows], total };
}

/** How often each of these customers bought the product, and how long ago: days counted, not orders. */
const RHYTHM = `with bought as (
  select distinct o.profile, (l.at at time zone 'Asia/Shanghai')::date as day ${GOODS_BOUGHT}
   and l.product = $3 and o.profile = any($4::uuid[])
)
select profile, count(*) as days,
       round((max(day) - min(day))::numeric / nullif(count(*) - 1, 0), 1)::float8 as gap,
       $5::date - max(day) as since
  from bought group by profile order by since, profile`;

const RHYTHM_LABELS: { readonly key: string; readonly label: Text }[] = [
  { key: "profile", label: { zh: "客户", en: "Customer" } },
  { key: "days", label: { zh: "买过几天", en: "Days bought" } },
  { key: "gap", label: { zh: "平均隔几天", en: "Mean days between" } },
  { key: "since", label: { zh: "已经过了几天", en: "Days passed" } },
];

export const rhythmRows = (ctx: Ctx, asked: Asked): Promise<Opened> => {
  const { shop, to, product, profiles } = asked;
  const values = [shop, endOf(to), product, [...profiles], to];
  return opened(ctx, { sql: RHYTHM, values }, RHYTHM_LABELS, asked.limit);
};

/** What one customer has bought in all; `spent` is goods net of refunds. */
export type Bought = {
  readonly profile: ProfileId;
  readonly orders: number;
  readonly spent: Money;
  readonly firstOrderAt: Instant;
  readonly lastOrderAt: Instant;
};

type BoughtRow = Omit<Bought, "spent"> & Money;

/**
 * Orders with goods, and the sum of goods net of refunds in the currency of most of these orders
 * (currencies are never added up). Runs on the caller's transaction and sees what it stored.
 */
export async function purchasesOf(
  sql: Sql,
  profiles: readonly ProfileId[],
): Promise<readonly Bought[]> {
  const rows = await sql.rows<BoughtRow>(
    `with bought as (
       select o.profile, o.currency, count(*) as orders, sum(o.goods) as goods,
              min(o.at) as first_at, max(o.at) as last_at
         from orders."order" o
        where o.profile = any($1::uuid[]) and o.goods_lines > 0
        group by o.profile, o.currency),
     returned as (
       select r.profile, r.currency, sum(r.goods) as goods
         from orders.refund r where r.profile = any($1::uuid[]) group by r.profile, r.currency)
     select distinct on (b.profile) b.profile, b.currency,
            (b.goods - coalesce(r.goods, 0))::bigint as minor,
            (sum(b.orders) over (partition by b.profile))::int as orders,
            min(b.first_at) over (partition by b.profile) as "firstOrderAt",
            max(b.last_at) over (partition by b.profile) as "lastOrderAt"
       from bought b left join returned r using (profile, currency)
      order by b.profile, b.orders desc, b.currency`,
    [[...profiles]],
  );
  return rows.map(({ minor, currency, ...row }) => ({ ...row, spent: { minor, currency } }));
}

type Named = { readonly shop: ShopId; readonly source: string; readonly number: string };

/** Whose orders these are, as far as it is known. */
export async function buyersOf(sql: Sql, named: readonly Named[]): Promise<readonly ProfileId[]> {
  const rows = await sql.rows<{ readonly profile: ProfileId }>(
    `select distinct o.profile
       from json_to_recordset($1::json) as k (shop uuid, source text, number text)
       join orders."order" o
         on o.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and o.shop = k.shop and o.source = k.source and o.number = k.number
      where o.profile is not null`,
    [JSON.stringify(named)],
  );
  return rows.map(({ profile }) => profile);
}

/** What was told of the id `from` is of the person `to` now, and of the id `base` by itself. */
type Move = { readonly from: ProfileId; readonly to: ProfileId; readonly base: ProfileId };

export async function reassign(sql: Sql, moves: readonly Move[]): Promise<void> {
  const columns = [moves.map((m) => m.from), moves.map((m) => m.to), moves.map((m) => m.base)];
  // One statement for each way of finding them, so that each goes by its index.
  const ways = ["o.origin = m.source", "o.profile = m.source and o.origin is null"];
  for (const table of ['orders."order"', "orders.refund"])
    for (const own of ways)
      await sql.run(
        `with found as (
           select o.tenant, o.shop, o.source, o.number, m.target, m.base from ${table} o
             join unnest($1::uuid[], $2::uuid[], $3::uuid[]) m (source, target, base) on ${own})
         update ${table} o set profile = f.target, origin = nullif(f.base, f.target) from found f
          where o.tenant = f.tenant and o.shop = f.shop and o.source = f.source and o.number = f.number`,
        columns,
      );
}
