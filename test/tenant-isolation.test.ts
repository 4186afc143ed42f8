import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DomainSchema } from "@zhongshu/kernel";
import {
  type Allowed,
  crossings,
  openTestDatabase,
  survey,
  type TestDatabase,
} from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemasOfTheHouse } from "./schemas.ts";

// The written list of the law in docs: what stands outside, and why.
const ALLOWED: Allowed = {
  tables: {
    "zhongshu.migration": "belongs to no tenant: which migrations the database has had",
  },
  policies: {
    "tenancy.member/bearer":
      "a signed-in user finds their own memberships before a tenant is known",
    "tenancy.member_shop/bearer": "… and the shops those memberships are limited to",
    "tenancy.shop/bearer": "… and the shops of their organisations, for the switcher",
    "tenancy.organisation/bearer": "… and the names of those organisations",
    "tenancy.organisation/caretaker":
      "background work and the command line learn which organisations there are",
    "tenancy.shop/caretaker": "… and which shops they have; nothing inside them",
    "tenancy.write_key/bearer":
      "the holder of a key finds the tenant of exactly that key by its hash",
  },
  functions: {
    "tenancy.unname(uuid[],uuid[])":
      "erasing somebody takes their name out of the audit's entries, of this tenant alone; nothing else of an entry changes",
  },
  foreign: ["auth", "jobs"],
};

let database: TestDatabase;
let schemas: readonly DomainSchema[];
beforeAll(async () => {
  schemas = await schemasOfTheHouse();
  database = await openTestDatabase(schemas);
});
afterAll(() => database.close());

test("PG34 every table of the house is protected by row-level security or on the list", async () => {
  const withFiles = readdirSync("domains").filter((d) =>
    existsSync(join("domains", d, "migrations")),
  );
  expect(schemas.map(({ name }) => name).toSorted()).toEqual(withFiles.toSorted());
  const { faults, tables } = await database.asOwner((sql) => survey(sql, ALLOWED));
  expect(faults).toEqual([]);
  expect(schemas.length).toBeGreaterThanOrEqual(6);
  expect(tables.length).toBeGreaterThanOrEqual(15);
});

test("PG35 no row of the house can be reached from another tenant, or from none", async () => {
  const { tables } = await database.asOwner((sql) => survey(sql, ALLOWED));
  const faults: string[] = [];
  for (const table of tables) faults.push(...(await crossings(database, table)));
  expect(faults).toEqual([]);
  expect(tables.length).toBeGreaterThanOrEqual(15);
}, 120_000);
