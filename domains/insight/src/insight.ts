import type { Ctx, ShopId } from "@zhongshu/kernel";
import { err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import {
  type FigureAsked,
  type FigureRowsAsked,
  type FiguresAsked,
  figureBasis,
  figureRows,
  figures,
} from "./figures/figures.ts";
import type { InsightPorts } from "./ports.ts";
import { notAllowed } from "./refusals.ts";
import {
  type MonthAsked,
  type RowsAsked,
  statement,
  statementRows,
} from "./statement/statement.ts";
import {
  type LeaderTold,
  leadings,
  type PlanOf,
  putLeader,
  putShare,
  type ShareTold,
  teamShares,
  withdrawPlan,
} from "./team/store.ts";
import type { Leading, TeamShare } from "./team/team.ts";

type Team = { readonly leaders: readonly Leading[]; readonly shares: readonly TeamShare[] };

export const createInsight = (ports: InsightPorts) => ({
  statement: (ctx: Ctx, asked: MonthAsked) => statement(ctx, ports, asked),
  statementRows: (ctx: Ctx, asked: RowsAsked) => statementRows(ctx, ports, asked),
  figures: (ctx: Ctx, asked: FiguresAsked) => figures(ctx, ports, asked),
  /** What a figure came from, for whoever follows it back to files and lines. */
  figureBasis: (ctx: Ctx, asked: FigureAsked) => figureBasis(ctx, ports, asked),
  figureRows: (ctx: Ctx, asked: FigureRowsAsked) => figureRows(ctx, ports, asked),
  team: async (ctx: Ctx, shop: ShopId): Promise<Result<Team, Refusal>> =>
    ctx.can("members.manage", shop)
      ? ok({ leaders: await leadings(ctx), shares: await teamShares(ctx) })
      : err(notAllowed),
  putLeader: (ctx: Ctx, told: LeaderTold) => putLeader(ctx, ports, told),
  putShare: (ctx: Ctx, told: ShareTold) => putShare(ctx, ports, told),
  withdrawPlan: (ctx: Ctx, plan: PlanOf) => withdrawPlan(ctx, ports, plan),
});
export type Insight = ReturnType<typeof createInsight>;
