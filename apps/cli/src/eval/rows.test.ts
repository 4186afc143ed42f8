import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { columnsOf, rows } from "./rows.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "zhongshu-rows-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fileOf(text: string, name = "some.csv"): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, name.endsWith(".gz") ? gzipSync(text) : text);
  return file;
}

async function read(file: string, ...columns: readonly string[]): Promise<string[][]> {
  const found: string[][] = [];
  for await (const cell of rows(file)) found.push(columns.map(cell));
  return found;
}

test("a comma, a quote and a line break inside quotes belong to the cell, packed or not", async () => {
  const text = '\uFEFFwho,class,much\r\n1,"7) $1,000 +",5\r\n\r\n2,"the ""best""\nones", 6 \r\n';
  const wanted = [
    ["1", "7) $1,000 +", "5", ""],
    ["2", 'the "best"\nones', "6", ""],
  ];
  for (const name of ["some.csv", "some.csv.gz"]) {
    const file = await fileOf(text, name);
    expect(await columnsOf(file)).toEqual(["who", "class", "much"]);
    expect(await read(file, "who", "class", "much", "nowhere")).toEqual(wanted);
  }
  expect(await columnsOf(await fileOf(""))).toEqual([]);
  expect(await read(await fileOf('door,much\nSize 5" door,7\n'), "door", "much")).toEqual([
    ['Size 5" door', "7"],
  ]);
});

test("a line of another length, a packed file that is cut short and a missing one are errors, not fewer rows", async () => {
  await expect(read(await fileOf("who,much\n1,2\n1,2,3\n"), "who")).rejects.toThrow(
    /some\.csv: .*line 3/,
  );
  const cut = join(folder, "cut.csv.gz");
  await writeFile(cut, gzipSync(`who,much\n${"1,2\n".repeat(9_000)}`).subarray(0, 60));
  await expect(read(cut, "who")).rejects.toThrow("unexpected end of file");
  await expect(read(join(folder, "none.csv"), "who")).rejects.toThrow("none.csv");
});
