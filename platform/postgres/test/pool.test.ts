import { tenantId } from "@zhongshu/kernel";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
const schema = { name: "shelf", migrations: new URL("fixture/shelf/", import.meta.url) };

beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());

const other = tenantId("00000000-0000-7000-8000-00000000000b");

test("PG20 a tenant sees its own rows and no other's, and no tenant sees nothing", async () => {
  await database.asTenant(testSeal(), ({ sql }) =>
    sql.run("insert into shelf.thing (name) values ($1), ($2)", ["茶", "杯"]),
  );
  const names = "select name from shelf.thing order by name";
  expect(await database.asTenant(testSeal(), ({ sql }) => sql.rows(names))).toHaveLength(2);
  expect(
    await database.asTenant(testSeal({ tenant: other }), ({ sql }) => sql.rows(names)),
  ).toEqual([]);
  expect(await database.pool.transaction({}, (sql) => sql.rows(names))).toEqual([]);
});
