import { routes as brainRoutes } from "@zhongshu/brain";
import { routes as goodsRoutes } from "@zhongshu/goods";
import type { Auth, HttpOptions } from "@zhongshu/http";
import { routes as insightRoutes } from "@zhongshu/insight";
import { ok, type Route } from "@zhongshu/kernel";
import {
  importRoutes,
  routes as ledgerRoutes,
  lineageRoutes,
  MAX_BODY,
  qualityRoutes,
  refusedDownload,
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
import type { System } from "./compose.ts";

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

/** What the HTTP edge is told of the rooms; the rest (address, clock, pages) is the rim's. */
export const doorsOf = (system: System, auth: Auth): MembersDoor & CustomersDoor => ({
  ...customersDoor(system, auth),
  asTenant: system.asTenant,
  enter: system.tenancy.enter,
  auth,
  routes: allRoutes(system),
  persons: [
    {
      method: "GET",
      path: "/me",
      summary: "Who is signed in, and every shop of theirs",
      answer: async (person) => ok(await system.tenancy.me(person)),
    },
  ],
  uploads: [upload(system.imports)],
  downloads: [refusedDownload(system.imports)],
  live: [
    {
      path: "/shops/:shop/events/live",
      permission: "events.read",
      follow: (seal, shop, signal) => system.ledger.follow(seal, shop, signal),
    },
  ],
  intake: { handle: system.ledger.intake, maxBody: MAX_BODY },
});
