import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Allowed,
  crossings,
  openTestDatabase,
  survey,
  type TestDatabase,
} from "../src/index.ts";

const NOTHING: Allowed = {
  functions: {},
  tables: { "zhongshu.migration": "no tenant's: the list of migrations" },
  policies: {},
  foreign: ["auth", "jobs"],
};
const schema = { name: "shop", migrations: new URL("fixture/shop/", import.meta.url) };
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());

const COLUMNS =
  "tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid";
const tenantOnly = "tenant = nullif(current_setting('app.tenant', true), '')::uuid";

/** Makes a breach, surveys, and undoes it. */
async function faultsAfter(breach: string): Promise<readonly string[]> {
  let faults: readonly string[] = [];
  const undo = new Error("undo");
  await database
    .asOwner(async (sql) => {
      for (const statement of breach.split(";;")) await sql.run(statement);
      faults = (await survey(sql, NOTHING)).faults;
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return faults;
}

test("PG30 the survey finds nothing where everything is protected, and has seen the tables", async () => {
  const found = await database.asOwner((sql) => survey(sql, NOTHING));
  expect(found.faults).toEqual([]);
  expect(found.tables.map((t) => t.name)).toEqual(["order_line", "price"]);
});

test.each([
  ["a bare table", "create table shop.bare (id int primary key)", /bare: no column/],
  [
    "a table without policies",
    `create table shop.bare (${COLUMNS}, primary key (tenant))`,
    /bare: row-level security/,
  ],
  [
    "security not forced",
    "alter table shop.price no force row level security",
    /price: row-level security/,
  ],
  [
    "a policy that forgets writing",
    `drop policy tenant on shop.price;;create policy tenant on shop.price using (${tenantOnly}) with check (true)`,
    /price: no policy/,
  ],
  [
    "a policy without nullif",
    "drop policy tenant on shop.price;;create policy tenant on shop.price using (tenant = current_setting('app.tenant')::uuid)",
    /price: no policy/,
  ],
  [
    "a second, open policy",
    "create policy wide on shop.price for select using (true)",
    /wide opens rows/,
  ],
  [
    "a view with its owner's eyes",
    "create view shop.all_prices as select * from shop.price;;grant select on shop.all_prices to zhongshu_app",
    /all_prices: a view/,
  ],
  [
    "a materialised view",
    "create materialized view shop.m as select * from shop.price;;grant select on shop.m to zhongshu_app",
    /shop.m: nothing can/,
  ],
  [
    "a sequence",
    "create sequence shop.s;;grant usage on sequence shop.s to zhongshu_app",
    /shop.s: nothing can/,
  ],
  [
    "a function with its owner's rights",
    "create function shop.f() returns int language sql security definer as 'select 1'",
    /runs with its owner/,
  ],
  ["truncate", "grant truncate on shop.price to zhongshu_app", /may TRUNCATE/],
  ["a grant to everybody", "grant references on shop.price to public", /may REFERENCES/],
  [
    "ownership",
    "grant create on schema shop to zhongshu_app;;alter table shop.price owner to zhongshu_app",
    /the app owns table shop.price/,
  ],
  ["membership", "grant pg_read_all_data to zhongshu_app", /is a member of pg_read_all_data/],
  [
    "an open partition",
    `create table shop.part (${COLUMNS}, primary key (tenant)) partition by hash (tenant);;select zhongshu.protect('shop.part');;create table shop.part_0 partition of shop.part for values with (modulus 1, remainder 0);;grant select on shop.part_0 to zhongshu_app`,
    /part_0: row-level security/,
  ],
  ["a way into auth", "grant usage on schema auth to zhongshu_app", /may enter schema auth/],
])("PG31 the survey tells of %s", async (_, breach, told) => {
  expect((await faultsAfter(breach)).join("\n")).toMatch(told);
});

test("PG32 nobody reaches another tenant's rows, whatever the columns and checks", async () => {
  const { tables } = await database.asOwner((sql) => survey(sql, NOTHING));
  for (const table of tables) expect(await crossings(database, table)).toEqual([]);
});

test("PG33 crossing is noticed where a policy lets it happen", async () => {
  await database.asOwner((sql) =>
    sql.run("create policy wide on shop.order_line using (true) with check (true)"),
  );
  const { tables } = await database.asOwner((sql) => survey(sql, NOTHING));
  const [lines] = tables;
  if (lines === undefined) throw new Error("The table is gone");
  await database.asOwner((sql) => sql.run("truncate shop.order_line"));
  const faults = await crossings(database, lines);
  expect(faults).toContain("shop.order_line: another tenant could read");
  expect(faults).toContain("shop.order_line: no tenant could remove");
  expect(faults).toContain("shop.order_line: a row could be given to another tenant");
});
