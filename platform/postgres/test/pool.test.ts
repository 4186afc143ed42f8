import { setTimeout as pause } from "node:timers/promises";
import { tenantId } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asBearer } from "../src/index.ts";

let database: TestDatabase;
const schema = { name: "shelf", migrations: new URL("fixture/shelf/", import.meta.url) };
beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());

const other = tenantId("00000000-0000-7000-8000-00000000000b");
const NAMES = "select name from shelf.thing order by name";

test("PG20 a tenant sees its own rows and no other's, and no tenant sees nothing", async () => {
  await database.asTenant(testSeal(), ({ sql }) =>
    sql.run("insert into shelf.thing (name) values ($1), ($2)", ["茶", "杯"]),
  );
  expect(await database.asTenant(testSeal(), ({ sql }) => sql.rows(NAMES))).toHaveLength(2);
  expect(
    await database.asTenant(testSeal({ tenant: other }), ({ sql }) => sql.rows(NAMES)),
  ).toEqual([]);
  expect(await database.pool.transaction({}, (sql) => sql.rows(NAMES))).toEqual([]);
});

test("PG21 columns arrive as the port promises", async () => {
  const at = Date.UTC(2011, 8, 30, 4, 5, 6, 789);
  const row = await database.pool.transaction({}, (sql) =>
    sql.one(
      `select $1::int8 as big, to_timestamp($2 / 1000.0) as at, '2011-09-30'::date as day, 1.10::numeric as price,
        '{"a":[1]}'::jsonb as json, array[1, null]::int8[] as bigs, array[to_timestamp($2 / 1000.0)] as ats,
        '{}'::int8[] as none, array['a,b', null] as words, true as yes, '2011-09-30 12:00:00.5+05:30'::timestamptz as half`,
      [2 ** 53 - 1, at],
    ),
  );
  expect(row).toEqual({
    big: 2 ** 53 - 1,
    at,
    day: "2011-09-30",
    price: "1.10",
    json: { a: [1] },
    bigs: [1, null],
    ats: [at],
    none: [],
    words: ["a,b", null],
    yes: true,
    half: Date.UTC(2011, 8, 30, 6, 30, 0, 500),
  });
  const past = database.pool.transaction({}, (sql) => sql.one("select 9007199254740993 as big"));
  await expect(past).rejects.toThrow(/2\^53/);
});

test("PG22 nothing is committed when the work fails, not even when it hides the failure", async () => {
  const failing = database.asTenant(testSeal(), async ({ sql }) => {
    await sql.run("insert into shelf.thing (name) values ('never')");
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  const hiding = database.asTenant(testSeal(), async ({ sql }) => {
    await sql.run("insert into shelf.thing (name) values ('never')");
    await sql.run("select 1 / 0").catch(() => 0);
  });
  await expect(hiding).rejects.toThrow(/nothing was committed/);
  const kept = await database.asTenant(testSeal(), ({ sql }) => sql.rows(NAMES));
  expect(kept).not.toContainEqual({ name: "never" });
});

test("PG23 a transaction that is over cannot be used", async () => {
  const late = await database.asTenant(testSeal(), async ({ sql }) => sql);
  await expect(late.rows("select 1")).rejects.toThrow(/over/);
});

test("PG24 a stream reads in batches, with values, and may be left early", async () => {
  await database.asTenant(testSeal(), async ({ sql }) => {
    const sizes: number[] = [];
    for await (const rows of sql.stream("select g from generate_series(1, $1::int) g", [25], 10))
      sizes.push(rows.length);
    expect(sizes).toEqual([10, 10, 5]);
    for await (const rows of sql.stream("select g from generate_series(1, 100) g", [], 10)) {
      expect(rows).toHaveLength(10);
      break;
    }
    expect(await sql.rows("select name from pg_cursors")).toEqual([]);
  });
});

test("PG25 one, maybe and run count what they met", async () => {
  await database.pool.transaction({}, async (sql) => {
    await expect(sql.one("select 1 where false")).rejects.toThrow(/No row/);
    await expect(sql.one("select generate_series(1, 2)")).rejects.toThrow(/2 rows/);
    expect(await sql.maybe("select 1 where false")).toBeNull();
  });
  const added = await database.asTenant(testSeal(), ({ sql }) =>
    sql.run("insert into shelf.thing (name) values ('a'), ('b')"),
  );
  expect(added).toBe(2);
});

test("PG3 a connection that dies while it is lent out and silent fails its work, not the process", async () => {
  const dying = database.asTenant(testSeal(), async ({ sql }) => {
    const { pid } = await sql.one<{ pid: number }>("select pg_backend_pid() as pid");
    await database.asOwner((owner) => owner.rows("select pg_terminate_backend($1)", [pid]));
    await pause(100);
    await sql.run("insert into shelf.thing (name) values ('never')");
  });
  await expect(dying).rejects.toThrow();
  expect(await database.asTenant(testSeal(), ({ sql }) => sql.one("select 1 as n"))).toEqual({
    n: 1,
  });
});

test("PG26 a bearer has no tenant, and its settings end with its transaction", async () => {
  const look =
    "select current_setting('app.tenant', true) as tenant, current_setting('app.user', true) as who, current_setting('app.key_hash', true) as key";
  const bearer = { user: "it's me", keyHash: "abc" };
  const inside = await asBearer(database.pool, bearer, (sql) =>
    sql.one<{ tenant: string | null; who: string; key: string }>(look),
  );
  expect(inside).toMatchObject({ who: "it's me", key: "abc" });
  expect(inside.tenant ?? "").toBe("");
  const after = await database.pool.transaction({}, (sql) =>
    sql.rows<{ who: string | null }>(look),
  );
  expect(after.map((row) => row.who ?? "")).toEqual([""]);
});
