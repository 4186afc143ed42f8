import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const long = `export function f(): number {\n${"  let x = 1;\n".repeat(60)}  return x;\n}\n`;

/** One offender for each law, and what the linter must say of it. */
const OFFENDERS = {
  "domains/people/src/door.ts": {
    law: "domains meet through contracts",
    code: 'import { createOrders } from "@zhongshu/orders";\nexport const x = createOrders;\n',
    said: "through another's ./contract",
  },
  "domains/people/src/platform.ts": {
    law: "domains do not import platform",
    code: 'import { openPool } from "@zhongshu/postgres";\nexport const x = openPool;\n',
    said: "through another's ./contract",
  },
  "domains/people/src/tenancy.ts": {
    law: "nobody imports tenancy",
    code: 'import { Role } from "@zhongshu/tenancy/contract";\nexport const x = Role;\n',
    said: "Nobody imports tenancy",
  },
  "base/kernel/src/undeclared.ts": {
    law: "dependencies are declared",
    code: 'import { Hono } from "hono";\nexport const x = Hono;\n',
    said: "noUndeclaredDependencies",
  },
  "domains/people/src/cast.ts": {
    law: "no casts",
    code: "export const x = JSON.parse('1') as number;\n",
    said: "instead of casting",
  },
  "domains/people/src/time.ts": {
    law: "no ambient time",
    code: "export const x = Date.now();\n",
    said: "time and chance",
  },
  "domains/people/src/clock.ts": {
    law: "no ambient time, handed on either",
    code: "export const x = { clock: Date.now };\n",
    said: "time and chance",
  },
  "domains/people/src/today.ts": {
    law: "no ambient time, in the old way either",
    code: "export const x = Date();\n",
    said: "time and chance",
  },
  "domains/people/src/nanos.ts": {
    law: "no ambient time, from the process either",
    code: "export const x = process.hrtime.bigint();\n",
    said: "time and chance",
  },
  "domains/people/src/dice.ts": {
    law: "no ambient chance, from the browser's crypto either",
    code: "export const x = crypto.getRandomValues(new Uint8Array(4));\n",
    said: "time and chance",
  },
  "domains/people/src/trusting.ts": {
    law: "no casts away from null",
    code: "export const x = (a: number | null): number => a!;\n",
    said: "noNonNullAssertion",
  },
  "base/numerics/src/chance.ts": {
    law: "no ambient chance",
    code: "export const x = Math.random();\n",
    said: "time and chance",
  },
  "domains/people/src/any.ts": {
    law: "no any",
    code: "export const x = (y: any): number => y;\n",
    said: "noExplicitAny",
  },
  "domains/people/src/floating.ts": {
    law: "no floating promises",
    code: "const f = async (): Promise<void> => {};\nexport const x = (): void => {\n  f();\n};\n",
    said: "noFloatingPromises",
  },
  "domains/people/src/cycle-a.ts": {
    law: "no import cycles",
    code: 'import { b } from "./cycle-b.ts";\nexport const a = (): number => b();\n',
    said: "noImportCycles",
  },
  "domains/people/src/cycle-b.ts": {
    law: "no import cycles, from the other side",
    code: 'import { a } from "./cycle-a.ts";\nexport const b = (): number => a();\n',
    said: "noImportCycles",
  },
  "domains/people/src/long.ts": {
    law: "functions stay under 50 lines",
    code: long,
    said: "noExcessiveLinesPerFunction",
  },
  "domains/people/src/wide.ts": {
    law: "functions take at most four parameters",
    code: "export const x = (a: 1, b: 1, c: 1, d: 1, e: 1): number => a + b + c + d + e;\n",
    said: "useMaxParams",
  },
  "domains/people/src/huge.ts": {
    law: "files stay under 400 lines",
    code: Array.from({ length: 420 }, (_, i) => `export const x${i} = ${i};\n`).join(""),
    said: "noExcessiveLinesPerFile",
  },
} as const;

const INNOCENT = "domains/people/src/innocent.ts";
let copy = "";

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "zhongshu-laws-"));
  for (const file of ["biome.json", "lint", "package.json", "tsconfig.json", "tsconfig.base.json"])
    cpSync(file, join(copy, file), { recursive: true });
  for (const room of ["base/kernel", "base/numerics", "domains/people"])
    cpSync(join(room, "package.json"), join(copy, room, "package.json"), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  const put = (file: string, code: string): void => {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), code);
  };
  for (const [file, { code }] of Object.entries(OFFENDERS)) put(file, code);
  put(INNOCENT, "export const x = (a: number): number => a + 1;\n");
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the linter says of one file of the copy. */
function lint(file: string): { readonly failed: boolean; readonly said: string } {
  const biome = resolve("node_modules/.bin/biome");
  const run = spawnSync(biome, ["lint", file], { cwd: copy, encoding: "utf8" });
  return { failed: run.status !== 0, said: run.stdout + run.stderr };
}

test.each(Object.entries(OFFENDERS))("%s is refused", (file, { said }) => {
  const result = lint(file);
  expect(result.said).toContain("Checked 1 file");
  expect(result.said).toContain(said);
  expect(result.failed).toBe(true);
});

test("an innocent file passes", () => {
  const result = lint(INNOCENT);
  expect(result.said).toContain("Checked 1 file");
  expect(result.failed).toBe(false);
});
