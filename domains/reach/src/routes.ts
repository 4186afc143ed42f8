import { ok, profileId, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import { Community, HoldOutShare, OptOutChannel, PURPOSES } from "./contract.ts";
import { routes as executionRoutes } from "./execution/routes.ts";
import { Chosen } from "./policy/policy.ts";
import type { Reach } from "./reach.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const profile = z.uuid().toLowerCase().transform(profileId);
const MOST_MEMBERS = 10_000;
const label = z.string().trim().min(1).max(200);
const said = z.object({ shop, profile, channel: OptOutChannel, proof: label });
const refused = said.extend({ purpose: z.enum(PURPOSES).default("marketing") });

const communities = (reach: Reach): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/communities",
    permission: "people.read",
    summary: "Communities of the shop, with how many members we know",
    input: z.object({ shop }),
    handle: (ctx, input) => reach.list(ctx, input.shop),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/communities",
    permission: "people.write",
    summary: "Name a community",
    input: z.object({
      shop,
      name: label,
      channel: Community.shape.channel.default("unknown"),
      code: label.nullable().default(null),
      size: z.int().min(0).max(1_000_000).nullable().default(null),
    }),
    handle: reach.nameCommunity,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/communities/:community/members",
    permission: "people.write",
    summary: "Customers on a list belong to this community now",
    input: z.object({
      shop,
      community: z.uuid().toLowerCase(),
      userIds: z.array(label).min(1).max(MOST_MEMBERS),
    }),
    handle: reach.enrol,
  }),
];

const consents = (reach: Reach): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/opt-outs",
    permission: "people.read",
    summary: "What this customer does not want to receive",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => reach.optOuts(ctx, { ...input, at: ctx.now }),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/opt-outs",
    permission: "people.write",
    summary: "This customer asked not to be written to",
    input: refused,
    handle: reach.optOut,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/opt-outs/withdrawn",
    permission: "people.write",
    summary: "This customer wants to be written to again",
    input: refused,
    handle: reach.withdrawOptOut,
  }),
];

const agreements = (reach: Reach): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/agreements",
    permission: "people.read",
    summary: "What this customer agreed to receive",
    input: z.object({ shop, profile }),
    handle: reach.agreements,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/agreements",
    permission: "people.write",
    summary: "This customer agreed to be written to",
    input: said,
    handle: reach.agree,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/agreements/withdrawn",
    permission: "people.write",
    summary: "This customer no longer agrees",
    input: said,
    handle: reach.withdrawAgreement,
  }),
  route({
    method: "POST",
    path: "/shops/:shop/agreements",
    permission: "people.write",
    summary: "Customers on a list agreed to be written to",
    input: said
      .omit({ profile: true })
      .extend({ userIds: z.array(label).min(1).max(MOST_MEMBERS) }),
    handle: reach.agreeAll,
  }),
];

const policy = (reach: Reach): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/policy",
    permission: "people.read",
    summary: "How careful the organisation is, and how long results take",
    input: z.object({ shop }),
    handle: async (ctx) => ok(await reach.policyOf(ctx)),
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/policy",
    permission: "members.manage",
    summary: "Change what is named of it; the rest stays",
    input: Chosen.extend({ shop }),
    handle: (ctx, { shop, ...chosen }) => reach.setPolicy(ctx, { shop, chosen }),
  }),
];

const holdOut = (reach: Reach): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/hold-out",
    permission: "people.read",
    summary: "The part of all customers that receives nothing optional one by one",
    input: z.object({ shop }),
    handle: async (ctx) => ok(await reach.holdOut(ctx)),
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/hold-out",
    permission: "members.manage",
    summary: "Change that part; enlarging it moves nobody out",
    input: HoldOutShare.extend({ shop }),
    handle: reach.resizeHoldOut,
  }),
];

export const routes = (reach: Reach): readonly Route[] => [
  ...communities(reach),
  ...consents(reach),
  ...agreements(reach),
  ...holdOut(reach),
  ...policy(reach),
  ...executionRoutes(reach),
];
