export { MarketFile, marketOf } from "./file.ts";
export { type Act, live, type Today } from "./world/live.ts";
export { fatigueOf, type Message, type Reaction, react, spillsTo } from "./world/react.ts";
export { openWorld, type World } from "./world/world.ts";
