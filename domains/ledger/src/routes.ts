import { isInstant, ok, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import type { Ledger } from "./ledger.ts";

const Shop = z.uuid().toLowerCase().transform(shopId);
const instant = z.coerce.number().refine(isInstant, "not a time in milliseconds");
const limit = (most: number) => z.coerce.number().int().min(1).max(most).default(100);

/** What the ledger offers to HTTP beside the intake; the live tail is `follow`, which is no JSON answer. */
export const routes = (ledger: Ledger): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/events",
    permission: "events.read",
    summary: "Events as they were stored: the newest, or those after a number",
    input: z.object({
      shop: Shop,
      after: z.coerce.number().int().min(0).optional(),
      limit: limit(500),
    }),
    handle: async (ctx, input) => ok({ events: await ledger.events(ctx, input) }),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/dead-letters",
    permission: "events.read",
    summary: "Events that did not fit, with the reason",
    input: z.object({ shop: Shop, before: instant.optional(), limit: limit(200) }),
    handle: async (ctx, input) => ok({ deadLetters: await ledger.deadLetters(ctx, input) }),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/dead-letters/replay",
    permission: "events.mend",
    summary: "Takes the waiting ones in again as they are",
    input: z.object({ shop: Shop, code: z.string().max(100).nullable().default(null) }),
    handle: (ctx, input) => ledger.replay(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/dead-letters/:id/mend",
    permission: "events.mend",
    summary: "Stores the corrected event",
    input: z.object({ shop: Shop, id: z.uuid().toLowerCase(), event: z.unknown() }),
    handle: (ctx, input) => ledger.mend(ctx, input),
  }),
];
