import { businessDay, DAY, type Instant, type ShopId, type Sql, startOf } from "@zhongshu/kernel";
import type { Remaining, Withdrawal } from "@zhongshu/ledger/contract";
import { type Counted, countedIn, type Moved, movedIn, type Sold, soldIn } from "./lines.ts";
import { count, learn, move } from "./store.ts";

/** Forgets what only these events taught, and dates the rest by whoever taught it next. */
export async function unlearn(sql: Sql, { events, remaining }: Withdrawal): Promise<void> {
  await unlearnSold(sql, remaining, soldIn(events));
  await unmove(sql, remaining, movedIn(events));
  await uncount(sql, remaining, countedIn(events));
}

// A fact that somebody taught earlier stays as it is: of the facts at hand only those that begin with these lines go.
const FORGET = {
  titles: `
delete from goods.description d
 using unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[]) as t (shop, at, product, sku, title, category)
where d.source = 'order line' and d.shop = t.shop and d.product = t.product and d.title = t.title
  and coalesce(d.category, '') = coalesce(t.category, '') and d.valid_from >= to_timestamp(t.at / 1000)
returning d.shop, d.product, d.valid_from as since`,
  skus: `
delete from goods.sku s
 using unnest($1::uuid[], $2::float8[], $3::text[], $4::text[]) as t (shop, at, product, sku)
where s.source = 'order line' and s.shop = t.shop and s.product = t.product and s.sku = t.sku
  and s.valid_from >= to_timestamp(t.at / 1000)
returning s.shop, s.product, s.valid_from as since`,
  prices: `
delete from goods.price p
 using unnest($1::uuid[], $2::float8[], $3::text[], $4::date[], $5::int8[], $6::text[])
   as t (shop, at, sku, day, minor, currency)
where p.source = 'order line' and p.shop = t.shop and p.sku = t.sku and p.day = t.day and p.minor = t.minor
  and p.currency = t.currency and p.valid_from >= to_timestamp(t.at / 1000)
returning p.shop, p.sku, p.valid_from as since`,
} as const;

type Forgotten = { readonly shop: ShopId; readonly since: Instant };
type ForgottenProduct = Forgotten & { readonly product: string };
type ForgottenPrice = Forgotten & { readonly sku: string };

async function unlearnSold(sql: Sql, remaining: Remaining, sold: readonly Sold[]): Promise<void> {
  if (sold.length === 0) return;
  const first = [sold.map((line) => line.shop), sold.map((line) => line.at)];
  const named = [...first, sold.map((line) => line.product), sold.map((line) => line.sku)];
  const described = [sold.map((line) => line.title), sold.map((line) => line.category)];
  const products = [
    ...(await sql.rows<ForgottenProduct>(FORGET.titles, [...named, ...described])),
    ...(await sql.rows<ForgottenProduct>(FORGET.skus, named)),
  ];
  const prices = await sql.rows<ForgottenPrice>(FORGET.prices, [
    ...first,
    ...[sold.map((line) => line.sku), sold.map((line) => line.day)],
    ...[sold.map((line) => line.minor), sold.map((line) => line.currency)],
  ]);
  for (const [shop, of] of Map.groupBy(products, (one) => one.shop)) {
    const wanted = new Set(of.map(({ product }) => product));
    const from = Math.min(...of.map(({ since }) => since));
    await relearn(sql, remaining, { shop, from, to: null }, ({ product }) => wanted.has(product));
  }
  await relearnPrices(sql, remaining, prices);
}

/** A price is of one day, so only that day has to be looked through. */
async function relearnPrices(
  sql: Sql,
  remaining: Remaining,
  prices: readonly ForgottenPrice[],
): Promise<void> {
  const keyOf = ({ shop, at }: Pick<Sold, "shop" | "at">): string => `${shop} ${businessDay(at)}`;
  const days = Map.groupBy(prices, ({ shop, since }) => keyOf({ shop, at: since }));
  for (const of of days.values()) {
    const [one] = of;
    if (one === undefined) continue;
    const wanted = new Set(of.map(({ sku }) => sku));
    const from = startOf(businessDay(one.since));
    const stretch = { shop: one.shop, from, to: from + DAY };
    await relearn(sql, remaining, stretch, ({ sku }) => wanted.has(sku));
  }
}

type Stretch = Omit<Parameters<Remaining["between"]>[0], "types">;

async function relearn(
  sql: Sql,
  remaining: Remaining,
  stretch: Stretch,
  wanted: (line: Sold) => boolean,
): Promise<void> {
  for await (const page of remaining.between({ ...stretch, types: ["order_placed"] }))
    await learn(sql, soldIn(page).filter(wanted));
}

async function unmove(sql: Sql, remaining: Remaining, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  await sql.run(
    `delete from goods.stock_movement m using unnest($1::uuid[], $2::text[], $3::text[]) as k (shop, source, number)
      where m.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and m.shop = k.shop and m.source = k.source and m.number = k.number`,
    [
      moved.map((line) => line.shop),
      moved.map((line) => line.source),
      moved.map((line) => line.number),
    ],
  );
  await move(sql, movedIn(await remaining.ofDocuments(moved)));
}

/** A person's word of the same instant replaced what the event said, so only the very same count goes. */
async function uncount(sql: Sql, remaining: Remaining, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return;
  await sql.run(
    `delete from goods.stock_count c using unnest($1::uuid[], $2::text[], $3::float8[], $4::int8[]) as t (shop, sku, at, stock)
      where c.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and c.shop = t.shop and c.sku = t.sku and c.at = to_timestamp(t.at / 1000) and c.stock = t.stock`,
    [
      counted.map((one) => one.shop),
      counted.map((one) => one.sku),
      counted.map((one) => one.at),
      counted.map((one) => one.stock),
    ],
  );
  for (const [at, of] of Map.groupBy(counted, (one) => one.at)) {
    const [one] = of;
    if (one === undefined) continue;
    const skus = new Set(of.map(({ sku }) => sku));
    const stretch = { shop: one.shop, types: ["stock_counted"], from: at, to: at + 1 };
    for await (const page of remaining.between(stretch))
      await count(
        sql,
        countedIn(page).filter(({ sku }) => skus.has(sku)),
      );
  }
}
