import type { Ctx, Instant } from "@zhongshu/kernel";
import { COLUMNS, type Tap } from "../tap/store.ts";
import type { Past, Underway } from "./past.ts";

export const lockLearning = async (ctx: Ctx): Promise<void> => {
  await ctx.sql.rows("select pg_advisory_xact_lock(hashtext('brain.learn'), hashtext($1))", [
    ctx.tenant,
  ]);
};

/** Taps whose results are to be looked at by now, the longest waiting first. */
export const awaited = (ctx: Ctx, limit: number): Promise<readonly Tap[]> =>
  ctx.sql.rows<Tap>(
    `select ${COLUMNS} from brain.awaited a join brain.tap t using (tenant, execution)
      where a.wake_at <= to_timestamp($1 / 1000.0) order by a.wake_at, a.execution limit $2`,
    [ctx.now, limit],
  );

export const wake = (ctx: Ctx, execution: string, at: Instant): Promise<number> =>
  ctx.sql.run("update brain.awaited set wake_at = to_timestamp($2 / 1000.0) where execution = $1", [
    execution,
    at,
  ]);

export const leave = (ctx: Ctx, execution: string): Promise<number> =>
  ctx.sql.run("delete from brain.awaited where execution = $1", [execution]);

/** Kept beside the earlier ones, and only when it says anything that the last one did not. */
export const keepResult = (
  ctx: Ctx,
  tap: Tap,
  { state, asOf, result }: Pick<Past | Underway, "state" | "asOf" | "result">,
): Promise<number> =>
  ctx.sql.run(
    `insert into brain.outcome (shop, execution, as_of, state, body)
     select $1, $2, to_timestamp($3 / 1000.0), $4, $5::jsonb
      where not exists (
        select from (select state, body from brain.outcome where execution = $2 order by as_of desc limit 1) last
         where last.state = $4 and last.body = $5::jsonb)
     on conflict (tenant, execution, as_of) do update set state = excluded.state, body = excluded.body`,
    [tap.shop, tap.execution, asOf, state, JSON.stringify(result)],
  );
