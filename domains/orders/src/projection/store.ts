import type { Sql, SqlValue } from "@zhongshu/kernel";
import type { Adjusting, Paying, Placing, Refunding } from "./events.ts";

type WithLines = Placing | Refunding;

/** The columns of `insertLines`: lists are read at a third of the cost of JSON. */
function lineColumns(documents: readonly WithLines[]): readonly SqlValue[] {
  const rows = documents.flatMap((head) => head.lines.map((line) => ({ head, line })));
  return [
    rows.map(({ head }) => head.shop),
    rows.map(({ head }) => head.source),
    rows.map(({ head }) => head.number),
    rows.map(({ line }) => line.ordinal),
    rows.map(({ head }) => head.at),
    rows.map(({ line }) => line.sku),
    rows.map(({ line }) => line.product),
    rows.map(({ line }) => line.title),
    rows.map(({ line }) => line.category),
    rows.map(({ line }) => line.quantity),
    rows.map(({ line }) => line.unitPrice.minor),
    rows.map(({ line }) => line.unitPrice.currency),
    rows.map(({ line }) => line.kind),
  ];
}

const keyOf = ({ shop, source, number }: WithLines): string => `${shop} ${source} ${number}`;

type Line = WithLines["lines"][number];

/** What the lines come to, each ordinal once; a line in another currency is never added up. */
function sumOf(lines: readonly Line[], currency: string) {
  const first = new Map(lines.toReversed().map((line) => [line.ordinal, line]));
  const ours = [...first.values()].filter(({ unitPrice }) => unitPrice.currency === currency);
  const worth = (some: readonly Line[]): number =>
    some.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.minor, 0);
  const goods = ours.filter(({ kind }) => kind === "goods");
  return { total: worth(ours), goods: worth(goods), goods_lines: goods.length };
}

/**
 * One head for each document: the first that was told, at the earliest moment of any, so that the order of telling does
 * not matter. In the order of their keys, in which they are locked. With the sums of what is told of it here.
 */
const headRows = (documents: readonly WithLines[]): object[] =>
  [...Map.groupBy(documents, keyOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, told]) => {
      const [first] = told;
      if (first === undefined) return [];
      const { lines, ...head } = first;
      const at = Math.min(...told.map((document) => document.at));
      const currency = lines[0]?.unitPrice.currency ?? "CNY";
      const all = told.flatMap((document) => document.lines);
      return [{ ...head, at, currency, ...sumOf(all, currency) }];
    });

// Holds the document until the commit, so that of two that add lines to it the second counts those of the first.
const HOLD =
  "on conflict (tenant, shop, source, number) do update set at = least(held.at, excluded.at)";

const insertLines = (table: "line" | "refund_line"): string => `
  insert into orders.${table}
    (shop, source, number, ordinal, at, sku, product, title, category, quantity, minor, currency, kind)
  select shop, source, number, ordinal, to_timestamp(at / 1000.0), sku, product, title, category,
         quantity, minor, currency, kind
    from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::float8[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::int[], $11::int8[], $12::text[], $13::text[])
      as sent (shop, source, number, ordinal, at, sku, product, title, category, quantity, minor,
               currency, kind)
  on conflict do nothing`;

// Counted anew from the lines: to add up what an insert returns costs more than to read them again. Of a document that is
// told whole, as most are, what stands is found to be right, and nothing is written twice.
// A line in another currency than its document is kept but never added up.
const sumsOf = (table: "line" | "refund_line"): string => `
  select k.shop, k.source, k.number, l.currency, sum(l.quantity * l.minor)::bigint as total,
         coalesce(sum(l.quantity * l.minor) filter (where l.kind = 'goods'), 0)::bigint as goods,
         (count(*) filter (where l.kind = 'goods'))::int as goods_lines
    from json_to_recordset($1::json) as k (shop uuid, source text, number text)
   cross join lateral (
         select * from orders.${table} stored
          where stored.tenant = nullif(current_setting('app.tenant', true), '')::uuid
            and stored.shop = k.shop and stored.source = k.source and stored.number = k.number
         offset 0) l
   group by k.shop, k.source, k.number, l.currency`;

export async function storePlaced(sql: Sql, placed: readonly Placing[]): Promise<void> {
  if (placed.length === 0) return;
  const heads = JSON.stringify(headRows(placed));
  await sql.run(
    `insert into orders."order" as held
       (shop, source, number, profile, origin, customer, at, currency, leader, pickup, community, note,
        total, goods, goods_lines)
     select shop, source, number, profile, origin, customer, to_timestamp(at / 1000.0), currency,
            leader, pickup, community, note, total, goods, goods_lines
       from json_to_recordset($1::json) as sent (shop uuid, source text, number text, profile uuid,
            origin uuid, customer text, at float8, currency text, leader text, pickup text,
            community text, note text, total int8, goods int8, goods_lines int)
     ${HOLD}`,
    [heads],
  );
  await sql.run(insertLines("line"), lineColumns(placed));
  await sql.run(
    `update orders."order" o
        set total = sums.total, goods = sums.goods, goods_lines = sums.goods_lines
       from (${sumsOf("line")}) as sums
      where o.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and o.shop = sums.shop and o.source = sums.source and o.number = sums.number
        and o.currency = sums.currency
        and (o.total, o.goods, o.goods_lines) is distinct from (sums.total, sums.goods, sums.goods_lines)`,
    [heads],
  );
}

