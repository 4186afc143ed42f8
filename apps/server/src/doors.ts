import { routes as brainRoutes } from "@zhongshu/brain";
import { routes as goodsRoutes } from "@zhongshu/goods";
import type { Auth, HttpOptions } from "@zhongshu/http";
import { routes as insightRoutes } from "@zhongshu/insight";
import { err, malformed, ok, type Route } from "@zhongshu/kernel";
import {
  importRoutes,
  routes as ledgerRoutes,
  lineageRoutes,
  MAX_BODY,
  qualityRoutes,
  refusedDownloads,
  upload,
} from "@zhongshu/ledger";
import { routes as ordersRoutes } from "@zhongshu/orders";
import { ownRoutes, routes as peopleRoutes } from "@zhongshu/people";
import {
  customerRoutes,
  entryRoutes,
  inboxLive,
  publicRoutes,
  routes as reachRoutes,
} from "@zhongshu/reach";
import { routes as tenancyRoutes } from "@zhongshu/tenancy";
import { NewShop } from "@zhongshu/tenancy/contract";
import type { System } from "./compose.ts";
import type { OwnDemo } from "./demo/own.ts";

/** All that the rooms offer to HTTP. */
export const allRoutes = (system: System): readonly Route[] => [
  ...tenancyRoutes(system.tenancy),
  ...ledgerRoutes(system.ledger),
  ...importRoutes(system.imports),
  ...lineageRoutes(system.lineage),
  ...qualityRoutes(system.quality),
  ...peopleRoutes(system.people),
  ...goodsRoutes(system.goods),
  ...ordersRoutes(system.orders, { namesOf: system.people.namesOf }),
  ...reachRoutes(system.reach),
  ...entryRoutes(system.inbox),
  ...brainRoutes(system.brain),
  ...insightRoutes(system.insight),
];

type CustomersDoor = Pick<
  HttpOptions,
  "customers" | "customersLive" | "publics" | "customerOf" | "throttle"
>;

/** Where customers come in: by their session, by a link, by a token. */
const customersDoor = ({ inbox, links, people }: System, { throttle }: Auth): CustomersDoor => ({
  customers: [...customerRoutes(inbox), ...ownRoutes(people)],
  customersLive: [inboxLive(inbox)],
  publics: publicRoutes(inbox, links),
  customerOf: inbox.customerOf,
  throttle,
});

type MembersDoor = Pick<
  HttpOptions,
  "asTenant" | "enter" | "auth" | "routes" | "persons" | "uploads" | "downloads" | "live" | "intake"
>;

type Clock = { now(): number; random(): number };

/** What a person may ask who has not entered a shop. */
const personsDoor = (
  { tenancy }: System,
  { now, random }: Clock,
  demo: OwnDemo,
): NonNullable<HttpOptions["persons"]> => [
  {
    method: "POST",
    path: "/me/demo",
    summary: "A shop with made-up customers and orders, to look around in",
    answer: (person) => demo.open(person),
  },
  {
    method: "POST",
    path: "/me/demo/removed",
    summary: "The demo goes, with every row of it",
    answer: (person) => demo.leave(person),
  },
  {
    method: "GET",
    path: "/me",
    summary: "Who is signed in, and every shop of theirs",
    answer: async (person) => ok(await tenancy.me(person)),
  },
  {
    method: "POST",
    path: "/me/shop",
    summary: "Open a shop of one's own, where that is allowed",
    answer: async (person, input) => {
      const asked = NewShop.safeParse(input);
      if (!asked.success) return err(malformed(asked.error.issues));
      return tenancy.openOwn(person, { ...asked.data, clock: { now: now(), random } });
    },
  },
];

/** What the HTTP edge is told of the rooms; the rest (address, pages) is the rim's. */
export const doorsOf = (
  system: System,
  auth: Auth,
  { clock, demo }: { readonly clock: Clock; readonly demo: OwnDemo },
): MembersDoor & CustomersDoor => ({
  ...customersDoor(system, auth),
  asTenant: system.asTenant,
  enter: system.tenancy.enter,
  auth,
  routes: allRoutes(system),
  persons: personsDoor(system, clock, demo),
  uploads: [upload(system.imports)],
  downloads: [...refusedDownloads(system.imports)],
  live: [
    {
      path: "/shops/:shop/events/live",
      permission: "events.read",
      follow: (seal, shop, signal) => system.ledger.follow(seal, shop, signal),
    },
  ],
  intake: { handle: system.ledger.intake, maxBody: MAX_BODY },
});
