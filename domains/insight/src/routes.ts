import { isDay, isInstant, type Route, route, type ShopId, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import { Against, DimensionKey, Kind, MetricKey } from "./contract.ts";
import type { FigureAsked } from "./figures/figures.ts";
import type { Insight } from "./insight.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "not a month like 2026-11");
/** Null: from now on, by the clock of the server. */
const from = z.number().refine(isInstant, "not a time in milliseconds").nullable();

const statements = (insight: Insight): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/statement",
    permission: "orders.read",
    summary: "A month's commission: opening, movements, closing, and why it is less or more",
    input: z.object({ shop, month }),
    handle: (ctx, input) => insight.statement(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/statement/rows",
    permission: "orders.read",
    summary: "The rows behind a month's commission, newest first",
    input: z.object({
      ...{ shop, month, kind: Kind.nullable().default(null) },
      cursor: z.coerce.number().int().min(0).max(10_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    handle: (ctx, { cursor, ...input }) => insight.statementRows(ctx, { ...input, after: cursor }),
  }),
];

const day = z.string().refine(isDay, "not a day like 2026-11-24");
const told = z.string().max(500).exactOptional();
const selection = {
  ...{ shop, from: day, until: day, against: Against.default("before") },
  /** More shops to look at together, by comma; all must be ones that the reader may see. */
  shops: z
    .string()
    .max(2_000)
    .default("")
    .transform((ids) => (ids === "" ? [] : ids.split(",")))
    .pipe(z.array(shop)),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  ...{ community: told, category: told, brand: told, product: told, sku: told, day: told },
  of: told,
};

const ofFigure = z.object({ ...selection, metric: MetricKey });

/** A figure by the address of its rows: `METRIC?from=…&until=…`; null where that says nothing of the kind. */
export function figureAsked(at: ShopId, address: string): FigureAsked | null {
  const [metric, ...query] = address.split("?");
  const told = Object.fromEntries(new URLSearchParams(query.join("?")));
  const found = ofFigure.safeParse({ ...told, shop: at, metric });
  return found.success ? found.data : null;
}

const figures = (insight: Insight): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/figures",
    permission: "orders.read",
    summary:
      "The figures of goods and shops over a stretch of days, against another, and by one dimension",
    input: z.object({ ...selection, by: DimensionKey.nullable().default(null) }),
    handle: (ctx, input) => insight.figures(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/figures/:metric/rows",
    permission: "orders.read",
    summary: "The rows that a figure is made of",
    input: ofFigure.extend({
      cursor: z.coerce.number().int().min(0).max(10_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(1_000).default(50),
    }),
    handle: (ctx, { cursor, ...input }) => insight.figureRows(ctx, { ...input, after: cursor }),
  }),
];

const team = (insight: Insight): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/team",
    permission: "members.manage",
    summary: "Who leads which shop, and the share of each of the two levels, all dated",
    input: z.object({ shop }),
    handle: (ctx, input) => insight.team(ctx, input.shop),
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/team/leader",
    permission: "members.manage",
    summary: "From an instant on the shop is led by another one, or by none",
    input: z.strictObject({ shop, leader: shop.nullable(), from }),
    handle: (ctx, input) => insight.putLeader(ctx, { ...input, from: input.from ?? ctx.now }),
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/team/share",
    permission: "members.manage",
    summary: "From an instant on so much of the paid price goes to a level; there are two",
    input: z.strictObject({
      ...{ shop, level: z.union([z.literal(1), z.literal(2)]) },
      ...{ bp: z.number().int().min(0).max(10_000), from },
    }),
    handle: (ctx, input) => insight.putShare(ctx, { ...input, from: input.from ?? ctx.now }),
  }),
  route({
    method: "DELETE",
    path: "/shops/:shop/team/:kind/:id",
    permission: "members.manage",
    summary: "Take back a change of leader or share that has not begun",
    input: z.object({
      shop,
      kind: z.enum(["leader", "share"]),
      id: z.coerce.number().int().min(1),
    }),
    handle: (ctx, input) => insight.withdrawPlan(ctx, input),
  }),
];

export const routes = (insight: Insight): readonly Route[] => [
  ...statements(insight),
  ...figures(insight),
  ...team(insight),
];
