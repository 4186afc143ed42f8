import type { Sql } from "@zhongshu/kernel";
import type { Adjusting, Paying, Placing, Refunding } from "./events.ts";

type WithLines = Placing | Refunding;

const lineRows = (documents: readonly WithLines[]): object[] =>
  documents.flatMap(({ shop, source, number, at, lines }) =>
    lines.map(({ unitPrice, ...line }) => ({ shop, source, number, at, ...unitPrice, ...line })),
  );

const headRows = (documents: readonly WithLines[]): object[] =>
  documents.map(({ lines, ...head }) => ({
    ...head,
    currency: lines[0]?.unitPrice.currency ?? "CNY",
  }));

// What each document gained: only lines that were not there, so that doing it twice adds nothing.
// A line in another currency than its document is kept but never added up.
const insertLines = (table: "line" | "refund_line"): string => `
  insert into orders.${table}
    (shop, source, number, ordinal, at, sku, product, title, category, quantity, minor, currency, kind)
  select shop, source, number, ordinal, to_timestamp(at / 1000.0), sku, product, title, category,
         quantity, minor, currency, kind
    from json_to_recordset($1::json) as sent (shop uuid, source text, number text, ordinal int,
         at float8, sku text, product text, title text, category text, quantity int, minor bigint,
         currency text, kind text)
  on conflict do nothing
  returning shop, source, number, quantity, minor, currency, kind`;

const gained = `gained as (
  select shop, source, number, currency,
         sum(quantity * minor)::bigint as total,
         coalesce(sum(quantity * minor) filter (where kind = 'goods'), 0)::bigint as goods,
         (count(*) filter (where kind = 'goods'))::int as goods_lines
    from fresh group by shop, source, number, currency)`;

export async function storePlaced(sql: Sql, placed: readonly Placing[]): Promise<void> {
  if (placed.length === 0) return;
  await sql.run(
    `insert into orders."order" (shop, source, number, profile, customer, at, currency)
     select shop, source, number, profile, customer, to_timestamp(at / 1000.0), currency
       from json_to_recordset($1::json) as sent (shop uuid, source text, number text, profile uuid,
            customer text, at float8, currency text)
     on conflict do nothing`,
    [JSON.stringify(headRows(placed))],
  );
  await sql.run(
    `with fresh as (${insertLines("line")}), ${gained}
     update orders."order" o
        set total = o.total + gained.total, goods = o.goods + gained.goods,
            goods_lines = o.goods_lines + gained.goods_lines
       from gained
      where o.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and o.shop = gained.shop and o.source = gained.source and o.number = gained.number
        and o.currency = gained.currency`,
    [JSON.stringify(lineRows(placed))],
  );
}

export async function storeRefunded(sql: Sql, refunded: readonly Refunding[]): Promise<void> {
  if (refunded.length === 0) return;
  await sql.run(
    `insert into orders.refund (shop, source, number, "order", profile, customer, at, currency)
     select shop, source, number, "order", profile, customer, to_timestamp(at / 1000.0), currency
       from json_to_recordset($1::json) as sent (shop uuid, source text, number text, "order" text,
            profile uuid, customer text, at float8, currency text)
     on conflict do nothing`,
    [JSON.stringify(headRows(refunded))],
  );
  await sql.run(
    `with fresh as (${insertLines("refund_line")}), ${gained}
     update orders.refund r
        set total = r.total + gained.total, goods = r.goods + gained.goods
       from gained
      where r.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and r.shop = gained.shop and r.source = gained.source and r.number = gained.number
        and r.currency = gained.currency`,
    [JSON.stringify(lineRows(refunded))],
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
