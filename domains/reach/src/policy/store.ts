import type { Ctx } from "@zhongshu/kernel";
import type { ReachPolicy } from "../contract.ts";
import { type Chosen, holding } from "./policy.ts";

type Row = { readonly body: Readonly<Record<string, unknown>> };
const stored = (ctx: Ctx): Promise<Row | null> =>
  ctx.sql.maybe<Row>("select body from reach.policy");

export const policyOf = async (ctx: Ctx): Promise<ReachPolicy> =>
  holding((await stored(ctx))?.body ?? {});

/** What is not named stays as it was chosen before. */
export async function choose(ctx: Ctx, chosen: Chosen): Promise<ReachPolicy> {
  const { body } = await ctx.sql.one<Row>(
    `insert into reach.policy as p (body) values ($1::jsonb)
     on conflict (tenant) do update set body = p.body || excluded.body returning body`,
    [JSON.stringify(chosen)],
  );
  return holding(body);
}
