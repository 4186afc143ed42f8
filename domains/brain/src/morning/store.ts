import { type BusinessDay, type Ctx, plusDays, type ShopId } from "@zhongshu/kernel";
import type { Facts } from "../card/facts.ts";
import { COOL_DOWN_DAYS } from "../rising/cool-down.ts";
import type { Missing } from "./missing.ts";

export type Morning = { readonly facts: readonly Facts[]; readonly missing: readonly Missing[] };
type Of = { readonly shop: ShopId; readonly day: BusinessDay };

/** The stored morning, or null when it has not been computed. */
export async function stored(ctx: Ctx, { shop, day }: Of): Promise<Morning | null> {
  const morning = await ctx.sql.maybe<{ missing: readonly Missing[] }>(
    "select missing from brain.morning where shop = $1 and day = $2::date",
    [shop, day],
  );
  if (morning === null) return null;
  const cards = await ctx.sql.rows<{ body: Facts }>(
    "select body from brain.card where shop = $1 and day = $2::date order by rank",
    [shop, day],
  );
  return { facts: cards.map(({ body }) => body), missing: morning.missing };
}

/** The first to write a morning wins; a second computation of it changes nothing. */
export async function keep(
  ctx: Ctx,
  { shop, day }: Of,
  { facts, missing }: Morning,
): Promise<void> {
  const fresh = await ctx.sql.run(
    `insert into brain.morning (shop, day, missing, made_at)
     values ($1, $2::date, $3::jsonb, to_timestamp($4 / 1000.0)) on conflict do nothing`,
    [shop, day, JSON.stringify(missing), ctx.now],
  );
  if (fresh === 0) return;
  await ctx.sql.run(
    `insert into brain.card (shop, id, day, topic, rank, body)
     select $1, (c.body->>'id')::uuid, $2::date, c.body->>'topic', c.rank, c.body
       from jsonb_array_elements($3::jsonb) with ordinality as c (body, rank)
     on conflict do nothing`,
    [shop, day, JSON.stringify(facts)],
  );
}

/** Topics raised in the cool-down before `day`. */
export async function raisedBefore(ctx: Ctx, { shop, day }: Of): Promise<ReadonlySet<string>> {
  const rows = await ctx.sql.rows<{ topic: string }>(
    "select distinct topic from brain.card where shop = $1 and day >= $2::date and day < $3::date",
    [shop, plusDays(day, 1 - COOL_DOWN_DAYS), day],
  );
  return new Set(rows.map(({ topic }) => topic));
}

export const findCard = async (ctx: Ctx, shop: ShopId, id: string): Promise<Facts | null> =>
  (
    await ctx.sql.maybe<{ body: Facts }>(
      "select body from brain.card where shop = $1 and id = $2::uuid",
      [shop, id],
    )
  )?.body ?? null;
