import { evalDue } from "./due/due.ts";
await evalDue(process.argv.slice(2), { line: console.log });
