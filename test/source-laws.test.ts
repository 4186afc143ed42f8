import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { breaches, sources, tablesOf } from "./source.ts";

const all = sources();
const tables = tablesOf(all);

test("the laws that no linter sees hold in every file of the house", () => {
  expect(all.length).toBeGreaterThan(300);
  expect(tables.length).toBeGreaterThan(20);
  for (const domain of readdirSync("domains"))
    if (domain !== "guard")
      expect(
        tables.some((t) => t.startsWith(`${domain}.`)),
        domain,
      ).toBe(true);
  expect(all.flatMap((source) => breaches(source, tables))).toEqual([]);
});

/** One offender for each law. */
test.each([
  ["domains/people/src/a.ts", 'import { x } from "../../orders/src/index.ts";', "by its path"],
  ["domains/people/src/a.ts", 'export { x } from "../../orders/src/index.ts";', "by its path"],
  [
    "domains/people/src/a.ts",
    'const x = () => import("../../orders/src/index.ts");',
    "by its path",
  ],
  [
    "base/kernel/src/a.ts",
    'import { x } from "../../../domains/orders/src/index.ts";',
    "by its path",
  ],
  ["domains/people/src/a/b.ts", "const x = `select 1 from orders.line`;", "the table orders.line"],
  [
    "domains/people/migrations/0002-a.sql",
    "alter table orders.line add x int;",
    "the table orders.line",
  ],
  ["engines/trials/src/a.ts", 'const x = "delete from ledger.event";', "the table ledger.event"],
  [
    "platform/http/src/a.ts",
    'const x = "select 1 from tenancy.member";',
    "the table tenancy.member",
  ],
  ["engines/trials/src/a.ts", 'import type { Order } from "@zhongshu/orders/contract";', "by name"],
  ["domains/people/src/a.ts", "const { now } = Date;", "unpacks"],
  [
    "domains/people/src/a.ts",
    'import { createHash, randomBytes } from "node:crypto";',
    "node:crypto",
  ],
  [
    "domains/people/src/a.ts",
    "const x = `select 1 from people.profile where at < now()`;",
    "tell the time",
  ],
  [
    "domains/people/migrations/0002-a.sql",
    "create table people.x (id uuid default gen_random_uuid());",
    "draw lots",
  ],
  ["apps/cli/src/a.ts", "// @ts-expect-error\nconst x: number = '';", "silences"],
])("%s: %s is refused", (file, text, said) => {
  const [breach, ...more] = breaches({ file, text }, tables);
  expect(breach).toContain(said);
  expect(more).toEqual([]);
});
