export * from "./ask.ts";
export * from "./evidence.ts";
export * from "./read.ts";
