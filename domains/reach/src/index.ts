export { projection } from "./communities/projection.ts";
export { forgetting } from "./forget.ts";
export { createInbox } from "./inbox/inbox.ts";
export { customerRoutes, entryRoutes, inboxLive, publicRoutes } from "./inbox/routes.ts";
export { createLinks } from "./link/links.ts";
export type { CustomerPorts, ReachPorts } from "./ports.ts";
export { createReach, type Reach } from "./reach.ts";
export { routes } from "./routes.ts";

/** Its tables, for the migrator. */
export const schema = {
  name: "reach",
  migrations: new URL("../migrations/", import.meta.url),
} as const;
