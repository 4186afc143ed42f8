import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openTestDatabase } from "@zhongshu/testing";
import { expect, test } from "vitest";
import { migrate } from "../src/index.ts";

const TABLE =
  "create table step.one (tenant uuid primary key); select zhongshu.protect('step.one');";

async function withFolder(
  work: (
    write: (name: string, text: string) => Promise<void>,
    schema: { name: string; migrations: URL },
  ) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), "zhongshu-migrate-"));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  await write("0001-one.sql", TABLE);
  await work(write, {
    name: "step",
    migrations: new URL(`${pathToFileURL(folder).href}/`),
  }).finally(() => rm(folder, { recursive: true }));
}

test("PG14 new files are run once, in order, all or none", () =>
  withFolder(async (write, schema) => {
    const database = await openTestDatabase([schema]);
    expect(await migrate(database.ownerUrl, [schema])).toEqual([]);
    await write("0002-two.sql", "alter table step.one add column two int");
    await write("0003-three.sql", "alter table step.one add column three nonsense");
    await expect(migrate(database.ownerUrl, [schema])).rejects.toThrow(
      /step\/0003-three.sql failed.*nonsense/,
    );
    const columns =
      "select attname from pg_attribute where attrelid = 'step.one'::regclass and attname = 'two'";
    expect(await database.asOwner((sql) => sql.rows(columns))).toEqual([]);
    await write("0003-three.sql", "alter table step.one add column three int");
    expect(await migrate(database.ownerUrl, [schema])).toEqual([
      "step/0002-two.sql",
      "step/0003-three.sql",
    ]);
    await database.close();
  }));

test("PG15 an edited file and a newer database are refused with what to do", () =>
  withFolder(async (write, schema) => {
    const database = await openTestDatabase([schema]);
    await write("0001-one.sql", `${TABLE} -- better`);
    await expect(migrate(database.ownerUrl, [schema])).rejects.toMatchObject({
      refusal: { code: "database.migration-edited" },
    });
    await write("0001-one.sql", TABLE);
    await write("0002-two.sql", "select 1");
    await migrate(database.ownerUrl, [schema]);
    await expect(migrate(database.ownerUrl, [])).rejects.toMatchObject({
      refusal: { code: "database.newer-than-code" },
    });
    await database.close();
  }));

test("PG16 several processes that migrate at once do it once", () =>
  withFolder(async (write, schema) => {
    const database = await openTestDatabase([schema]);
    await write(
      "0002-two.sql",
      "create table step.two (tenant uuid primary key); select zhongshu.protect('step.two');",
    );
    const done = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, [schema])));
    expect(done.flat()).toEqual(["step/0002-two.sql"]);
    await database.close();
  }));
