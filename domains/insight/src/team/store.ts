import {
  type Ctx,
  err,
  type Instant,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { InsightPorts } from "../ports.ts";
import {
  leaderInCircle,
  leaderUnknown,
  notAllowed,
  notPlanned,
  pastShare,
  planNeeded,
} from "../refusals.ts";
import { circling, type Leading, type Level, type TeamShare } from "./team.ts";

export const leadings = (ctx: Ctx): Promise<readonly Leading[]> =>
  ctx.sql.rows<Leading>(
    `select id, shop, leader, valid_from as "validFrom" from insight.leader order by shop, valid_from`,
  );

export const teamShares = (ctx: Ctx): Promise<readonly TeamShare[]> =>
  ctx.sql.rows<TeamShare>(
    `select id, level, bp, valid_from as "validFrom" from insight.team_share order by level, valid_from`,
  );

/** Of two who change who leads whom the second sees what the first did; else both together could make a circle. */
const alone = ({ sql }: Ctx): Promise<number> =>
  sql.run(
    "select pg_advisory_xact_lock(hashtextextended('insight.team/' || current_setting('app.tenant'), 0))",
  );

export type LeaderTold = {
  readonly shop: ShopId;
  readonly leader: ShopId | null;
  readonly from: Instant;
};

/** From `from` on the shop is led by another shop of the organisation. Earlier sales stay whose they were. */
export async function putLeader(
  ctx: Ctx,
  ports: Pick<InsightPorts, "shops" | "audit">,
  { shop, leader, from }: LeaderTold,
): Promise<Result<null, Refusal>> {
  if (!ctx.can("members.manage", shop)) return err(notAllowed);
  if (from < ctx.now) return err(pastShare);
  const shops = await ports.shops(ctx);
  if (leader !== null && !shops.includes(leader)) return err(leaderUnknown);
  await alone(ctx);
  const rows = await leadings(ctx);
  const told = { id: 0, shop, leader, validFrom: from };
  const next = [...rows.filter((row) => row.shop !== shop || row.validFrom !== from), told];
  if (circling(next, shop, from)) return err(leaderInCircle);
  await ctx.sql.run(
    `insert into insight.leader (shop, valid_from, leader)
     values ($1, to_timestamp($2::float8 / 1000), $3)
     on conflict (tenant, shop, valid_from) do update set leader = excluded.leader`,
    [shop, from, leader],
  );
  await ports.audit(ctx, "team.leader", shop, { shop, leader, from });
  return ok(null);
}

export type ShareTold = {
  readonly shop: ShopId;
  readonly level: Level;
  readonly bp: number;
  readonly from: Instant;
};

export async function putShare(
  ctx: Ctx,
  ports: Pick<InsightPorts, "audit">,
  { shop, level, bp, from }: ShareTold,
): Promise<Result<null, Refusal>> {
  if (!ctx.can("members.manage", shop)) return err(notAllowed);
  if (from < ctx.now) return err(pastShare);
  await ctx.sql.run(
    `insert into insight.team_share (level, valid_from, bp)
     values ($1, to_timestamp($2::float8 / 1000), $3)
     on conflict (tenant, level, valid_from) do update set bp = excluded.bp`,
    [level, from, bp],
  );
  await ports.audit(ctx, "team.share", `level ${level}`, { shop, level, bp, from });
  return ok(null);
}

export type PlanOf = {
  readonly shop: ShopId;
  readonly kind: "leader" | "share";
  readonly id: number;
};

const WITHDRAWN = {
  leader: `delete from insight.leader where id = $1 and valid_from > to_timestamp($2::float8 / 1000) and shop = $3
    returning leader, valid_from as "from"`,
  share: `delete from insight.team_share where id = $1 and valid_from > to_timestamp($2::float8 / 1000)
    returning level, bp, valid_from as "from"`,
} as const;

/** Takes back what was to begin later; what has begun stays, because orders earned by it. */
export async function withdrawPlan(
  ctx: Ctx,
  ports: Pick<InsightPorts, "audit">,
  { shop, kind, id }: PlanOf,
): Promise<Result<null, Refusal>> {
  if (!ctx.can("members.manage", shop)) return err(notAllowed);
  await alone(ctx);
  const left = kind === "leader" ? (await leadings(ctx)).filter((row) => row.id !== id) : [];
  if (circling(left, shop, ctx.now)) return err(planNeeded);
  const row = await ctx.sql.maybe<Readonly<Record<string, unknown>>>(WITHDRAWN[kind], [
    ...[id, ctx.now],
    ...(kind === "leader" ? [shop] : []),
  ]);
  if (row === null) return err(notPlanned);
  await ports.audit(ctx, "team.withdrawn", kind, { shop, kind, ...row });
  return ok(null);
}
