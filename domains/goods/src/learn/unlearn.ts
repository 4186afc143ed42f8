import { businessDay, DAY, type Instant, type ShopId, type Sql, startOf } from "@zhongshu/kernel";
import type { Remaining, Withdrawal } from "@zhongshu/ledger/contract";
import {
  type Counted,
  countedIn,
  firstPrices,
  firstSkus,
  firstTitles,
  type Moved,
  movedIn,
  type Sold,
  soldIn,
} from "./lines.ts";
import { count, learn, move } from "./store.ts";

/** Forgets what only these events taught, and dates the rest by whoever taught it next. */
export async function unlearn(sql: Sql, { events, remaining }: Withdrawal): Promise<void> {
  await unlearnSold(sql, remaining, soldIn(events));
  await unmove(sql, remaining, movedIn(events));
  await uncount(sql, remaining, countedIn(events));
}

// A fact that somebody taught earlier stays as it is: of the facts at hand only those that begin with these lines go.
// "offset 0" keeps it at one look for each line, as in learning.
const FORGET = {
  titles: `
delete from goods.description where id = any(array(
  select d.id from unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::text[]) as t (shop, at, product, title, category)
   cross join lateral (
     select id from goods.description k where k.source = 'order line' and k.shop = t.shop and k.product = t.product
       and k.title = t.title and coalesce(k.category, '') = coalesce(t.category, '')
       and k.valid_from >= to_timestamp(t.at / 1000) offset 0) d))
returning shop, product, valid_from as since`,
  skus: `
delete from goods.sku where id = any(array(
  select s.id from unnest($1::uuid[], $2::float8[], $3::text[], $4::text[]) as t (shop, at, product, sku)
   cross join lateral (
     select id from goods.sku k where k.source = 'order line' and k.shop = t.shop and k.product = t.product
       and k.sku = t.sku and k.valid_from >= to_timestamp(t.at / 1000) offset 0) s))
returning shop, product, valid_from as since`,
  prices: `
delete from goods.price where id = any(array(
  select p.id from unnest($1::uuid[], $2::float8[], $3::text[], $4::date[], $5::int8[], $6::text[])
     as t (shop, at, sku, day, minor, currency)
   cross join lateral (
     select id from goods.price k where k.source = 'order line' and k.shop = t.shop and k.sku = t.sku
       and k.day = t.day and k.minor = t.minor and k.currency = t.currency
       and k.valid_from >= to_timestamp(t.at / 1000) offset 0) p))
returning shop, sku, valid_from as since`,
} as const;

type Forgotten = { readonly shop: ShopId; readonly since: Instant };
type ForgottenProduct = Forgotten & { readonly product: string };
type ForgottenPrice = Forgotten & { readonly sku: string };

async function unlearnSold(sql: Sql, remaining: Remaining, sold: readonly Sold[]): Promise<void> {
  if (sold.length === 0) return;
  const [titles, skus, sales] = [firstTitles(sold), firstSkus(sold), firstPrices(sold)];
  const products = [
    ...(await sql.rows<ForgottenProduct>(FORGET.titles, [
      ...[titles.map((line) => line.shop), titles.map((line) => line.at)],
      ...[titles.map((line) => line.product), titles.map((line) => line.title)],
      titles.map((line) => line.category),
    ])),
    ...(await sql.rows<ForgottenProduct>(FORGET.skus, [
      ...[skus.map((line) => line.shop), skus.map((line) => line.at)],
      ...[skus.map((line) => line.product), skus.map((line) => line.sku)],
    ])),
  ];
  const prices = await sql.rows<ForgottenPrice>(FORGET.prices, [
    ...[sales.map((line) => line.shop), sales.map((line) => line.at)],
    ...[sales.map((line) => line.sku), sales.map((line) => line.day)],
    ...[sales.map((line) => line.minor), sales.map((line) => line.currency)],
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
