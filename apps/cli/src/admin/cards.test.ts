import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY, HOUR, iso, MINUTE, plusDays, startOf } from "@zhongshu/kernel";
import { compose, SCHEMAS, type System } from "@zhongshu/server";
import { openTestDatabase, seeded, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cardsCommand } from "./cards.ts";
import { importCommand } from "./import.ts";
import { placeOf } from "./place.ts";

const AS_OF = "2011-09-20";
let now = TEST_NOW + 30 * DAY;
let db: TestDatabase;
let system: System;
let folder: string;

/** A shop in which customers come back for twelve products after about four weeks, until mid October. */
function orders(): string {
  const random = seeded(7);
  const lines = [
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
  ];
  const rows: { at: string; product: number; customer: number }[] = [];
  for (let product = 0; product < 12; product += 1) {
    for (let customer = 0; customer < 80; customer += 1) {
      let day = Math.floor(random() * 200);
      do {
        rows.push({ at: plusDays("2010-12-20", day), product, customer });
        day += 20 + Math.floor(random() * 20);
      } while (day < 300 && random() < 0.85);
    }
  }
  rows
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .forEach(({ at, product, customer }, i) => {
      lines.push(
        `${500_000 + i},1000${product},MUG ${product},2,${at} 10:00:00,2.55,${10_000 + customer},UK`,
      );
    });
  return lines.join("\n");
}

async function cards(): Promise<{ code: number; text: string }> {
  const told: string[] = [];
  const out = (text: string): void => {
    told.push(text);
  };
  const place = (named: Parameters<typeof placeOf>[1]) => placeOf(system, named);
  const to = { asTenant: system.asTenant, brain: system.brain, place, out, tell: out };
  const code = await cardsCommand(["--org", "Mugs", "--as-of", AS_OF], to);
  return { code, text: told.join("") };
}

/** Every row of every room that is dated after the day, gone; how many there were. */
const truncate = (): Promise<number> =>
  db.asOwner(async (sql) => {
    await sql.run("set local session_replication_role = replica");
    const dated = await sql.rows<{ place: string; col: string; type: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as place, column_name as col, data_type as type
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema in ('ledger', 'orders', 'people', 'goods', 'reach') and table_type = 'BASE TABLE'
          and column_name in ('at', 'day', 'valid_from')`,
    );
    let gone = 0;
    for (const { place, col, type } of dated) {
      const after = type === "date" ? AS_OF : iso(startOf(plusDays(AS_OF, 1)) - 1);
      gone += await sql.run(`delete from ${place} where ${col} > $1::${type}`, [after]);
    }
    return gone;
  });

beforeAll(async () => {
  db = await openTestDatabase(SCHEMAS);
  folder = await mkdtemp(join(tmpdir(), "zhongshu-cards-"));
  system = compose({
    pool: db.pool,
    clock: () => now,
    random: seeded(1),
    randomBytes: (size) => new Uint8Array(size).fill(7),
    normalisePhone: (phone) => phone,
    ensureUser: async () => "admin",
    links: { url: "http://127.0.0.1", sign: (bytes) => bytes },
    secret: (bytes: Uint8Array) => bytes,
    uploads: folder,
    writer: null,
    failed: (error) => {
      throw error;
    },
  });
  const file = join(folder, "orders.csv");
  await writeFile(file, orders());
  const place = (named: Parameters<typeof placeOf>[1]) => placeOf(system, named);
  const quiet = (): void => {};
  const done = await importCommand(
    ["orders", file, "--org", "Mugs", "--shop", "Mugs", "--create", "--currency", "GBP"],
    { ...system, place, out: quiet, tell: quiet },
  );
  expect(done).toBe(0);
}, 120_000);
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

test("BR11 BR14 cards of a past day through all the real rooms: SQL that gives the rows, and deleting what came later changes nothing", {
  timeout: 120_000,
}, async () => {
  const whole = await cards();
  expect(whole.code).toBe(0);
  expect(whole.text).toMatch(/位老客户七天内可能再买/);
  const statement = /select set_config[^;]*;\n(select[\s\S]*?);\n/.exec(whole.text)?.[1] ?? "";
  const claimed = Number(/· 可能再买的客户 (\d+) 人/.exec(whole.text)?.[1]);
  const rows = await db.asOwner((sql) => sql.rows<{ profile: string }>(statement));
  expect(new Set(rows.map((r) => r.profile)).size).toBe(claimed);
  expect(await truncate()).toBeGreaterThan(100);
  expect(await cards()).toEqual(whole);
});

test("BR17 orders that are imported during the day show their cards the same day", {
  timeout: 120_000,
}, async () => {
  now = startOf(AS_OF) + 10 * HOUR;
  const place = await placeOf(system, { org: "Cups", shop: "Cups", create: true });
  if (!place.ok) throw new Error(place.error.code);
  const { seal, shop } = place.value;
  const today = async () => {
    const keeper = system.keeper(seal.tenant);
    await system.asTenant(keeper, (ctx) => system.brain.morning(ctx, AS_OF));
    const shown = await system.asTenant(keeper, (ctx) => system.brain.today(ctx, shop, AS_OF));
    return shown.ok ? shown.value.cards.map(({ kind }) => kind) : shown.error.code;
  };
  expect(await today()).toEqual([]);
  const file = join(folder, "past.csv");
  const past = orders().split("\n");
  await writeFile(
    file,
    past.filter((row, i) => i === 0 || (row.split(",")[4] ?? "") < AS_OF).join("\n"),
  );
  const named = (asked: Parameters<typeof placeOf>[1]) => placeOf(system, asked);
  const quiet = (): void => {};
  await importCommand(["orders", file, "--org", "Cups", "--shop", "Cups", "--currency", "GBP"], {
    ...system,
    ...{ place: named, out: quiet, tell: quiet },
  });
  now += 3 * MINUTE;
  const cards = await today();
  expect(cards.length).toBeGreaterThan(0);
  expect(new Set(cards)).toEqual(new Set(["due-again"]));
});
