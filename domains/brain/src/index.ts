import type { DomainSchema } from "@zhongshu/kernel";

export const schema: DomainSchema = {
  name: "brain",
  migrations: new URL("../migrations/", import.meta.url),
};
export { type Brain, createBrain } from "./brain.ts";
export { nationalPromotions } from "./calendar/calendar.ts";
export { came, dueAgain } from "./due/due.ts";
export { type Bought, gather } from "./due/spells.ts";
export { forgetting } from "./forget.ts";
export type { BrainPorts, Offer } from "./ports.ts";
export type { Earning, Measured } from "./report/facts.ts";
export { liftHere, liftPooled } from "./report/lift.ts";
export { resultOf } from "./report/result.ts";
export { COOL_DOWN_DAYS, notLately, risingTopic } from "./rising/cool-down.ts";
export { type Community, type Rise, risesIn } from "./rising/rising.ts";
export { WINDOW_DAYS, type Window } from "./rising/window.ts";
export { routes } from "./routes.ts";
export type { Rests } from "./show/rests.ts";
export { partLeftOut } from "./tap/plan.ts";
