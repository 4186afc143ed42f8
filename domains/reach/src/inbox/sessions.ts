import { type Ctx, DAY, type Instant, iso, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { hashOf } from "./secret.ts";

/** How long a way in can be used, and how long the session lasts that it is exchanged for. */
export const ENTRY_LASTS = 7 * DAY;
export const SESSION_LASTS = 90 * DAY;

export type Whose = { readonly shop: ShopId; readonly profile: ProfileId };
export type Entry = Whose & { readonly usedAt: Instant | null };

/** Keeps a way in; gives the instant at which it ends. */
export async function keepEntry(
  ctx: Ctx,
  { shop, profile, token }: Whose & { readonly token: string },
): Promise<Instant> {
  const expiresAt = ctx.now + ENTRY_LASTS;
  await ctx.sql.run(
    `insert into reach.entry (shop, hash, profile, made_at, expires_at)
     values ($1, $2, $3, $4::timestamptz, $5::timestamptz)`,
    [shop, hashOf(token), profile, iso(ctx.now), iso(expiresAt)],
  );
  return expiresAt;
}

/** Uses a way in up. Of two at the same moment the second waits for the first and finds nothing left. */
export const useEntry = (ctx: Ctx, token: string): Promise<Whose | null> =>
  ctx.sql.maybe<Whose>(
    `update reach.entry set used_at = $2::timestamptz
     where hash = $1 and used_at is null and expires_at > $2::timestamptz
     returning shop, profile`,
    [hashOf(token), iso(ctx.now)],
  );

export const entryOf = (ctx: Ctx, token: string): Promise<Entry | null> =>
  ctx.sql.maybe<Entry>(
    `select shop, profile, used_at as "usedAt" from reach.entry where hash = $1`,
    [hashOf(token)],
  );

export const keepSession = (
  ctx: Ctx,
  { shop, profile, token }: Whose & { readonly token: string },
): Promise<number> =>
  ctx.sql.run(
    `insert into reach.visit (shop, hash, profile, began_at, expires_at)
     values ($1, $2, $3, $4::timestamptz, $5::timestamptz)`,
    [shop, hashOf(token), profile, iso(ctx.now), iso(ctx.now + SESSION_LASTS)],
  );

export const sessionOf = (ctx: Ctx, token: string): Promise<Whose | null> =>
  ctx.sql.maybe<Whose>(
    "select shop, profile from reach.visit where hash = $1 and expires_at > $2::timestamptz",
    [hashOf(token), iso(ctx.now)],
  );
