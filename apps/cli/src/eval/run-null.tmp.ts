import { evalNull } from "./null/index.ts";
await evalNull(process.argv.slice(2), { line: console.log });
