export { archive, type Files } from "./archive.ts";
export * from "./ask.ts";
export * from "./evidence.ts";
export * from "./read.ts";
export { type Cell, type Sheet, workbook } from "./xlsx.ts";
