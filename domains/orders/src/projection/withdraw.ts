import type { Sql, SqlValue } from "@zhongshu/kernel";
import type { DocumentKey } from "@zhongshu/ledger/contract";
import type { Sorted } from "./events.ts";

const KEYS = "unnest($1::uuid[], $2::text[], $3::text[]) as k (shop, source, number)";
const TENANT = "nullif(current_setting('app.tenant', true), '')::uuid";

const columns = (keys: readonly DocumentKey[]): readonly SqlValue[] => [
  keys.map((key) => key.shop),
  keys.map((key) => key.source),
  keys.map((key) => key.number),
];

/** Every document that these events touch: their own, the orders that refunds name, and the refunds of orders. */
export async function documentsOf(
  sql: Sql,
  { placed, paid, refunded, adjusted }: Sorted,
): Promise<readonly DocumentKey[]> {
  const own = [...placed, ...paid, ...refunded, ...adjusted];
  const named = refunded.flatMap(({ shop, source, order }) =>
    order === null ? [] : [{ shop, source, number: order }],
  );
  const refunds = await sql.rows<DocumentKey>(
    `select r.shop, r.source, r.number from ${KEYS}
       join orders.refund r
         on r.tenant = ${TENANT} and r.shop = k.shop and r.source = k.source and r."order" = k.number`,
    columns(placed),
  );
  const all = [...own, ...named, ...refunds].map(({ shop, source, number }) => ({
    shop,
    source,
    number,
  }));
  return [...new Map(all.map((key) => [`${key.shop} ${key.source} ${key.number}`, key])).values()];
}

const HEADS = ['"order"', "refund"] as const;
const ROWS = ["line", "refund_line", "payment", "stock_line"] as const;

/** Takes these documents out of every table. Their heads are held first, as whoever adds to them does. */
export async function clearDocuments(sql: Sql, keys: readonly DocumentKey[]): Promise<void> {
  const values = columns(keys);
  for (const table of HEADS)
    await sql.run(
      `select from ${KEYS} join orders.${table} d
           on d.tenant = ${TENANT} and d.shop = k.shop and d.source = k.source and d.number = k.number
        order by d.source, d.number for update of d`,
      values,
    );
  for (const table of [...ROWS, ...HEADS])
    await sql.run(
      `delete from orders.${table} d using ${KEYS}
        where d.tenant = ${TENANT} and d.shop = k.shop and d.source = k.source and d.number = k.number`,
      values,
    );
}
