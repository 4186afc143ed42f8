import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { shopId } from "@zhongshu/kernel";
import { openPool, type Pool, scratchFolder } from "@zhongshu/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Opened, open } from "../src/open.ts";

let opened: Opened;
let folder: string;
let owner: Pool;
beforeAll(async () => {
  folder = await scratchFolder("own-demo");
  opened = await open({
    ...{ data: folder, fresh: true, databaseUrl: undefined, smsUrl: undefined, demo: true },
    ...{ baseUrl: "http://127.0.0.1:1", say: () => undefined, signUp: true },
  });
  owner = openPool({ url: opened.database.ownerUrl });
}, 120_000);
afterAll(async () => {
  await owner.end();
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as table
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
   where c.relkind in ('r', 'p') and not c.relispartition`;

/** Rows of a tenant in every table of the whole catalogue that has one; those that have none are left out. */
const rowsOf = (tenant: string): Promise<ReadonlyMap<string, number>> =>
  owner.transaction({ "app.tenant": tenant }, async (sql) => {
    const tables = await sql.rows<{ readonly table: string }>(TABLES, []);
    expect(tables.length).toBeGreaterThan(40);
    const found = new Map<string, number>();
    for (const { table } of tables) {
      const { n } = await sql.one<{ readonly n: number }>(
        `select count(*)::int as n from ${table} where tenant = $1`,
        [tenant],
      );
      if (n > 0) found.set(table, n);
    }
    return found;
  });

const person = async (phone: string) => ({ id: await opened.auth.ensureUser(phone), phone });

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

test("TE14 a demo opens with one tap, is one however often one taps, and leaves without a row, beside another's", async () => {
  const [lin, other] = [await person("+8613800000051"), await person("+8613800000052")];
  const shown = value(await opened.demo.open(lin));
  const [shop] = shown.shops;
  expect(shown).toMatchObject({ mayOpen: true, shops: [{ role: "admin" }] });
  expect(shop?.organisation.demo).toBe(true);
  const tenant = shop?.organisation.id ?? "";
  const before = await rowsOf(tenant);
  expect(before.get("ledger.event") ?? 0).toBeGreaterThan(1_000);
  expect(before.get("brain.card") ?? 0).toBeGreaterThan(0);
  const again = value(await opened.demo.open(lin));
  expect(again.shops).toHaveLength(1);
  expect((await rowsOf(tenant)).get("ledger.event")).toBe(before.get("ledger.event"));
  const theirs = value(await opened.demo.open(other)).shops[0]?.organisation.id ?? "";
  const beside = await rowsOf(theirs);

  const gone = value(await opened.demo.leave(lin));
  expect(gone).toMatchObject({ shops: [], mayOpen: true });
  expect(await rowsOf(tenant)).toEqual(new Map());
  expect(await rowsOf(theirs)).toEqual(beside);
  expect(await opened.demo.leave(lin)).toMatchObject({ error: { code: "shop.no-demo" } });
}, 120_000);

test("TE14 windows that open and leave a demo at once are heard one after the other", async () => {
  const mei = await person("+8613800000053");
  const { open, leave } = opened.demo;
  const answers = await Promise.all([open(mei), open(mei), leave(mei), open(mei), leave(mei)]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  expect(answers.map((each) => value(each).shops.length)).toEqual([1, 1, 0, 1, 0]);
  expect(await leave(mei)).toMatchObject({ error: { code: "shop.no-demo" } });
}, 120_000);

test("TE14 a removal that was broken off is finished at the next start, and meanwhile nobody enters", async () => {
  const lin = await person("+8613800000053");
  const [shop] = value(await opened.demo.open(lin)).shops;
  const tenant = shop?.organisation.id ?? "";
  const clock = { now: opened.clock(), random: Math.random };
  value(await opened.system.tenancy.leaveDemo(lin, clock));
  expect(await opened.system.tenancy.enter(lin, shop?.id ?? "", clock)).toBeNull();
  expect((await opened.system.directory()).map((one) => one.tenant)).not.toContain(tenant);
  expect((await rowsOf(tenant)).size).toBeGreaterThan(10);
  await opened.demo.finish();
  expect(await rowsOf(tenant)).toEqual(new Map());
}, 120_000);

/** Orders of the shop, as somebody would try them out in a demo. */
async function* orders(): AsyncGenerator<Uint8Array> {
  const lines = Array.from(
    { length: 12_000 },
    (_, n) => `D${n},苹果,S1,1,5,2026-10-05 10:00:00,d${n % 700}`,
  );
  yield Buffer.from(
    ["订单号,商品名称,商品编码,数量,实付金额,下单时间,买家ID", ...lines].join("\n"),
  );
}

test("TE14 who leaves while a file is read in leaves no row, no file and no import that goes on", async () => {
  const { system, demo } = opened;
  const chen = await person("+8613800000054");
  const [shop] = value(await demo.open(chen)).shops;
  const tenant = shop?.organisation.id ?? "";
  const clock = { now: opened.clock(), random: Math.random };
  const seal = await system.tenancy.enter(chen, shop?.id ?? "", clock);
  if (seal === null) throw new Error("The demo lets nobody in");
  const at = shopId(shop?.id ?? "");
  const sent = { shop: at, kind: "auto", name: "d.csv", body: orders() };
  const run = value(await system.imports.upload(seal, sent));
  const kept = { ...sent, body: orders() };
  value(await system.imports.upload(seal, kept));
  const start = { shop: at, ...run, dryRun: false, source: "demo", currency: "CNY" };
  value(await system.asTenant(seal, (ctx) => system.imports.start(ctx, start)));
  const read = async () =>
    value(await system.asTenant(seal, (ctx) => system.imports.get(ctx, { shop: at, id: run.id })));
  await expect.poll(async () => (await read()).counts.rows, { timeout: 60_000 }).toBeGreaterThan(0);
  value(await demo.leave(chen));
  await pause(4_000);
  expect(await rowsOf(tenant)).toEqual(new Map());
  expect(await readdir(join(folder, "uploads"))).not.toContain(tenant);
}, 180_000);
