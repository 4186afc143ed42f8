import { type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import type { LineageRoom } from "./lineage.ts";

export const lineageRoutes = (lineage: LineageRoom): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/lineage",
    permission: "events.read",
    summary: "What an order, event, card, tag, figure or import came from, and what rests on it",
    input: z.object({
      shop: z.uuid().toLowerCase().transform(shopId),
      of: z.string().min(1).max(1_000),
    }),
    handle: (ctx, input) => lineage.of(ctx, input),
  }),
];
