import type { Card, Promises } from "@zhongshu/cards";
import type { Ctx, Instant, ShopId } from "@zhongshu/kernel";
import type { Way } from "@zhongshu/reach/contract";
import { nextLook } from "../learn/looks.ts";
import type { Forecast } from "../promise/orders.ts";

/** A card that was acted on, and what was promised at that moment. */
export type Tap = {
  readonly shop: ShopId;
  readonly execution: string;
  readonly key: string;
  readonly card: string;
  readonly kind: Card["kind"];
  readonly way: Way;
  readonly community: string | null;
  readonly product: string;
  readonly audience: number;
  /** What one sale would have earned, in minor units. */
  readonly unit: number | null;
  readonly currency: string;
  readonly promises: Promises;
  readonly forecast: Forecast | null;
  readonly at: Instant;
  readonly closesAt: Instant;
  readonly returnsUntil: Instant;
};

export const COLUMNS = `t.shop, t.execution, t.key, t.card, t.kind, t.way, t.community, t.product, t.audience, t.unit,
       t.currency, t.promises, t.forecast, t.at, t.closes_at as "closesAt", t.returns_until as "returnsUntil"`;

/** The tap is kept, and what comes of it is awaited. */
export async function keepTap(ctx: Ctx, tap: Tap): Promise<void> {
  const { promises, forecast, ...row } = tap;
  await ctx.sql.run(
    `insert into brain.tap (shop, execution, key, card, kind, way, community, product, audience, unit, currency,
       promises, forecast, at, closes_at, returns_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb, to_timestamp($14 / 1000.0),
       to_timestamp($15 / 1000.0), to_timestamp($16 / 1000.0))
     on conflict do nothing`,
    [
      row.shop,
      row.execution,
      row.key,
      row.card,
      row.kind,
      row.way,
      row.community,
      row.product,
      row.audience,
      row.unit,
      row.currency,
      JSON.stringify(promises),
      forecast && JSON.stringify(forecast),
      row.at,
      row.closesAt,
      row.returnsUntil,
    ],
  );
  await ctx.sql.run(
    `insert into brain.awaited (execution, wake_at) values ($1, to_timestamp($2 / 1000.0)) on conflict do nothing`,
    [row.execution, nextLook(row, row.at)],
  );
}

/** One person acts on a card at a time; held until the commit. */
export const holdCard = async (ctx: Ctx, card: string): Promise<void> => {
  await ctx.sql.rows("select pg_advisory_xact_lock(hashtextextended('brain.tap/' || $1, 0))", [
    card,
  ]);
};

export const tapByKey = (ctx: Ctx, shop: ShopId, key: string): Promise<Tap | null> =>
  ctx.sql.maybe<Tap>(`select ${COLUMNS} from brain.tap t where t.shop = $1 and t.key = $2`, [
    shop,
    key,
  ]);

/** Every tap of this card, the newest first. */
export const tapsOfCard = (ctx: Ctx, shop: ShopId, card: string): Promise<readonly Tap[]> =>
  ctx.sql.rows<Tap>(
    `select ${COLUMNS} from brain.tap t where t.shop = $1 and t.card = $2 order by t.at desc`,
    [shop, card],
  );

/** When the shop first acted on a card. */
export const firstTap = async (ctx: Ctx, shop: ShopId): Promise<Instant | null> =>
  (
    await ctx.sql.one<{ readonly at: Instant | null }>(
      "select min(at) as at from brain.tap where shop = $1",
      [shop],
    )
  ).at;

export const tapOf = (ctx: Ctx, shop: ShopId, execution: string): Promise<Tap | null> =>
  ctx.sql.maybe<Tap>(`select ${COLUMNS} from brain.tap t where t.shop = $1 and t.execution = $2`, [
    shop,
    execution,
  ]);

export type Stretch = { readonly from: Instant; readonly until: Instant };

/** Taps of a shop in [from, until), the newest first. */
export const tapsIn = (
  ctx: Ctx,
  { shop, from, until, limit }: Stretch & { readonly shop: ShopId; readonly limit: number },
): Promise<readonly Tap[]> =>
  ctx.sql.rows<Tap>(
    `select ${COLUMNS} from brain.tap t
      where t.shop = $1 and t.at >= to_timestamp($2 / 1000.0) and t.at < to_timestamp($3 / 1000.0)
      order by t.at desc, t.execution limit $4`,
    [shop, from, until, limit],
  );
