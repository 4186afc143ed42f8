export * from "./assign.ts";
export * from "./hold-out.ts";
