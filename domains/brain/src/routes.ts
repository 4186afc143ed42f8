import { plainReport } from "@zhongshu/cards";
import {
  businessDay,
  err,
  isDay,
  isStorable,
  isUuid,
  ok,
  type Route,
  route,
  type ShopId,
  shopId,
} from "@zhongshu/kernel";
import { Way } from "@zhongshu/reach/contract";
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

const OneExecution = z.object({ shop: Shop, execution: z.uuid().toLowerCase() });
const Tap = z.object({
  shop: Shop,
  card: z.uuid(),
  style: z.enum(["expert", "warm", "witty"]),
  way: Way,
  holdOutShare: z.coerce.number().min(0).max(0.5).nullable().default(null),
});
const Line = z.string().refine(isStorable).max(200);

const acting = (brain: Brain): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/cards/:card/preview",
    permission: "cards.act",
    summary: "What a tap would do: to how many, how many are left out, what it may be worth",
    input: Tap,
    handle: (ctx, asked) => brain.preview(ctx, asked),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/cards/:card/execute",
    permission: "cards.act",
    summary: "One tap: the card goes out; the same key twice is one tap",
    input: Tap.extend({
      key: Line.min(1),
      template: z.string().max(10_000).nullable().default(null),
    }),
    handle: (ctx, asked) => brain.execute(ctx, asked),
  }),
];

const proving = (brain: Brain): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/executions/:execution/report",
    permission: "cards.read",
    summary:
      "What came of an execution; as=plain gives {text} in Chinese or, with lang=en, English",
    input: OneExecution.extend({
      as: z.enum(["json", "plain"]).default("json"),
      lang: z.enum(["zh", "en"]).default("zh"),
    }),
    handle: async (ctx, { as, lang, ...asked }) => {
      const found = await brain.report(ctx, asked);
      return found.ok && as === "plain" ? ok({ text: plainReport(found.value, lang) }) : found;
    },
  }),
  route({
    method: "GET",
    path: "/shops/:shop/executions/:execution/report/rows/:key",
    permission: "cards.read",
    summary: "The rows behind one figure of a report",
    input: OneExecution.extend({ key: z.string() }),
    handle: (ctx, asked) => brain.reportRows(ctx, asked),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/calibration",
    permission: "cards.read",
    summary: "How often what was promised came true",
    input: z.object({ shop: Shop }),
    handle: (ctx, { shop }) => brain.calibration(ctx, shop),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/programme",
    permission: "cards.read",
    summary: "What everything that was written one by one changed, by the standing hold-out",
    input: z.object({ shop: Shop }),
    handle: (ctx, { shop }) => brain.programme(ctx, shop),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/programme/rows/:key",
    permission: "cards.read",
    summary: "The order lines behind a side of it",
    input: z.object({ shop: Shop, key: z.string() }),
    handle: (ctx, asked) => brain.programmeRows(ctx, asked),
  }),
];

const asking = (brain: Brain): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/ask",
    permission: "cards.read",
    summary: "A question in words, answered from rows",
    input: z.object({ shop: Shop, text: Line }),
    handle: (ctx, asked) => brain.ask(ctx, asked),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/figures/:key",
    permission: "orders.read",
    summary: "The rows behind one figure of an answer",
    input: z.object({
      shop: Shop,
      key: z.string(),
      product: Line.nullable().default(null),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable()
        .default(null),
      from: Day,
      to: Day,
    }),
    handle: (ctx, asked) => brain.figureRows(ctx, asked),
  }),
];

/** What the brain offers to HTTP. */
export const routes = (brain: Brain): readonly Route[] => [
  ...acting(brain),
  ...proving(brain),
  ...asking(brain),
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
