import { type Ctx, type Instant, iso, type ProfileId, type ShopId } from "@zhongshu/kernel";
import type { Arm, Cancelled, RecipientState } from "../contract.ts";
import { COPIED_ONLY, LAPSED } from "../gate/words.ts";
import { from, RECIPIENT } from "./states.ts";
import type { Drawn } from "./weigh.ts";

/** The gate's word, as it is kept. */
export type Reason = { readonly step: string; readonly zh: string; readonly en: string };

/** Somebody's place in an execution after it was decided. */
export type Decided = {
  readonly profile: ProfileId;
  readonly state: RecipientState;
  readonly reason: Reason | null;
  /** When to look again; null leaves it as it is. */
  readonly wakeAt: Instant | null;
};
export type Enlisted = Decided & { readonly arm: Arm; readonly eligible: boolean };

type Of = { readonly shop: ShopId; readonly execution: string };

const spoken = (people: readonly Decided[]): readonly (string | null)[] =>
  people.map(({ reason }) => (reason === null ? null : JSON.stringify(reason)));
const instants = (people: readonly Decided[], usual: Instant | null) =>
  people.map(({ wakeAt }) => {
    const at = wakeAt ?? usual;
    return at === null ? null : iso(at);
  });

/** Part of the tap: with their arms, which never change. */
export async function enlist(
  ctx: Ctx,
  { shop, execution }: Of,
  people: readonly Enlisted[],
): Promise<void> {
  await ctx.sql.run(
    `insert into reach.recipient
       (shop, execution, profile, arm, state, eligible, reason, wake_at, decided_at)
     select $1, $2, r.profile, r.arm, r.state, r.eligible, r.reason::jsonb, r.wake_at,
       case when r.state <> 'waiting' then $3::timestamptz end
     from unnest($4::uuid[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::timestamptz[])
       as r(profile, arm, state, eligible, reason, wake_at)`,
    [
      ...[shop, execution, iso(ctx.now), people.map((p) => p.profile), people.map((p) => p.arm)],
      ...[people.map((p) => p.state), people.map((p) => p.eligible), spoken(people)],
      instants(people, ctx.now),
    ],
  );
}

/** Whose time has come, locked; another worker's are passed over. */
export const claim = (ctx: Ctx, execution: string, most: number): Promise<readonly Drawn[]> =>
  ctx.sql.rows<Drawn>(
    `select profile, arm from reach.recipient
     where execution = $1 and state = 'waiting' and wake_at <= $2::timestamptz
     order by wake_at, profile limit $3 for update skip locked`,
    [execution, iso(ctx.now), most],
  );

/** Moves each of these on; throws when one of them was not waiting, because then somebody else decided. */
export async function settle(
  ctx: Ctx,
  execution: string,
  people: readonly Decided[],
): Promise<void> {
  const moved = await ctx.sql.run(
    `update reach.recipient r set state = d.state, reason = d.reason::jsonb,
       wake_at = coalesce(d.wake_at, r.wake_at),
       decided_at = case when d.state <> 'waiting' then $2::timestamptz end
     from unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) as d(profile, state, reason, wake_at)
     where r.execution = $1 and r.profile = d.profile and r.state = 'waiting'`,
    [
      ...[execution, iso(ctx.now), people.map((p) => p.profile), people.map((p) => p.state)],
      ...[spoken(people), instants(people, null)],
    ],
  );
  if (moved !== people.length)
    throw new Error(`${people.length} were decided, but ${moved} of them waited`);
}

/** Their words were copied, and nobody said that they were sent. */
export const DOUBTED = JSON.stringify({ step: "copied", ...COPIED_ONLY });

/** What can still be stopped is; what was sent is gone, and of what was copied nobody knows. Whoever was left out had nothing that could be stopped. */
export async function cancelAll(ctx: Ctx, execution: string): Promise<Cancelled> {
  const unsure = await ctx.sql.run(
    `update reach.recipient set state = 'stopped', reason = $4::jsonb, decided_at = $2::timestamptz
     where execution = $1 and state = any($3::text[]) and copied_at is not null`,
    [execution, iso(ctx.now), from(RECIPIENT, "doubt"), DOUBTED],
  );
  const { stopped } = await ctx.sql.one<{ readonly stopped: number }>(
    `with cancelled as (
       update reach.recipient set state = 'cancelled', decided_at = $2::timestamptz
       where execution = $1 and state = any($3::text[]) returning arm)
     select count(*)::int as stopped from cancelled where arm = 'treated'`,
    [execution, iso(ctx.now), from(RECIPIENT, "cancel")],
  );
  const { gone } = await ctx.sql.one<{ readonly gone: number }>(
    "select count(*)::int as gone from reach.recipient where execution = $1 and state = 'sent'",
    [execution],
  );
  return { stopped, gone, unsure };
}

/** The window is over: what has not gone out stays where it is, and whoever was left out was left out. */
export const lapse = (ctx: Ctx, execution: string): Promise<number> =>
  ctx.sql.run(
    `update reach.recipient
     set state = case when arm = 'treated' then 'stopped' else 'held-out' end,
       reason = case when arm <> 'treated' then null when copied_at is null then $4::jsonb else $5::jsonb end,
       decided_at = $2::timestamptz
     where execution = $1 and state = any($3::text[])`,
    [
      ...[execution, iso(ctx.now), from(RECIPIENT, "lapse")],
      ...[JSON.stringify({ step: "window", ...LAPSED }), DOUBTED],
    ],
  );
