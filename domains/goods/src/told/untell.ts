import type { Instant, Sql } from "@zhongshu/kernel";
import type { LedgerEvent, Withdrawal } from "@zhongshu/ledger/contract";
import { TOLD_BY, type Told, toldIn, write } from "./projection.ts";

// A category that a later list left out was taken from before, so from then on every list's word is written anew.
const FORGET = {
  products: `
delete from goods.description d using json_to_recordset($1::json) as t (shop uuid, product text, "from" float8)
 where d.listed and d.shop = t.shop and d.product = t.product and d.valid_from >= to_timestamp(t."from" / 1000)`,
  skus: `
delete from goods.sku s using json_to_recordset($1::json) as t (shop uuid, product text, sku text, "from" float8)
 where s.listed and s.shop = t.shop and s.product = t.product and s.sku = t.sku
   and s.valid_from >= to_timestamp(t."from" / 1000)`,
  prices: `
delete from goods.price p using json_to_recordset($1::json) as t (shop uuid, sku text, kind text, "from" float8)
 where p.listed and p.shop = t.shop and p.sku = t.sku and p.kind = t.kind
   and p.valid_from >= to_timestamp(t."from" / 1000)`,
  costs: `
delete from goods.cost c using json_to_recordset($1::json) as t (shop uuid, sku text, "from" float8)
 where c.listed and c.shop = t.shop and c.sku = t.sku and c.valid_from >= to_timestamp(t."from" / 1000)`,
  rules: `
delete from goods.commission_rule r
 using json_to_recordset($1::json) as t (shop uuid, scope text, subject text, "validFrom" float8)
 where r.listed and r.shop = t.shop and r.scope = t.scope and r.subject = t.subject
   and r.valid_from >= to_timestamp(t."validFrom" / 1000)`,
} as const;

const KEYS = {
  products: ({ product }: Told["products"][number]) => product,
  skus: ({ product, sku }: Told["skus"][number]) => `${product}\0${sku}`,
  prices: ({ sku, kind }: Told["prices"][number]) => `${sku}\0${kind}`,
  costs: ({ sku }: Told["costs"][number]) => sku,
  rules: ({ scope, subject }: Told["rules"][number]) => `${scope}\0${subject}`,
} as const;

/** Those of `told` that speak of what `gone` spoke of. */
function sameIn<T>(told: readonly T[], gone: readonly T[], key: (one: T) => string): readonly T[] {
  const keys = new Set(gone.map(key));
  return told.filter((one) => keys.has(key(one)));
}

const again = (told: Told, gone: Told): Told => ({
  products: sameIn(told.products, gone.products, KEYS.products),
  skus: sameIn(told.skus, gone.skus, KEYS.skus),
  prices: sameIn(told.prices, gone.prices, KEYS.prices),
  costs: sameIn(told.costs, gone.costs, KEYS.costs),
  rules: sameIn(told.rules, gone.rules, KEYS.rules),
});

/** Takes back what only these events said of goods; what other lists and people say of them stays. */
export async function untell(sql: Sql, { events, remaining }: Withdrawal): Promise<void> {
  const types = Object.values(TOLD_BY);
  const ours = events.filter(({ type }) => types.some((one) => one === type));
  for (const [shop, of] of Map.groupBy(ours, (event) => event.shop)) {
    const gone = toldIn(of);
    for (const kind of ["products", "skus", "prices", "costs", "rules"] as const)
      if (gone[kind].length > 0) await sql.run(FORGET[kind], [JSON.stringify(gone[kind])]);
    const from = earliest(of);
    for await (const page of remaining.between({ shop, types, from, to: null }))
      await write(sql, again(toldIn(page), gone));
  }
}

const earliest = (events: readonly LedgerEvent[]): Instant =>
  events.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
