import { type Ctx, DAY, type Instant, iso, type ProfileId, type ShopId } from "@zhongshu/kernel";
import type { Policy, Slot } from "../gate/facts.ts";
import { wecomWindow } from "../gate/windows.ts";

const KEY = "hashtextextended('reach.slot/' || current_setting('app.tenant'), 0)";

/**
 * Whoever spends slots holds this until the commit, one transaction of an organisation at a time: what is counted
 * under it cannot be spent by another execution meanwhile. False: somebody else holds it.
 */
export const claimed = async (ctx: Ctx): Promise<boolean> =>
  (await ctx.sql.one<{ held: boolean }>(`select pg_try_advisory_xact_lock(${KEY}) as held`)).held;

/** As `claimed`, for whoever can wait: as long as a batch of the worker takes. */
export const hold = async (ctx: Ctx): Promise<void> => {
  await ctx.sql.run(`select pg_advisory_xact_lock(${KEY})`);
};

/** Before this instant no slot can count any more. */
export function horizon(now: Instant, { frequency, wecom, service }: Policy): Instant {
  const frequent = frequency === null ? now : now - frequency.days * DAY;
  return Math.min(frequent, wecomWindow(now, wecom).from, now - service.within);
}

// Far more than any cap allows in a month.
const MOST = 10_000;

type Row = Slot & { readonly subject: string };

/** Every slot of each that may still count; who has none is not in it. */
export async function spent(
  ctx: Ctx,
  subjects: readonly string[],
  policy: Policy,
): Promise<ReadonlyMap<string, readonly Slot[]>> {
  const rows = await ctx.sql.rows<Row>(
    // The limit keeps the planner at one look into the key for each subject, whatever it knows of the table.
    `select s.* from unnest($1::uuid[]) as asked(subject) cross join lateral (
       select s.subject, s.at, s.channel, s.kind, s.ghost from reach.slot s
       where s.subject = asked.subject and s.at >= $2::timestamptz limit $3) s`,
    [subjects, iso(horizon(ctx.now, policy)), MOST],
  );
  return Map.groupBy(rows, ({ subject }) => subject);
}

export type Spending = {
  readonly shop: ShopId;
  readonly execution: string;
  readonly channel: Slot["channel"];
  readonly to: readonly { readonly subject: ProfileId | string; readonly ghost: boolean }[];
};

export async function spend(ctx: Ctx, { shop, execution, channel, to }: Spending): Promise<void> {
  if (to.length === 0) return;
  await ctx.sql.run(
    `insert into reach.slot (shop, subject, at, channel, kind, ghost, execution)
     select $1, s.subject, $2::timestamptz, $3, 'optional', s.ghost, $4
     from unnest($5::uuid[], $6::bool[]) as s(subject, ghost)`,
    [shop, iso(ctx.now), channel, execution, to.map((t) => t.subject), to.map((t) => t.ghost)],
  );
}
