export * from "./counts.ts";
export * from "./histories.ts";
export * from "./normal.ts";
export * from "./random.ts";
export * from "./saddlepoint.ts";
export * from "./shrinkage.ts";
export * from "./survival.ts";
