export { type Category, WINDOW_DAYS, type Window, windowBefore } from "./rising/blocks.ts";
export { COOL_DOWN_DAYS, notLately, risingTopic } from "./rising/cool-down.ts";
export { type Community, type Rise, RULES, risesIn } from "./rising/rising.ts";
export { came, type DueAgain, dueAgain } from "./due/due.ts";
export { type Bought, dayNumber, gather } from "./due/spells.ts";
