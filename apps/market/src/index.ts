export { type CustomerVisit, customerOf } from "./client/customer.ts";
export { type ShopSystem, systemOf, type Told } from "./client/intake.ts";
export { type Member, memberOf } from "./client/member.ts";
export { introductions, toldOf } from "./client/telling.ts";
export { MarketFile, marketOf } from "./file.ts";
export { orderOf, type Pace, type ShopDoors, shoppers } from "./shoppers.ts";
export { type Act, live, type Today } from "./world/live.ts";
export { fatigueOf, type Message, type Reaction, react, spillsTo } from "./world/react.ts";
export { openWorld, type World } from "./world/world.ts";
