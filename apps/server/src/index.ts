export { background } from "./background.ts";
export { compose, type Rim, type System } from "./compose.ts";
export { listenOn } from "./listen.ts";
export { clock, type Opened, type OpenOptions, open, random } from "./open.ts";
export { SCHEMAS } from "./schemas.ts";
export { type StartOptions, start } from "./start.ts";
export { buildWeb } from "./web/build.ts";
