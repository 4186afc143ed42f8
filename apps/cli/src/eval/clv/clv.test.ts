import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "@zhongshu/numerics";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buyingBy } from "./bought.ts";
import { evalClv } from "./eval.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clv-"));
});
afterEach(() => rm(folder, { recursive: true }));

const file = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `id,date,cds,dollars\n${lines.join("\n")}\n`);
  return path;
};

/** Four hundred customers of differing pace and constancy. */
const LIVES = (() => {
  const random = seeded(6);
  const wait = (mean: number): number => Math.ceil(-mean * Math.log(1 - random()));
  return Array.from({ length: 400 }, (_, customer) => {
    const pace = 15 / -Math.log(1 - random());
    const leaves = 0.5 * random();
    const days: string[] = [];
    for (let at = wait(40); at < 357; at += wait(pace)) {
      days.push(new Date(Date.UTC(1997, 0, at)).toISOString().slice(0, 10));
      if (random() < leaves) break;
    }
    return { customer, days };
  });
})();

const lines = (from: string, until: string): string[] =>
  LIVES.flatMap(({ customer, days }) =>
    days
      .filter((day) => day > from && day <= until)
      .map((day) => `${customer},${day.replaceAll("-", "")},1,9.50`),
  );

test("weeks from the first purchase, several on one day are one, and nothing after the day is known", () => {
  const days = new Map([
    ["1997-01-18", 5],
    ["1997-01-01", 9],
    ["1997-10-02", 9],
  ]);
  expect(buyingBy(days, "1997-09-30")).toEqual({ repeats: 1, recency: 17 / 7, age: 272 / 7 });
  expect(buyingBy(days, "1996-12-31")).toBeNull();
});

test("a file of purchases up to a day, and one of later ones: how many were foretold, and how many came", async () => {
  const train = await file("train.csv", lines("1996-12-31", "1997-09-30"));
  const test_ = await file("test.csv", lines("1997-09-30", "1997-12-23"));
  const found = await evalClv(["--train", train, "--test", test_]);
  expect(found).toMatchObject({ weeks: 11.86 });
  const { foretold, came } = found as { foretold: number; came: number };
  const known = new Set(lines("1996-12-31", "1997-09-30").map((line) => line.split(",")[0]));
  const later = lines("1997-09-30", "1997-12-23").filter((line) => known.has(line.split(",")[0]));
  expect(came).toBe(later.length);
  expect(Math.abs(foretold / came - 1)).toBeLessThan(0.15);
  // The same rows twice are the same days, and lines of after the day teach nothing.
  const twice = await file("twice.csv", [
    ...lines("1996-12-31", "1997-12-23"),
    ...lines("1996-12-31", "1997-12-23"),
  ]);
  const { mae: _, weeks: _w, foretold: _f, came: _c, ...fit } = found as Record<string, unknown>;
  expect(await evalClv(["--train", twice])).toEqual({ ...fit, mae: null });
});

test("what a file lacks is said, with what to do", async () => {
  await expect(evalClv([])).rejects.toThrow("--train FILE");
  const spoilt = await file("spoilt.csv", ["1,yesterday,1,9"]);
  await expect(evalClv(["--train", spoilt])).rejects.toThrow("yesterday");
  const once = await file("once.csv", ["1,19970101,1,9", "2,19970102,1,9"]);
  await expect(evalClv(["--train", once])).rejects.toThrow("--until");
});

const CDNOW = "../shared/data/clv-cdnow/cdnow_sample_calibration.csv";
const here = existsSync(CDNOW);
if (!here) process.stderr.write(`SKIPPED: no ${CDNOW}; the law is fitted to made purchases only\n`);

test.skipIf(!here)("the published fit on CDNOW", async () => {
  expect(await evalClv(["--train", CDNOW])).toMatchObject({
    ...{ customers: 2_357, log_likelihood: expect.closeTo(-9_582.4, 1) },
    ...{ r: expect.closeTo(0.243, 2.9), alpha: expect.closeTo(4.414, 2.9) },
    ...{ a: expect.closeTo(0.793, 2.9), b: expect.closeTo(2.426, 2.9) },
  });
});
