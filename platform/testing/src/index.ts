export * from "./database.ts";
export * from "./seal.ts";
