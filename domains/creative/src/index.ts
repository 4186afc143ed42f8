import type { DomainSchema } from "@zhongshu/kernel";

export const schema: DomainSchema = {
  name: "creative",
  migrations: new URL("../migrations/", import.meta.url),
};
export { type Creative, createCreative } from "./creative.ts";
export { template } from "./grammar/templates.ts";
export type { CreativePorts, Writer } from "./ports.ts";
