import { businessDay, ok, plusDays, profileId, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import type { People } from "./people.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const profile = z.uuid().toLowerCase().transform(profileId);
const tag = z.string().max(40);
const ROWS = 200;

const ofShop = (people: People): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/tags",
    permission: "people.read",
    summary: "Tags in words, and how many customers have each value",
    input: z.object({ shop }),
    handle: (ctx, input) => people.tags(ctx, input.shop),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/tags/:tag/days",
    permission: "people.read",
    summary: "How many customers had each value of a tag, by day",
    input: z.object({ shop, tag, days: z.coerce.number().int().min(1).max(400).default(90) }),
    handle: (ctx, { days, ...input }) =>
      people.tagDays(ctx, { ...input, from: plusDays(businessDay(ctx.now), -days) }),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/communities/:community/tags",
    permission: "people.read",
    summary: "What the members of a community turn to more than others do",
    input: z.object({ shop, community: z.uuid().toLowerCase() }),
    handle: (ctx, input) => people.communityTags(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/tags/decide",
    permission: "people.write",
    summary: "Decide all tags anew",
    input: z.object({ shop }),
    handle: (ctx, input) => people.retag(ctx, input.shop),
  }),
];

const ofPerson = (people: People): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/tags",
    permission: "people.read",
    summary: "Tags of a customer, with the figures behind them",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => people.tagsOf(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/tags/:tag/rows",
    permission: "people.read",
    summary: "The rows behind a tag of a customer",
    input: z.object({ shop, profile, tag }),
    handle: async (ctx, input) => {
      const found = await people.tagRows(ctx, { ...input, limit: ROWS });
      return found.ok ? ok(found.value) : found;
    },
  }),
];

export const tagRoutes = (people: People): readonly Route[] => [
  ...ofShop(people),
  ...ofPerson(people),
];
