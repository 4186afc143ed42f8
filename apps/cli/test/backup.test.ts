import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { schema } from "@zhongshu/ledger";
import { migrate, openPool, openPostgres, scratchFolder } from "@zhongshu/postgres";
import { expect, test } from "vitest";
import { backupTo } from "../src/admin/backup.ts";
import { restoreFrom } from "../src/admin/restore.ts";

const INSERT = `insert into ledger.event (tenant, shop, message_id, type, version, at, received_at, properties)
  select gen_random_uuid(), gen_random_uuid(), 'm' || n, 'page_viewed', 1, now(), now(), '{}' from generate_series(1, 100) n`;

test("PG40 backup beside the running app, restore into an empty folder", async () => {
  const folder = await scratchFolder("cli-backup");
  const [here, there, file] = [join(folder, "here"), join(folder, "there"), join(folder, "file")];
  const owner = async (url: string, text: string) => {
    const pool = openPool({ url, max: 1 });
    return pool.transaction({}, (sql) => sql.rows(text)).finally(() => pool.end());
  };
  const app = await openPostgres({ dataDir: here, durable: false });
  await migrate(app.ownerUrl, [schema]);
  await owner(app.ownerUrl, INSERT);
  const saved = await backupTo({ file, dataDir: here, now: 5 });
  expect(saved.rows).toBeGreaterThanOrEqual(100);
  const args = {
    file,
    schemas: [schema],
    fresh: false,
    replace: false,
    makeOthers: async () => undefined,
  };
  await expect(restoreFrom({ ...args, dataDir: here })).rejects.toMatchObject({
    refusal: { code: "database.folder-in-use" },
  });
  const back = await restoreFrom({ ...args, dataDir: there });
  expect(back).toEqual({ ...saved, at: 5 });
  const copy = await openPostgres({ dataDir: there, durable: false });
  const all = "select * from ledger.event order by message_id, tenant";
  expect(await owner(copy.ownerUrl, all)).toEqual(await owner(app.ownerUrl, all));
  await Promise.all([app.remove(), copy.remove()]);
  await rm(folder, { recursive: true });
}, 60_000);

test("PG42 a file that is missing or damaged is named as such, and takes nothing away, not even with --fresh", async () => {
  const folder = await scratchFolder("cli-restore");
  const [dataDir, bad] = [join(folder, "data"), join(folder, "bad")];
  const first = await openPostgres({ dataDir, durable: false });
  await migrate(first.ownerUrl, [schema]);
  const count = async (url: string) => {
    const pool = openPool({ url, max: 1 });
    const rows = await pool.transaction({}, async (sql) => {
      return sql.one<{ n: number }>("select count(*) as n from ledger.event");
    });
    await pool.end();
    return rows.n;
  };
  const pool = openPool({ url: first.ownerUrl, max: 1 });
  await pool.transaction({}, (sql) => sql.rows(INSERT));
  await pool.end();
  await first.stop();
  await writeFile(bad, "no backup at all");
  for (const [file, code] of [
    [join(folder, "nowhere"), "database.backup-unreadable"],
    [folder, "database.backup-unreadable"],
    [bad, "database.backup-damaged"],
  ] as const)
    for (const fresh of [true, false])
      await expect(
        restoreFrom({
          ...{ file, dataDir, fresh, replace: !fresh, schemas: [schema] },
          makeOthers: async () => undefined,
        }),
      ).rejects.toMatchObject({ refusal: { code } });
  const again = await openPostgres({ dataDir, durable: false });
  expect(await count(again.ownerUrl)).toBe(100);
  await again.remove();
  await rm(folder, { recursive: true });
}, 60_000);
