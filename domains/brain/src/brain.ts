import type { Draft } from "@zhongshu/cards";
import type { BusinessDay, Ctx, ShopId } from "@zhongshu/kernel";
import { morning } from "./morning/morning.ts";
import { overview } from "./overview/overview.ts";
import type { BrainPorts } from "./ports.ts";
import { rewritten } from "./show/rewritten.ts";
import { copied, countOn, evidence, type OneCard, open, today } from "./show/show.ts";

/** Finds what changed, and says it as cards that open to their rows. */
export const createBrain = (ports: BrainPorts) => ({
  today: (ctx: Ctx, shop: ShopId, day: BusinessDay) => today(ctx, ports, { shop, day }),
  open: (ctx: Ctx, asked: OneCard) => open(ctx, ports, asked),
  evidence: (ctx: Ctx, asked: OneCard & { readonly key: string }) => evidence(ctx, ports, asked),
  copied: (ctx: Ctx, asked: OneCard & { readonly style: Draft["style"] }) =>
    copied(ctx, ports, asked),
  /** Another draft of one style, at once. */
  rewritten: (ctx: Ctx, asked: OneCard & { readonly style: Draft["style"] }) =>
    rewritten(ctx, ports, asked),
  /** The morning job of the organisation of `ctx`; how many shops got cards. */
  morning: (ctx: Ctx, day: BusinessDay) => morning(ctx, ports, day),
  overview: (ctx: Ctx, shop: ShopId) => overview(ctx, { ...ports.overview, cards: countOn }, shop),
});
export type Brain = ReturnType<typeof createBrain>;
