import type { DomainSchema } from "@zhongshu/kernel";

export const schema: DomainSchema = {
  name: "goods",
  migrations: new URL("../migrations/", import.meta.url),
};
export type { Offer } from "./catalogue/offer.ts";
export { createGoods, type Goods } from "./goods.ts";
export type { Audit, GoodsPorts } from "./ports.ts";
export type { PromotionDay } from "./promotion/store.ts";
export { routes } from "./routes.ts";
