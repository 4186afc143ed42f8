export * from "./browser.ts";
export { catalogueOf } from "./catalogue.ts";
export * from "./database.ts";
export { crossings, plant } from "./isolation/cross.ts";
export { type Allowed, survey } from "./isolation/survey.ts";
export * from "./model-service.ts";
export * from "./page-server.ts";
export * from "./seal.ts";
export { zip } from "./zip.ts";
