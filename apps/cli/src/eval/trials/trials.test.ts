import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { compete } from "./competing.ts";
import { evalTrials } from "./eval.ts";

const folders: string[] = [];
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zhongshu-trials-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), name.endsWith(".gz") ? gzipSync(text) : text);
  return folder;
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const cats = (gate30: number, gate40: number): string =>
  [
    "userid,version,sum_gamerounds,retention_1,retention_7",
    ...Array.from({ length: gate30 }, (_, i) => `${i},gate_30,3,${i < gate30 / 2 ? 1 : 0},0`),
    ...Array.from(
      { length: gate40 },
      (_, i) => `${i},gate_40,3,${i < gate40 / 4 ? 1 : 0},${i % 10 ? 0 : 1}`,
    ),
  ].join("\n");

/** Each segment has 100 rows and as many visits as named; who spent most lies in a class whose name has a comma. */
const mails = (visits: Readonly<Record<string, number>>): string =>
  [
    "recency,history_segment,segment,visit,conversion,spend",
    ...Object.entries(visits).flatMap(([segment, n]) =>
      Array.from(
        { length: 100 },
        (_, i) =>
          `1,${i % 10 ? "2) $100 - $200" : '"7) $1,000 +"'},${segment},${i < n ? 1 : 0},0,0`,
      ),
    ),
  ].join("\r\n");

const small = ["--seeds", "3", "--people", "4000", "--data"] as const;

test("TR22 other files of the same form are judged, packed or not, in parts or whole", async () => {
  const parts = await folderWith({
    "cats.csv.gz": cats(200, 240),
    "mail_train.csv": mails({ "Mens E-Mail": 20, "Womens E-Mail": 10, "No E-Mail": 5 }),
    "mail_test.csv.gz": mails({ "Mens E-Mail": 30, "Womens E-Mail": 20, "No E-Mail": 15 }),
    "notes.csv": "nothing,here\n1,2",
  });
  const found = await evalTrials([...small, parts]);
  // (100/200 − 60/240) / √(p̄q̄(1/200 + 1/240)), p̄ = 160/440.
  const pooled = 160 / 440;
  const z = 0.25 / Math.sqrt(pooled * (1 - pooled) * (1 / 200 + 1 / 240));
  expect(found).toMatchObject({
    day1_z: expect.closeTo(z, 9),
    visit_mens: 0.25,
    visit_womens: 0.15,
    visit_none: 0.1,
    competing_recovered: true,
  });
  const whole = await folderWith({
    "cats.csv": cats(200, 240),
    "mail_train.csv": mails({ "Mens E-Mail": 20, "Womens E-Mail": 10, "No E-Mail": 5 }),
    "mail.csv": mails({ "Mens E-Mail": 40, "Womens E-Mail": 30, "No E-Mail": 20 }),
  });
  expect(await evalTrials([...small, whole])).toMatchObject({ visit_mens: 0.4, visit_none: 0.2 });
});

test("TR22 a missing folder or file is said in words", async () => {
  await expect(evalTrials(["--data", "/nowhere/at/all"])).rejects.toThrow("--data DIR");
  const half = await folderWith({ "cats.csv": cats(20, 20) });
  await expect(evalTrials(["--data", half])).rejects.toThrow("segment, visit");
  const strange = await folderWith({
    "cats.csv": cats(20, 20),
    "mail.csv": mails({ "Mens E-Mail": 4, "Womens E-Mail": 3, "No E-Mail": 2, Phone: 1 }),
  });
  await expect(evalTrials(["--data", strange])).rejects.toThrow("Phone");
  const third = `${cats(20, 20)}\n99,gate_50,3,0,0`;
  const cats3 = await folderWith({ "cats.csv": third, "mail.csv": mails({ "No E-Mail": 2 }) });
  await expect(evalTrials(["--data", cats3])).rejects.toThrow("gate_50");
});

test("TR23 competing plays recover the planted effect with ghost slots, at any seed, and never without", () => {
  for (const seed of [1, 100]) {
    const contest = { seed, seeds: 5, people: 6_000 };
    const honest = compete({ ...contest, ghosts: true });
    expect(honest).toMatchObject({ recovered: true, intervals: 10 });
    expect(Math.abs(honest.measured - 0.04)).toBeLessThan(0.015);
    const blind = compete({ ...contest, ghosts: false });
    expect(blind.recovered).toBe(false);
    expect(blind.measured).toBeLessThan(0.03);
  }
});
