import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scratchFolder } from "@zhongshu/postgres";
import { expect, test } from "vitest";
import { runChaos } from "../src/chaos/run.ts";

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
