import { type BusinessDay, type Ctx, type Instant, plusDays, type ShopId } from "@zhongshu/kernel";
import type { Facts } from "../card/facts.ts";
import { COOL_DOWN_DAYS } from "../rising/cool-down.ts";
import type { Missing } from "./missing.ts";

export type Morning = { readonly facts: readonly Facts[]; readonly missing: readonly Missing[] };
type Of = { readonly shop: ShopId; readonly day: BusinessDay };

/** A morning as it was kept: when, and at which mark of the shop's data. */
export type Kept = Morning & { readonly madeAt: Instant; readonly mark: string };

/** The stored morning, or null when it has not been computed. */
export async function stored(ctx: Ctx, { shop, day }: Of): Promise<Kept | null> {
  const morning = await ctx.sql.maybe<Omit<Kept, "facts">>(
    'select missing, made_at as "madeAt", mark from brain.morning where shop = $1 and day = $2::date',
    [shop, day],
  );
  if (morning === null) return null;
  const cards = await ctx.sql.rows<{ body: Facts }>(
    "select body from brain.card where shop = $1 and day = $2::date order by rank",
    [shop, day],
  );
  return { facts: cards.map(({ body }) => body), ...morning };
}

/** Cards that were kept stay as they are; a morning without any may be kept again. */
export async function keep(
  ctx: Ctx,
  { shop, day }: Of,
  { facts, missing, mark }: Morning & Pick<Kept, "mark">,
): Promise<void> {
  const fresh = await ctx.sql.run(
    `insert into brain.morning as kept (shop, day, missing, made_at, mark)
     values ($1, $2::date, $3::jsonb, to_timestamp($4 / 1000.0), $5)
     on conflict (tenant, shop, day) do update
       set missing = excluded.missing, made_at = excluded.made_at, mark = excluded.mark
       where not exists (select from brain.card c where c.shop = kept.shop and c.day = kept.day)`,
    [shop, day, JSON.stringify(missing), ctx.now, mark],
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
