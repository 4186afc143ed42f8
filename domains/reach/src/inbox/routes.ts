import {
  type Customer,
  type CustomerRoute,
  customerRoute,
  MINUTE,
  ok,
  type PublicRoute,
  profileId,
  publicRoute,
  type Route,
  route,
  shopId,
} from "@zhongshu/kernel";
import { z } from "zod";
import { PURPOSES } from "../consent/wording.ts";
import type { Links } from "../link/links.ts";
import { NO_ENTRY, NO_LINK } from "../refusals.ts";
import type { InboxRoom } from "./inbox.ts";

const whose = ({ shop, profile }: Customer) => ({ shop, profile });
const Nothing = z.object({});
const Coded = z.object({ code: z.string().max(200) });

/** What a member may ask for a customer. */
export const entryRoutes = (inbox: InboxRoom): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/people/:profile/entry",
    permission: "people.write",
    summary: "A link into this customer's inbox that works once",
    input: z.object({
      shop: z.uuid().toLowerCase().transform(shopId),
      profile: z.uuid().toLowerCase().transform(profileId),
    }),
    handle: inbox.invite,
  }),
];

/** What customers may ask of their own inbox. */
export const customerRoutes = (inbox: InboxRoom): readonly CustomerRoute[] => [
  customerRoute({
    method: "GET",
    path: "/inbox",
    summary: "The customer's own inbox",
    input: Nothing,
    handle: (ctx, customer) => inbox.read(ctx, whose(customer)),
  }),
  customerRoute({
    method: "POST",
    path: "/inbox/:message/opened",
    summary: "The customer has this message before their eyes; counts once",
    input: z.object({ message: z.uuid().toLowerCase() }),
    handle: (ctx, customer, { message }) => inbox.opened(ctx, { ...whose(customer), message }),
  }),
  customerRoute({
    method: "POST",
    path: "/inbox/opt-out",
    summary: "The customer wants no more suggestions, or notices, or wants them again",
    input: z.object({
      on: z.boolean(),
      purpose: z.enum(PURPOSES).default("marketing"),
      words: z.int().nullable().default(null),
    }),
    handle: (ctx, customer, said) => inbox.optOut(ctx, { ...whose(customer), ...said }),
  }),
  customerRoute({
    method: "GET",
    path: "/inbox/consents",
    summary: "What the customer said of being written to, with what proves it",
    input: Nothing,
    handle: async (ctx, customer) => ok(await inbox.consents(ctx, whose(customer))),
  }),
];

/** New messages as they come. */
export const inboxLive = (inbox: InboxRoom) => ({
  path: "/inbox/live",
  summary: "What lies in the inbox, then each message as it comes (SSE)",
  follow: inbox.follow,
});

/** What anybody may ask who was given a link or a token. */
export const publicRoutes = (inbox: InboxRoom, links: Links): readonly PublicRoute[] => [
  publicRoute({
    method: "POST",
    path: "/inbox/enter",
    summary: "Exchange a token that works once for a session",
    input: z.object({ token: z.string().max(200) }),
    unknown: NO_ENTRY,
    limit: { times: 60, periodMs: 10 * MINUTE, forgiving: true },
    tenantOf: ({ token }) => inbox.tenantOf(token),
    async handle(ctx, caller, { token }) {
      const entered = await inbox.enter(ctx, { token, caller });
      if (!entered.ok) return entered;
      const { session } = entered.value;
      return ok({ body: {}, ...(session === null ? {} : { session }) });
    },
  }),
  publicRoute({
    method: "GET",
    path: "/l/:code",
    summary: "Where a link leads, as it stands now",
    input: Coded,
    unknown: NO_LINK,
    limit: null,
    tenantOf: ({ code }) => links.tenantOf(code),
    async handle(ctx, _, { code }) {
      const target = await links.target(ctx, code);
      return target.ok ? ok({ body: target.value }) : target;
    },
  }),
  publicRoute({
    method: "POST",
    path: "/l/:code/seen",
    summary: "The page's beacon: somebody has really looked at it",
    input: Coded,
    unknown: NO_LINK,
    asksUser: true,
    // Each new visitor is a click, so whoever is nobody we know cannot be many from one place.
    limit: { times: 20, periodMs: 10 * MINUTE, forgiving: false },
    tenantOf: ({ code }) => links.tenantOf(code),
    async handle(ctx, caller, { code }) {
      const seen = await links.seen(ctx, { code, caller });
      if (!seen.ok) return seen;
      const { counted, visitor } = seen.value;
      return ok({ body: { counted }, ...(visitor === null ? {} : { visitor }) });
    },
  }),
];
