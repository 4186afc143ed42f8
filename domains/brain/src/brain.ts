import type { Draft } from "@zhongshu/cards";
import type { BusinessDay, Ctx, ShopId } from "@zhongshu/kernel";
import { ask, type FigureAsked, figureRows } from "./ask/answer.ts";
import { calibration } from "./learn/calibration.ts";
import { learn } from "./learn/learn.ts";
import { morning } from "./morning/morning.ts";
import { overview } from "./overview/overview.ts";
import type { BrainPorts } from "./ports.ts";
import type { OneExecution } from "./report/load.ts";
import { programmeResult, programmeRows } from "./report/programme.ts";
import { report, reportRows } from "./report/show.ts";
import { cardRests, cardsResting } from "./show/rests.ts";
import { rewritten } from "./show/rewritten.ts";
import { copied, countOn, evidence, type OneCard, open, today } from "./show/show.ts";
import { type Asked, execute, preview, type Tapped } from "./tap/tap.ts";

/** Finds what changed, says it as cards that open to their rows, acts on them, and learns from what came of it. */
export const createBrain = (ports: BrainPorts) => ({
  today: (ctx: Ctx, shop: ShopId, day: BusinessDay) => today(ctx, ports, { shop, day }),
  open: (ctx: Ctx, asked: OneCard) => open(ctx, ports, asked),
  evidence: (ctx: Ctx, asked: OneCard & { readonly key: string }) => evidence(ctx, ports, asked),
  cardRests,
  cardsResting,
  copied: (ctx: Ctx, asked: OneCard & { readonly style: Draft["style"] }) =>
    copied(ctx, ports, asked),
  /** What a tap would do, before it. */
  preview: (ctx: Ctx, asked: Asked) => preview(ctx, ports, asked),
  /** One tap; the same key twice is one. */
  execute: (ctx: Ctx, asked: Tapped) => execute(ctx, ports, asked),
  report: (ctx: Ctx, asked: OneExecution) => report(ctx, ports, asked),
  reportRows: (ctx: Ctx, asked: OneExecution & { readonly key: string }) =>
    reportRows(ctx, ports, asked),
  /** The job that keeps what came of closed executions; how many were looked at. Idempotent. */
  learn: (ctx: Ctx) => learn(ctx, ports),
  calibration,
  programme: (ctx: Ctx, shop: ShopId) => programmeResult(ctx, ports, shop),
  programmeRows: (ctx: Ctx, asked: { readonly shop: ShopId; readonly key: string }) =>
    programmeRows(ctx, ports, asked),
  ask: (ctx: Ctx, asked: { readonly shop: ShopId; readonly text: string }) =>
    ask(ctx, ports, asked),
  figureRows: (ctx: Ctx, asked: FigureAsked) => figureRows(ctx, ports, asked),
  /** Another draft of one style, at once. */
  rewritten: (ctx: Ctx, asked: OneCard & { readonly style: Draft["style"] }) =>
    rewritten(ctx, ports, asked),
  /** The morning job of the organisation of `ctx`; how many shops got cards. */
  morning: (ctx: Ctx, day: BusinessDay) => morning(ctx, ports, day),
  overview: (ctx: Ctx, shop: ShopId) => overview(ctx, { ...ports.overview, cards: countOn }, shop),
});
export type Brain = ReturnType<typeof createBrain>;
