import { type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import type { QualityRoom } from "./quality.ts";

const Shop = z.object({ shop: z.uuid().toLowerCase().transform(shopId) });

export const qualityRoutes = (quality: QualityRoom): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/quality",
    permission: "imports.read",
    summary: "Rules that data should keep, with their findings day by day",
    input: Shop,
    handle: (ctx, { shop }) => quality.read(ctx, shop),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/quality/look",
    permission: "imports.read",
    summary: "Look for findings now",
    input: Shop,
    handle: (ctx, { shop }) => quality.look(ctx, shop),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/quality/:rule",
    permission: "imports.read",
    summary: "The rows that break a rule, each with what could be done",
    input: Shop.extend({ rule: z.string().min(1).max(100) }),
    handle: (ctx, input) => quality.findings(ctx, input),
  }),
];
