import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { asTenant, migrate, openPool, openPostgres } from "../src/index.ts";

const schemas = [{ name: "shelf", migrations: new URL("fixture/shelf/", import.meta.url) }];
const BOSS = "given_boss";
const PLAIN = "given_plain";
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let admin: Client;
const as = (role: string, name: string): string => {
  const url = new URL(inject("postgresUrl"));
  url.username = role;
  url.password = `word-of-${role}`;
  url.pathname = `/${name}`;
  return url.href;
};

beforeAll(async () => {
  database = await openTestDatabase([]);
  admin = new Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  await admin.query(`create role ${PLAIN} login password 'word-of-${PLAIN}'`);
});
afterAll(async () => {
  await admin.query(`drop role ${PLAIN}`);
  await admin.end();
  await database.close();
});

const code = (wanted: string) => ({ refusal: { code: `database.${wanted}` } });

test("PG17 DATABASE_URL is used as it is, several processes at once, and stop leaves it running", async () => {
  const url = database.ownerUrl;
  const both = await Promise.all(
    [1, 2].map(() => openPostgres({ dataDir: "/nowhere", databaseUrl: url })),
  );
  expect(both.map((p) => p.appUrl)).toEqual([both[0]?.appUrl, both[0]?.appUrl]);
  await both[0]?.stop();
  await migrateFresh(url);
  const pool = openPool({ url: both[1]?.appUrl ?? "" });
  await asTenant(pool)(testSeal(), ({ sql }) =>
    sql.run("insert into shelf.thing (name) values ('given')"),
  );
  await pool.end();
  expect(both[1]?.postmaster()).toBeNull();
});

const migrateFresh = (url: string) => migrate(url, schemas);

test("PG18 an address that cannot work is refused by its own name", async () => {
  const open = (databaseUrl: string) => openPostgres({ dataDir: "/nowhere", databaseUrl });
  const url = new URL(database.ownerUrl);
  await expect(open("mysql://a:b@c/d")).rejects.toMatchObject(code("bad-url"));
  await expect(open("nonsense")).rejects.toMatchObject(code("bad-url"));
  await expect(open(`postgres://someone@${url.host}/x`)).rejects.toMatchObject(code("bad-url"));
  await expect(open(as(BOSS, "postgres"))).rejects.toMatchObject(code("unreachable"));
  await expect(open(as(PLAIN, "postgres"))).rejects.toMatchObject(code("not-allowed"));
});
