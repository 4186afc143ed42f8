import {
  type Ctx,
  type Instant,
  iso,
  newId,
  type ProfileId,
  type ShopId,
  type Sql,
} from "@zhongshu/kernel";
import { type HoldOut, standing, USUAL_HOLD_OUT_SHARE } from "@zhongshu/trials";
import type { Standings } from "../contract.ts";
import type { Standing } from "../gate/facts.ts";
import type { Move } from "../ports.ts";

const READ = `select salt, share, resized_at as "resizedAt" from reach.hold_out`;
type Kept = HoldOut & { readonly resizedAt: Instant | null };

/** The organisation's hold-out; its salt is drawn once, when it is first asked for, and never changes. */
export async function programme(ctx: Ctx): Promise<Kept> {
  await ctx.sql.run(
    "insert into reach.hold_out (salt, share) values ($1, $2) on conflict do nothing",
    [newId(ctx), USUAL_HOLD_OUT_SHARE],
  );
  return ctx.sql.one<Kept>(READ);
}

export async function resize(ctx: Ctx, share: number): Promise<Kept> {
  await programme(ctx);
  await ctx.sql.run(
    "update reach.hold_out set share = $1, resized_at = $2::timestamptz where share <> $1",
    [share, iso(ctx.now)],
  );
  return ctx.sql.one<Kept>(READ);
}

export function stands(holdOut: HoldOut, profile: string): Standing {
  const drawn = standing(holdOut, profile);
  if (!drawn.assigned) return "unassigned";
  return drawn.arm === "held-out" ? "held-out" : "treated";
}

/** Who of these is in the standing hold-out, and who is not. */
export async function standings(ctx: Ctx, profiles: readonly ProfileId[]): Promise<Standings> {
  const { resizedAt, ...holdOut } = await programme(ctx);
  const crossed = await ctx.sql.rows<{ readonly profile: ProfileId }>(
    "select profile from reach.merged_across_arms where profile = any($1::uuid[])",
    [profiles],
  );
  const spoilt = new Set(crossed.map(({ profile }) => profile));
  const by = Map.groupBy(profiles, (profile) =>
    spoilt.has(profile) ? "crossed" : stands(holdOut, profile),
  );
  return {
    ...{ share: holdOut.share, resizedAt, crossed: spoilt.size },
    ...{ heldOut: by.get("held-out") ?? [], others: by.get("treated") ?? [] },
  };
}

/** When each person of the shop was for the first time among those whom an execution was for, whatever they were drawn as. */
export async function firstMeant(
  ctx: Ctx,
  { shop, before }: { readonly shop: ShopId; readonly before: Instant },
): Promise<ReadonlyMap<ProfileId, Instant>> {
  const rows = await ctx.sql.rows<{ readonly profile: ProfileId; readonly at: Instant }>(
    `select r.profile, min(e.started_at) as at from reach.recipient r
     join reach.execution e on e.tenant = r.tenant and e.shop = r.shop and e.id = r.execution
     where r.shop = $1 and e.started_at < $2::timestamptz group by r.profile`,
    [shop, iso(before)],
  );
  return new Map(rows.map(({ profile, at }) => [profile, at]));
}

/**
 * Remembers whom a merge carried from one arm into the other: only who was ever among those whom an execution was for. A
 * device that turns out to be somebody's was in no arm: nobody could have written to it.
 */
export async function noteMerged(sql: Sql, moves: readonly Move[]): Promise<void> {
  const holdOut = await sql.maybe<HoldOut>(READ);
  if (holdOut === null) return;
  const crossing = moves.filter(({ from, to }) => stands(holdOut, from) !== stands(holdOut, to));
  await sql.run(
    `insert into reach.merged_across_arms (profile)
     select distinct m.kept from unnest($1::uuid[], $2::uuid[]) m(gone, kept)
      where exists (select from reach.recipient r where r.profile = m.gone) on conflict do nothing`,
    [crossing.map(({ from }) => from), crossing.map(({ to }) => to)],
  );
}

export const mergedAcrossArms = async (ctx: Ctx, profile: ProfileId): Promise<boolean> =>
  (await ctx.sql.maybe("select from reach.merged_across_arms where profile = $1", [profile])) !==
  null;
