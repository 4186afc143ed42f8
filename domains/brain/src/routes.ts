import {
  businessDay,
  err,
  isDay,
  isUuid,
  ok,
  type Route,
  route,
  type ShopId,
  shopId,
} from "@zhongshu/kernel";
import { z } from "zod";
import type { Brain } from "./brain.ts";
import { NOT_ALLOWED } from "./show/refusals.ts";

const Shop = z
  .string()
  .refine(isUuid)
  .transform((id): ShopId => shopId(id));
const Day = z.string().refine(isDay, "not a day like 2026-11-24");
const OneCard = z.object({
  shop: Shop,
  card: z.uuid(),
  day: Day.nullable().default(null),
});

/** What the brain offers to HTTP. */
export const routes = (brain: Brain): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/cards",
    permission: "cards.read",
    summary: "The cards of one day, and what keeps others from being seen",
    input: z.object({ shop: Shop, day: Day.exactOptional() }),
    handle: (ctx, { shop, day }) => brain.today(ctx, shop, day ?? businessDay(ctx.now)),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/cards/:card",
    permission: "cards.read",
    summary: "One card with price, stock and window read now",
    input: OneCard,
    handle: (ctx, asked) => brain.open(ctx, asked),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/cards/:card/evidence/:key",
    permission: "cards.read",
    summary: "The rows behind one figure of a card",
    input: OneCard.extend({ key: z.string() }),
    handle: (ctx, asked) => brain.evidence(ctx, asked),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/cards/:card/copied",
    permission: "cards.act",
    summary: "A draft filled from the rows of this moment; the copy is audited",
    input: OneCard.extend({ style: z.enum(["expert", "warm", "witty"]) }),
    handle: (ctx, asked) => brain.copied(ctx, asked),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/cards/:card/rewritten",
    permission: "cards.act",
    summary:
      "Another draft of one style; a model's, where there is one, follows when the card is read again",
    input: OneCard.extend({ style: z.enum(["expert", "warm", "witty"]) }),
    handle: (ctx, asked) => brain.rewritten(ctx, asked),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/overview",
    permission: "shop.enter",
    summary: "The shop in a few figures, each opening to its rows",
    input: z.object({ shop: Shop }),
    handle: async (ctx, { shop }) =>
      ctx.can("shop.enter", shop) ? ok(await brain.overview(ctx, shop)) : err(NOT_ALLOWED),
  }),
];
