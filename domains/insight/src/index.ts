import type { DomainSchema } from "@zhongshu/kernel";

export const schema: DomainSchema = {
  name: "insight",
  migrations: new URL("../migrations/", import.meta.url),
};
export { createInsight, type Insight } from "./insight.ts";
export { figureAsked, routes } from "./routes.ts";
