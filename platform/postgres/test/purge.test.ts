import { setTimeout as pause } from "node:timers/promises";
import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { purge } from "../src/index.ts";

const schemas = [{ name: "shelf", migrations: new URL("fixture/shelf/", import.meta.url) }];
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase(schemas);
});
afterAll(() => db.close());

const size = () =>
  db.asOwner(async (sql) => {
    const { n } = await sql.one<{ n: number }>("select pg_relation_size('shelf.thing')::int as n");
    return n;
  });
const remembered = () =>
  db.asOwner((sql) =>
    sql.rows<object>(
      "select from pg_stats where schemaname = 'shelf' and most_common_vals::text like '%secret%'",
    ),
  );

test("PG46 what was deleted takes no place any more, and the planner remembers none of its values", async () => {
  await db.asOwner((sql) =>
    sql.run(`insert into shelf.thing (tenant, name, big, at, day, price)
      select '00000000-0000-7000-8000-00000000000a', 'secret ' || n % 5, n, now(), current_date, 1
        from generate_series(1, 2000) n`),
  );
  await db.asOwner((sql) => sql.run("analyze shelf.thing"));
  expect(await remembered()).toHaveLength(1);
  await db.asOwner((sql) => sql.run("delete from shelf.thing"));
  expect(await size()).toBeGreaterThan(0);
  await purge(db.ownerUrl);
  expect(await size()).toBe(0);
  expect(await remembered()).toEqual([]);
});

test("PG46 a write under way in another database of the same Postgres is waited for too", async () => {
  const other = await openTestDatabase(schemas);
  try {
    const thing = `insert into shelf.thing (tenant, name, big, at, day, price)
      select '00000000-0000-7000-8000-00000000000a', 'thing ' || n, n, now(), current_date, 1
        from generate_series(1, 2000) n`;
    const begun = Promise.withResolvers<void>();
    const writing = other.asOwner(async (sql) => {
      await sql.run(thing);
      begun.resolve();
      await pause(1_500);
    });
    await begun.promise;
    await db.asOwner((sql) => sql.run(thing));
    await db.asOwner((sql) => sql.run("delete from shelf.thing"));
    await purge(db.ownerUrl);
    expect(await size()).toBe(0);
    await writing;
  } finally {
    await other.close();
  }
});
