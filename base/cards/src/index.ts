export * from "./card.ts";
export * from "./paid.ts";
export * from "./plain.ts";
export * from "./plain-report.ts";
export * from "./report.ts";
