export * from "./ask.ts";
export * from "./read.ts";
