import type { BusinessDay, Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
import { endOf, startOf } from "@zhongshu/kernel";
import { DONE_TO } from "../catalogue/done-to.ts";
import type { TailEvent } from "../contract.ts";

const COLUMNS = `seq, message_id as "messageId", type, at, received_at as "receivedAt", profile,
  anonymous_id as "anonymousId", user_id as "userId", properties`;

export type EventsAsked = {
  readonly shop: ShopId;
  readonly after?: number | undefined;
  readonly limit: number;
};

/** Those after `after` in the order of storing, or without it the newest; always oldest first. */
export async function events(
  ctx: Ctx,
  { shop, after, limit }: EventsAsked,
): Promise<readonly TailEvent[]> {
  if (after !== undefined)
    return ctx.sql.rows<TailEvent>(
      `select ${COLUMNS} from ledger.event where shop = $1 and seq > $2 order by seq limit $3`,
      [shop, after, limit],
    );
  const newest = await ctx.sql.rows<TailEvent>(
    `select ${COLUMNS} from ledger.event where shop = $1 order by seq desc limit $2`,
    [shop, limit],
  );
  return newest.toReversed();
}

export type TimelineAsked = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly before: Instant | null;
  readonly limit: number;
};
export type Timed = Pick<TailEvent, "messageId" | "type" | "at" | "properties">;

/** One customer's events, newest first. */
export const timeline = (
  ctx: Ctx,
  { shop, profile, before, limit }: TimelineAsked,
): Promise<readonly Timed[]> =>
  ctx.sql.rows<Timed>(
    `select message_id as "messageId", type, at, properties from ledger.event
      where shop = $1 and profile = $2 and ($3::float8 is null or at < to_timestamp($3 / 1000.0))
      order by at desc, seq desc limit $4`,
    [shop, profile, before, limit],
  );

export type Period = {
  readonly shop: ShopId;
  readonly from: BusinessDay;
  readonly to: BusinessDay;
};

/**
 * What these customers (null: everybody) did, by hour of the day in Shanghai: 24 counts. A mass message that
 * reached them at ten says nothing about when they look.
 */
export async function hourCounts(
  ctx: Ctx,
  { shop, from, to, profiles }: Period & { readonly profiles: readonly ProfileId[] | null },
): Promise<readonly number[]> {
  const rows = await ctx.sql.rows<{ hour: number; events: number }>(
    `select extract(hour from at at time zone 'Asia/Shanghai')::int as hour, count(*) as events
       from ledger.event
      where shop = $1 and at >= to_timestamp($2 / 1000.0) and at < to_timestamp($3 / 1000.0)
        and ($4::uuid[] is null or profile = any($4::uuid[])) and type <> all($5::text[])
        and not (type = 'identified' and properties ? 'listed')
      group by 1`,
    [shop, startOf(from), endOf(to), profiles, [...DONE_TO]],
  );
  const counts = new Map(rows.map((row) => [row.hour, row.events]));
  return Array.from({ length: 24 }, (_, hour) => counts.get(hour) ?? 0);
}

export type TypeCount = { readonly type: string; readonly events: number };

/** Events of the period by type, most first. */
export const counts = (ctx: Ctx, { shop, from, to }: Period): Promise<readonly TypeCount[]> =>
  ctx.sql.rows<TypeCount>(
    `select type, count(*) as events from ledger.event
      where shop = $1 and at >= to_timestamp($2 / 1000.0) and at < to_timestamp($3 / 1000.0)
      group by type order by events desc, type`,
    [shop, startOf(from), endOf(to)],
  );

type Told = { readonly key: string; readonly label: { readonly zh: string; readonly en: string } };
const ROW_COLUMNS: readonly Told[] = [
  { key: "at", label: { zh: "时间", en: "Time" } },
  { key: "type", label: { zh: "事件", en: "Event" } },
];

export type RowsAsked = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  /** Null: whatever they did themselves. */
  readonly types: readonly string[] | null;
  readonly limit: number;
};

/** One customer's events of these types as rows, newest first, and how many there are. */
export async function eventRows(ctx: Ctx, { shop, profile, types, limit }: RowsAsked) {
  const where = `shop = $1 and profile = $2
    and case when $3::text[] is null then type <> all($4::text[]) else type = any($3::text[]) end`;
  const values = [shop, profile, types === null ? null : [...types], [...DONE_TO]];
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*)::int as total from ledger.event where ${where}`,
    values,
  );
  const rows = await ctx.sql.rows<{ readonly at: string; readonly type: string }>(
    `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, type
     from ledger.event where ${where} order by ledger.event.at desc, seq desc limit $5`,
    [...values, limit],
  );
  return {
    columns: ROW_COLUMNS.map((column) => ({ ...column })),
    rows: rows.map((row) => ({ ...row })),
    total,
  };
}

export type During = {
  readonly shop: ShopId;
  readonly from: Instant;
  readonly until: Instant;
};
export type View = {
  /** The customer, else the visitor's own id. */
  readonly who: string;
  readonly profile: ProfileId | null;
  readonly at: Instant;
  readonly product: string;
  readonly sku: string | null;
  readonly category: string | null;
  readonly community: string | null;
};

/** Who looked at which product in [from, until), oldest first. */
export const views = (ctx: Ctx, { shop, from, until }: During): Promise<readonly View[]> =>
  ctx.sql.rows<View>(
    `select coalesce(profile::text, anonymous_id, user_id) as who, profile, at,
            properties ->> 'product' as product, properties ->> 'sku' as sku,
            properties ->> 'category' as category, properties ->> 'community' as community
       from ledger.event
      where shop = $1 and type = 'product_viewed' and at >= to_timestamp($2::float8 / 1000)
        and at < to_timestamp($3::float8 / 1000) order by at, seq`,
    [shop, from, until],
  );

type Review = { readonly product: string; readonly at: Instant; readonly passed: boolean };

const REVIEWED = `
  select distinct on (properties ->> 'product') properties ->> 'product' as product, at,
         (properties ->> 'passed')::boolean as passed
    from ledger.event
   where shop = $1 and type = 'product_reviewed' and at >= to_timestamp($2::float8 / 1000)
     and at < to_timestamp($3::float8 / 1000) and ($4::text[] is null or properties ->> 'product' = any($4))
   order by properties ->> 'product', at, (properties ->> 'passed')::boolean`;

/** The first verdict ever given on each product, where it fell into [from, until); of one instant a refusal stands. */
export async function firstReviews(
  ctx: Ctx,
  { shop, from, until }: During,
): Promise<readonly Review[]> {
  const found = await ctx.sql.rows<Review>(REVIEWED, [shop, from, until, null]);
  if (found.length === 0) return found;
  const products = found.map(({ product }) => product);
  const earlier = await ctx.sql.rows<Review>(REVIEWED, [shop, 0, from, products]);
  const before = new Set(earlier.map(({ product }) => product));
  return found.filter(({ product }) => !before.has(product));
}
