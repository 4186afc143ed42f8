import { type BusinessDay, type Instant, iso, type ShopId, type Sql } from "@zhongshu/kernel";
import { measureRhythm } from "../stage/store.ts";
import type { Market } from "../tag/facts.ts";
import { DEFINITIONS } from "../tag/registry.ts";
import { type Borders, reckonBorders } from "./borders.ts";

/** What a customer is judged by beside their own row. */
export type Measures = { readonly rhythm: number; readonly borders: Borders };

export type Reckoning = Measures & {
  readonly at: Instant;
  readonly customers: number;
  /** Somebody was decided anew since. */
  readonly moved: boolean;
  readonly day: BusinessDay | null;
  readonly definitions: string | null;
  readonly market: Kept | null;
};

/** Goods that were sold dear and cheap, by which a customer's habit is told. */
export type PriceChoice = {
  readonly sku: string;
  readonly currency: string;
  readonly usual: number;
  /** Share of the lines that were cheap. */
  readonly share: number;
};
export type Kept = Market & {
  readonly choices: readonly PriceChoice[];
  /** How many customers the shop had then. */
  readonly known: number;
};

export const readReckoning = (sql: Sql, shop: ShopId): Promise<Reckoning | null> =>
  sql.maybe<Reckoning>(
    "select at, customers, moved, rhythm, borders, day, definitions, market from people.reckoning where shop = $1",
    [shop],
  );

/** The measures as they were last reckoned; of a shop that was never reckoned, as they are. */
export const readMeasures = async (sql: Sql, shop: ShopId): Promise<Measures> =>
  (await sql.maybe<Measures>("select rhythm, borders from people.reckoning where shop = $1", [
    shop,
  ])) ?? { rhythm: await measureRhythm(sql, shop), borders: await reckonBorders(sql, shop) };

/** For every thousand customers a second: reading them all takes about as long as they are many. */
const PER_CUSTOMER = 1;

export const isDue = (last: Reckoning, now: Instant): boolean =>
  now - last.at >= last.customers * PER_CUSTOMER;

export const noteMoved = (sql: Sql, shop: ShopId): Promise<number> =>
  sql.run("update people.reckoning set moved = true where shop = $1 and not moved", [shop]);

export async function reckonMeasures(sql: Sql, shop: ShopId, now: Instant): Promise<void> {
  const rhythm = await measureRhythm(sql, shop);
  const borders = await reckonBorders(sql, shop);
  await sql.run(
    `insert into people.reckoning (shop, at, customers, rhythm, borders)
     select $1, $2, (select count(*) from people.profile where shop = $1), $3, $4::jsonb
     on conflict (tenant, shop) do update set at = excluded.at, customers = excluded.customers, moved = false,
       rhythm = excluded.rhythm, borders = excluded.borders`,
    [shop, iso(now), rhythm, JSON.stringify(borders)],
  );
}

export async function keepMarket(
  sql: Sql,
  shop: ShopId,
  { day, market }: { readonly day: BusinessDay; readonly market: Kept },
): Promise<void> {
  await sql.run(
    "update people.reckoning set day = $2, definitions = $3, market = $4::jsonb where shop = $1",
    [shop, day, DEFINITIONS, JSON.stringify(market)],
  );
}
