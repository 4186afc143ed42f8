import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newId } from "@zhongshu/kernel";
import { scratchFolder } from "@zhongshu/postgres";
import { SCHEMAS } from "@zhongshu/server";
import { openTestDatabase, TEST_NOW } from "@zhongshu/testing";
import { expect, test } from "vitest";
import { runErase, tornIn } from "../src/chaos/erase.ts";
import { runChaos } from "../src/chaos/run.ts";
import { runUndo } from "../src/chaos/undo.ts";

const TINY = fileURLToPath(new URL("fixture/tiny-app.ts", import.meta.url));

async function chaosOn(fault: string, kills: number) {
  const folder = await scratchFolder("chaos-test");
  const dataDir = join(folder, "data");
  const command = [process.execPath, TINY, dataDir, fault];
  const lines: string[] = [];
  const report = await runChaos({
    command,
    dataDir,
    kills,
    seed: 7,
    now: Date.now,
    say: (line) => lines.push(line),
  });
  await rm(folder, { recursive: true, force: true });
  return { report, lines };
}

test("PG2 chaos: what was acknowledged is there exactly once, whatever was killed", async () => {
  const { report, lines } = await chaosOn("none", 6);
  expect(report).toMatchObject({ kills: 6, lost: 0, duplicated: 0, failed_starts: 0 });
  expect(report.acked).toBeGreaterThan(500);
  expect(lines).toHaveLength(6);
}, 120_000);

test("PG2 chaos finds an app that acknowledges what it does not keep", async () => {
  const { report } = await chaosOn("forgetful", 1);
  expect(report.lost).toBeGreaterThan(0);
}, 120_000);

async function within<T>(work: (how: During) => Promise<T>): Promise<T> {
  const folder = await scratchFolder("chaos-test");
  try {
    return await work({ dataDir: join(folder, "data"), seed: 7, say: () => undefined });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
type During = Omit<Parameters<typeof runErase>[0], "kills" | "persons">;

test("PE70 chaos: killed while it erases, the product erases everybody whole and once, and the books are the same", async () => {
  const report = await within((how) => runErase({ ...how, kills: 2, persons: 14 }));
  expect(report).toMatchObject({ kills: 2, midway: 2, torn: 0, wrong: 0, found: 0, books: "same" });
  expect(report.persons).toBeGreaterThanOrEqual(14);
}, 240_000);

test("PE70 chaos finds somebody of whom something is gone and something is left", async () => {
  const db = await openTestDatabase(SCHEMAS);
  const town = [{ id: "u-1", second: "w-1" }];
  const torn = () => db.asOwner((sql) => tornIn(sql, town));
  expect(await torn()).toBe(0);
  const id = newId({ now: TEST_NOW, random: () => 0.5 });
  await db.asOwner((sql) =>
    sql.run(
      `insert into orders."order" (tenant, shop, source, number, customer, at, currency)
       values ($1, $1, 's', 'E1', 'u-1', now(), 'CNY')`,
      [id],
    ),
  );
  expect(await torn()).toBe(1);
  await db.close();
}, 60_000);

test("IM42 chaos: killed while it takes a file back, the product ends as if the file had never come", async () => {
  const report = await within((how) => runUndo({ ...how, kills: 1, rows: 4_000 }));
  expect(report).toMatchObject({ kills: 1, midway: 1, differing: [], exact: true });
  expect(report.events).toBeGreaterThan(0);
}, 240_000);
