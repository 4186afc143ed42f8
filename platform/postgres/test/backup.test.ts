import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestDatabase, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backup, openPool, restore } from "../src/index.ts";

const schemas = [{ name: "shelf", migrations: new URL("fixture/shelf/", import.meta.url) }];
let source: TestDatabase;
let folder: string;
let file: string;

beforeAll(async () => {
  source = await openTestDatabase(schemas);
  folder = await mkdtemp(join(tmpdir(), "zhongshu-backup-"));
  file = join(folder, "all.backup");
  await source.asOwner(async (sql) => {
    await sql.run(`create table auth.session (id text primary key, note text)`);
    await sql.run(
      `insert into auth.session values ('s1', E'tab\\there\\nline \\\\ end'), ('s2', null)`,
    );
    await sql.run(`insert into shelf.thing (tenant, name, big, at, day, price)
      select case when n % 2 = 0 then '00000000-0000-7000-8000-00000000000a'::uuid
        else '00000000-0000-7000-8000-00000000000b' end, '茶 ' || n, n, now(), current_date, n / 7.0
      from generate_series(1, 50000) n`);
  });
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

const TABLES = ["auth.session", "shelf.thing"];
const HASH = (table: string) =>
  `select count(*) as rows, md5(coalesce(string_agg(md5(t::text), '' order by t::text), '')) as md5 from ${table} t`;

/** The hash of every row of every table, as `begin` made the transaction see them. */
async function hashes(url: string, snapshot?: string): Promise<readonly object[]> {
  const pool = openPool({ url, max: 1 });
  try {
    return await pool.transaction({}, async (sql) => {
      if (snapshot !== undefined) {
        await sql.run("set transaction isolation level repeatable read");
        await sql.run(`set transaction snapshot '${snapshot}'`);
      }
      return Promise.all(TABLES.map((table) => sql.one(HASH(table))));
    });
  } finally {
    await pool.end();
  }
}

/** An empty database in which others have made their tables already. */
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await openTestDatabase(schemas);
  await database.asOwner((sql) =>
    sql.run("create table auth.session (id text primary key, note text)"),
  );
  return database;
}

test("PG40 what is restored equals the snapshot, row by row, though writing went on", async () => {
  const pen: { writing: boolean } = { writing: true };
  const writer = (async () => {
    let written = 0;
    for (; pen.writing; written += 1) {
      await source.asOwner(async (sql) => {
        await sql.run(
          "insert into shelf.thing (tenant, name) values (gen_random_uuid(), 'meanwhile')",
        );
        await sql.run("update shelf.thing set big = big + 1 where id = 1 + (random() * 1000)::int");
        await sql.run("insert into auth.session values (gen_random_uuid()::text, 'meanwhile')");
      });
    }
    return written;
  })();
  let then: readonly object[] = [];
  const report = await backup({
    ownerUrl: source.ownerUrl,
    file,
    at: TEST_NOW,
    onSnapshot: async (id) => {
      then = await hashes(source.ownerUrl, id);
    },
  });
  pen.writing = false;
  expect(await writer).toBeGreaterThan(3);
  expect(report.rows).toBeGreaterThanOrEqual(50_002);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const target = await emptyDatabase();
  expect(await restore({ ownerUrl: target.ownerUrl, file, schemas, replace: false })).toEqual({
    ...report,
    at: TEST_NOW,
  });
  expect(await hashes(target.ownerUrl)).toEqual(then);
  expect(await hashes(source.ownerUrl)).not.toEqual(then);
  // Identities go on after the highest, and the tenants are still kept apart.
  const next =
    "insert into shelf.thing (tenant, name) values (gen_random_uuid(), 'next') returning id";
  const { id } = await target.asOwner((sql) => sql.one<{ id: number }>(next));
  expect(id).toBeGreaterThan(50_000);
  expect(await target.pool.transaction({}, (sql) => sql.rows("select from shelf.thing"))).toEqual(
    [],
  );
  await target.close();
});

test("PG41 a database that holds something is refused, unless it is to be replaced", async () => {
  const target = await emptyDatabase();
  await target.asOwner((sql) => sql.run("insert into auth.session values ('mine', 'kept')"));
  const into = { ownerUrl: target.ownerUrl, file, schemas };
  await expect(restore({ ...into, replace: false })).rejects.toMatchObject({
    refusal: { code: "database.not-empty" },
  });
  expect(await target.asOwner((sql) => sql.rows("select id from auth.session"))).toEqual([
    { id: "mine" },
  ]);
  await restore({ ...into, replace: true });
  expect(
    await target.asOwner((sql) => sql.rows("select from auth.session where id = 'mine'")),
  ).toEqual([]);
  await target.close();
});

test("PG42 a file that was cut, or differs by a bit, is refused before anything is touched", async () => {
  const whole = await readFile(file);
  const target = await emptyDatabase();
  await target.asOwner((sql) => sql.run("insert into auth.session values ('mine', 'kept')"));
  const bent = Buffer.from(whole);
  bent[Math.floor(bent.length / 2)] = (bent[Math.floor(bent.length / 2)] ?? 0) ^ 1;
  const broken = [
    whole.subarray(0, -1),
    whole.subarray(0, whole.length / 2),
    whole.subarray(0, 0),
    bent,
    Buffer.from("not gzip"),
  ];
  for (const [index, bytes] of broken.entries()) {
    const path = join(folder, `broken-${index}`);
    await writeFile(path, bytes);
    await expect(
      restore({ ownerUrl: target.ownerUrl, file: path, schemas, replace: true }),
    ).rejects.toMatchObject({ refusal: { code: "database.backup-damaged" } });
  }
  expect(await target.asOwner((sql) => sql.rows("select id from auth.session"))).toEqual([
    { id: "mine" },
  ]);
  await target.close();
});

test("PG43 a backup from before a migration is brought forward to today", async () => {
  const later = [{ name: "shelf", migrations: new URL("fixture/shelf-later/", import.meta.url) }];
  const target = await openTestDatabase(later);
  await target.asOwner((sql) =>
    sql.run("create table auth.session (id text primary key, note text)"),
  );
  await restore({ ownerUrl: target.ownerUrl, file, schemas: later, replace: false });
  const { labelled } = await target.asOwner((sql) =>
    sql.one<{ labelled: number }>(
      "select count(*) as labelled from shelf.thing where label = 'was ' || name",
    ),
  );
  expect(labelled).toBeGreaterThanOrEqual(50_000);
  const back = { ownerUrl: target.ownerUrl, at: TEST_NOW, file: join(folder, "later") };
  await backup(back);
  await expect(
    restore({ ownerUrl: target.ownerUrl, file: back.file, schemas, replace: true }),
  ).rejects.toMatchObject({ refusal: { code: "database.newer-than-code" } });
  await target.close();
});

test("PG44 no half-written file is left under the name when a backup fails", async () => {
  const path = join(folder, "failed");
  await expect(
    backup({
      ownerUrl: source.ownerUrl,
      file: path,
      at: TEST_NOW,
      onSnapshot: () => Promise.reject(new Error("cut")),
    }),
  ).rejects.toThrow("cut");
  await expect(stat(path)).rejects.toThrow("ENOENT");
});
