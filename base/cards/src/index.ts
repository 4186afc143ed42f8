export * from "./card.ts";
export * from "./plain.ts";
