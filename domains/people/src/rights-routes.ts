import {
  type Customer,
  type CustomerRoute,
  customerRoute,
  ok,
  profileId,
  type Route,
  route,
  shopId,
} from "@zhongshu/kernel";
import { z } from "zod";
import type { People } from "./people.ts";

const shop = z.uuid().toLowerCase().transform(shopId);
const profile = z.uuid().toLowerCase().transform(profileId);

const how = z.string().trim().min(2).max(200);

/** What was done for whom: erasures, and copies given. */
const recordRoutes = (people: People): readonly Route[] => [
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
  route({
    method: "GET",
    path: "/shops/:shop/copies",
    permission: "people.erase",
    summary: "Who was given all that is held of them; newest first",
    input: z.object({ shop }),
    handle: async (ctx, input) => {
      const found = await people.copies(ctx, input.shop);
      return found.ok ? ok({ copies: found.value }) : found;
    },
  }),
];

/** What a person may ask of the shop, as somebody of the shop does it for them. */
export const rightsRoutes = (people: People): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/rights",
    permission: "people.read",
    summary: "What this customer said of their data, with the proof, and what waits",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => people.rights(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/personalised",
    permission: "people.write",
    summary: "Write down whether this customer wants to be chosen by their own record",
    input: z.object({ shop, profile, personalised: z.boolean(), how }),
    handle: (ctx, input) => people.personalise(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/people/:profile/held",
    permission: "people.erase",
    summary: "All that is held of this customer, for them to have; it is written down",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => people.held(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/erasure",
    permission: "people.erase",
    summary: "Know this customer no more: done in the background, with a record",
    input: z.object({ shop, profile }),
    handle: (ctx, input) => people.askErasure(ctx, input),
  }),
  ...recordRoutes(people),
];

const Nothing = z.object({});
const whose = (customer: Customer) => ({ shop: customer.shop, profile: customer.profile });

/** What customers may ask of their own data. */
export const ownRoutes = (people: People): readonly CustomerRoute[] => [
  customerRoute({
    method: "GET",
    path: "/inbox/privacy",
    summary: "What the customer said of their data",
    input: Nothing,
    handle: async (ctx, customer) => ok(await people.ownRights(ctx, whose(customer))),
  }),
  customerRoute({
    method: "POST",
    path: "/inbox/privacy/personalised",
    summary: "The customer wants, or does not want, to be chosen by their own record",
    input: z.object({ personalised: z.boolean(), words: z.int() }),
    handle: (ctx, customer, said) => people.personaliseOwn(ctx, { ...whose(customer), ...said }),
  }),
  customerRoute({
    method: "GET",
    path: "/inbox/privacy/held",
    summary: "All that is held of the customer",
    input: Nothing,
    handle: (ctx, customer) => people.ownHeld(ctx, whose(customer)),
  }),
  customerRoute({
    method: "POST",
    path: "/inbox/privacy/erasure",
    summary: "The customer wants to be known no more",
    input: Nothing,
    handle: (ctx, customer) => people.askOwnErasure(ctx, whose(customer)),
  }),
];
