import { ok, profileId, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import type { People } from "./people.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const profile = z.uuid().toLowerCase().transform(profileId);

/** What a person may ask of the shop, as somebody of the shop does it for them. */
export const rightsRoutes = (people: People): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/erasure",
    permission: "people.erase",
    summary: "Know this customer no more: done in the background, with a record",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => people.askErasure(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/erasures",
    permission: "people.erase",
    summary: "Who asked to be known no more, and what was done; newest first",
    input: z.object({ shop }),
    handle: async (ctx, input) => {
      const found = await people.erasures(ctx, input.shop);
      return found.ok ? ok({ erasures: found.value }) : found;
    },
  }),
  route({
    method: "GET",
    path: "/shops/:shop/erasures/:id",
    permission: "people.erase",
    summary: "One such record",
    input: z.object({ shop, id: z.uuid().toLowerCase() }),
    handle: (ctx, input) => people.erasure(ctx, input),
  }),
];
