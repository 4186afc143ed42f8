import type { DomainSchema } from "@zhongshu/kernel";

export { forgetting } from "./forget.ts";
export { createOrders, type Orders } from "./orders.ts";
export type { LineHistory } from "./reading/histories.ts";
export type { Outcome, OutcomesAsked } from "./reading/outcomes.ts";
export type { Bought, Opened, Purchase } from "./reading/purchases.ts";
export { routes } from "./routes.ts";

export const schema: DomainSchema = {
  name: "orders",
  migrations: new URL("../migrations/", import.meta.url),
};
