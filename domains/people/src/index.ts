import type { DomainSchema } from "@zhongshu/kernel";

export const schema: DomainSchema = {
  name: "people",
  migrations: new URL("../migrations/", import.meta.url),
};
export { TOUCHES } from "./attention/touches.ts";
export { forgetting } from "./erasure/own.ts";
export { createPeople, type People } from "./people.ts";
export type { Attention, Join, Membership, Move, PeoplePorts, Purchases } from "./ports.ts";
export { type LawAsk, lawOf } from "./reckoning/market.ts";
export { ownRoutes } from "./rights-routes.ts";
export { routes } from "./routes.ts";
export type { Law } from "./tag/facts.ts";
