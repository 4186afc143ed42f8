import type { Sql } from "@zhongshu/kernel";
import {
  type Counted,
  firstPrices,
  firstSkus,
  firstTitles,
  type Moved,
  type Sold,
} from "./lines.ts";

// Each statement looks first and writes only what is news or earlier than what is known: a product that sells
// a thousand times an hour is then read, not locked. Rows are written in the order of their keys. "offset 0" keeps
// the look at the key of each line; made into a join, it reads all that the shop ever learned, at every batch.
const TITLES = `
insert into goods.description as d (shop, product, source, valid_from, title, category)
select shop, product, 'order line', to_timestamp(at / 1000), title, category
from unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::text[]) as t (shop, at, product, title, category)
where not exists (
  select from goods.description k where k.shop = t.shop and k.product = t.product and k.title = t.title
    and coalesce(k.category, '') = coalesce(t.category, '') and k.source = 'order line'
    and k.valid_from <= to_timestamp(t.at / 1000) offset 0)
order by shop, product, title, category
on conflict (tenant, shop, product, title, coalesce(category, '')) where source = 'order line'
do update set valid_from = least(d.valid_from, excluded.valid_from)`;

const SKUS = `
insert into goods.sku as s (shop, product, sku, source, valid_from, name)
select shop, product, sku, 'order line', to_timestamp(at / 1000), sku
from unnest($1::uuid[], $2::float8[], $3::text[], $4::text[]) as t (shop, at, product, sku)
where not exists (
  select from goods.sku k where k.shop = t.shop and k.product = t.product and k.sku = t.sku
    and k.source = 'order line' and k.valid_from <= to_timestamp(t.at / 1000) offset 0)
order by shop, product, sku
on conflict (tenant, shop, product, sku) where source = 'order line'
do update set valid_from = least(s.valid_from, excluded.valid_from)`;

const PRICES = `
insert into goods.price as p (shop, sku, kind, source, valid_from, day, minor, currency)
select shop, sku, 'list', 'order line', to_timestamp(at / 1000), day, minor, currency
from unnest($1::uuid[], $2::float8[], $3::text[], $4::date[], $5::int8[], $6::text[])
  as t (shop, at, sku, day, minor, currency)
where not exists (
  select from goods.price k where k.shop = t.shop and k.sku = t.sku and k.day = t.day and k.minor = t.minor
    and k.currency = t.currency and k.source = 'order line' and k.valid_from <= to_timestamp(t.at / 1000) offset 0)
order by shop, sku, day, minor, currency
on conflict (tenant, shop, sku, day, minor, currency) where source = 'order line'
do update set valid_from = least(p.valid_from, excluded.valid_from)`;

export async function learn(sql: Sql, sold: readonly Sold[]): Promise<void> {
  if (sold.length === 0) return;
  await learnTitles(sql, firstTitles(sold));
  await learnSkus(sql, firstSkus(sold));
  await learnPrices(sql, firstPrices(sold));
}

const learnTitles = (sql: Sql, sold: readonly Sold[]): Promise<number> =>
  sql.run(TITLES, [
    sold.map((line) => line.shop),
    sold.map((line) => line.at),
    sold.map((line) => line.product),
    sold.map((line) => line.title),
    sold.map((line) => line.category),
  ]);

const learnSkus = (sql: Sql, sold: readonly Sold[]): Promise<number> =>
  sql.run(SKUS, [
    sold.map((line) => line.shop),
    sold.map((line) => line.at),
    sold.map((line) => line.product),
    sold.map((line) => line.sku),
  ]);

const learnPrices = (sql: Sql, sold: readonly Sold[]): Promise<number> =>
  sql.run(PRICES, [
    sold.map((line) => line.shop),
    sold.map((line) => line.at),
    sold.map((line) => line.sku),
    sold.map((line) => line.day),
    sold.map((line) => line.minor),
    sold.map((line) => line.currency),
  ]);

export async function move(sql: Sql, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  await sql.run(
    `insert into goods.stock_movement (shop, at, source, number, ordinal, sku, quantity)
     select shop, to_timestamp(at / 1000), source, number, ordinal, sku, quantity
     from unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::int[], $6::text[], $7::int8[])
       as t (shop, at, source, number, ordinal, sku, quantity)
     order by source, number, ordinal on conflict do nothing`,
    [
      moved.map((line) => line.shop),
      moved.map((line) => line.at),
      moved.map((line) => line.source),
      moved.map((line) => line.number),
      moved.map((line) => line.ordinal),
      moved.map((line) => line.sku),
      moved.map((line) => line.quantity),
    ],
  );
}

/** Of two counts at one instant the smaller stands: better a sale missed than one that cannot be kept. */
export async function count(sql: Sql, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return;
  await sql.run(
    `insert into goods.stock_count as c (shop, sku, at, stock)
     select shop, sku, to_timestamp(at / 1000), min(stock)
     from unnest($1::uuid[], $2::text[], $3::float8[], $4::int8[]) as t (shop, sku, at, stock)
     group by shop, sku, at order by shop, sku, at
     on conflict (tenant, shop, sku, at) do update set stock = least(c.stock, excluded.stock)`,
    [
      counted.map((one) => one.shop),
      counted.map((one) => one.sku),
      counted.map((one) => one.at),
      counted.map((one) => one.stock),
    ],
  );
}
