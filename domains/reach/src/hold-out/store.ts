import { type Ctx, newId, type ProfileId, type Sql } from "@zhongshu/kernel";
import { type HoldOut, standing, USUAL_HOLD_OUT_SHARE } from "@zhongshu/trials";
import type { Standing } from "../gate/facts.ts";
import type { Move } from "../ports.ts";

const READ = "select salt, share from reach.hold_out";

/** The organisation's hold-out; its salt is drawn once, when it is first asked for, and never changes. */
export async function programme(ctx: Ctx): Promise<HoldOut> {
  await ctx.sql.run(
    "insert into reach.hold_out (salt, share) values ($1, $2) on conflict do nothing",
    [newId(ctx), USUAL_HOLD_OUT_SHARE],
  );
  return ctx.sql.one<HoldOut>(READ);
}

export async function resize(ctx: Ctx, share: number): Promise<HoldOut> {
  await programme(ctx);
  await ctx.sql.run("update reach.hold_out set share = $1", [share]);
  return ctx.sql.one<HoldOut>(READ);
}

export function stands(holdOut: HoldOut, profile: string): Standing {
  const drawn = standing(holdOut, profile);
  if (!drawn.assigned) return "unassigned";
  return drawn.arm === "held-out" ? "held-out" : "treated";
}

/** Remembers whom a merge carried from one arm into the other. */
export async function noteMerged(sql: Sql, moves: readonly Move[]): Promise<void> {
  const holdOut = await sql.maybe<HoldOut>(READ);
  if (holdOut === null) return;
  const crossed = moves.filter(({ from, to }) => stands(holdOut, from) !== stands(holdOut, to));
  await sql.run(
    `insert into reach.merged_across_arms (profile)
     select * from unnest($1::uuid[]) on conflict do nothing`,
    [crossed.map(({ to }) => to)],
  );
}

export const mergedAcrossArms = async (ctx: Ctx, profile: ProfileId): Promise<boolean> =>
  (await ctx.sql.maybe("select from reach.merged_across_arms where profile = $1", [profile])) !==
  null;