export async function storeRefunded(sql: Sql, refunded: readonly Refunding[]): Promise<void> {
  if (refunded.length === 0) return;
  const heads = JSON.stringify(headRows(refunded));
  await sql.run(
    `insert into orders.refund as held
       (shop, source, number, "order", profile, origin, customer, at, currency, total, goods)
     select shop, source, number, "order", profile, origin, customer, to_timestamp(at / 1000.0), currency, total, goods
       from json_to_recordset($1::json) as sent (shop uuid, source text, number text, "order" text,
            profile uuid, origin uuid, customer text, at float8, currency text, total int8, goods int8)
     ${HOLD}`,
    [heads],
  );
  await sql.run(insertLines("refund_line"), lineColumns(refunded));
  await sql.run(
    `update orders.refund r
        set total = sums.total, goods = sums.goods
       from (${sumsOf("refund_line")}) as sums
      where r.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and r.shop = sums.shop and r.source = sums.source and r.number = sums.number
        and r.currency = sums.currency
        and (r.total, r.goods) is distinct from (sums.total, sums.goods)`,
    [heads],
  );
}

/** A payment is a row of its own, so it may come before its order. */
export async function storePaid(sql: Sql, paid: readonly Paying[]): Promise<void> {
  if (paid.length === 0) return;
  await sql.run(
    `insert into orders.payment (shop, message_id, source, number, at, minor, currency)
     select shop, message, source, number, to_timestamp(at / 1000.0), minor, currency
       from json_to_recordset($1::json) as sent (shop uuid, message text, source text, number text,
            at float8, minor bigint, currency text)
     on conflict do nothing`,
    [JSON.stringify(paid.map(({ amount, ...payment }) => ({ ...payment, ...amount })))],
  );
}

export async function storeAdjusted(sql: Sql, adjusted: readonly Adjusting[]): Promise<void> {
  if (adjusted.length === 0) return;
  const rows = adjusted.flatMap(({ shop, source, number, at, lines }) =>
    lines.map((line) => ({ shop, source, number, at, ...line })),
  );
  await sql.run(
    `insert into orders.stock_line
       (shop, source, number, ordinal, at, sku, product, title, quantity)
     select shop, source, number, ordinal, to_timestamp(at / 1000.0), sku, product, title, quantity
       from json_to_recordset($1::json) as sent (shop uuid, source text, number text, ordinal int,
            at float8, sku text, product text, title text, quantity int)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

type Key = { readonly shop: string; readonly source: string; readonly number: string };

/** A refund that says no customer is that of its order's; documents may come in any order. */
const nameCustomers = (sql: Sql, orders: readonly Key[]): Promise<number> =>
  sql.run(
    `update orders.refund r set profile = o.profile, origin = o.origin, customer = o.customer
       from json_to_recordset($1::json) as k (shop uuid, source text, number text)
       join orders."order" o
         on o.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and o.shop = k.shop and o.source = k.source and o.number = k.number
      where r.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and r.shop = k.shop and r.source = k.source and r."order" = k.number
        and r.profile is null and o.profile is not null`,
    [JSON.stringify(orders)],
  );

/** Recounts what is refunded of the named orders from the refunds themselves. */
export async function sumRefunds(
  sql: Sql,
  documents: readonly (Placing | Refunding)[],
): Promise<void> {
  const keys = documents.flatMap((document) => {
    const order = "order" in document ? document.order : document.number;
    return order === null ? [] : [{ shop: document.shop, source: document.source, number: order }];
  });
  if (keys.length === 0) return;
  await nameCustomers(sql, keys);
  await sql.run(
    `update orders."order" o set refunded = sums.total
       from (select r.shop, r.source, r."order", r.currency, sum(r.total)::bigint as total
               from (select distinct shop, source, number
                       from json_to_recordset($1::json) as k (shop uuid, source text, number text)) k
               join orders.refund r
                 on r.tenant = nullif(current_setting('app.tenant', true), '')::uuid
                and r.shop = k.shop and r.source = k.source and r."order" = k.number
              group by r.shop, r.source, r."order", r.currency) as sums
      where o.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and o.shop = sums.shop and o.source = sums.source and o.number = sums."order"
        and o.currency = sums.currency and o.refunded <> sums.total`,
    [JSON.stringify(keys)],
  );
}
