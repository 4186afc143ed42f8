export * from "./database.ts";
export { crossings } from "./isolation/cross.ts";
export { type Allowed, survey } from "./isolation/survey.ts";
export * from "./seal.ts";
export * from "./browser.ts";
export * from "./page-server.ts";
