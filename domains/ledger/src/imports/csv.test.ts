import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./csv.ts";

async function read(text: string, piece = text.length || 1) {
  const pieces = async function* () {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
  };
  const rows = [];
  for await (const table of readCsv(pieces())) rows.push(...table.rows);
  return rows;
}
const fields = async (text: string, piece?: number) =>
  (await read(text, piece)).map((row) => ("fields" in row ? row.fields : row.broken.en));

const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " ", "中"), maxLength: 6 });
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** A row of nothing but blanks is none. */
const anything = (row: readonly string[]): boolean => row.some((value) => value.trim() !== "");

test("IM5 IM13 well-formed text reads as the reference reader reads it, in pieces of any size", async () => {
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, piece) => {
      const text = `x,y,z\n${rows.map((row) => row.map(quoted).join(",")).join("\n")}\n`;
      const expected: string[][] = parse(text, { from_line: 2 });
      expect(await fields(text, piece)).toEqual(expected.filter(anything));
    }),
    {
      numRuns: 1_000,
      examples: [
        [
          [
            ["", "\n,,a", "a"],
            ["", "", ""],
          ],
          1,
        ],
      ],
    },
  );
});

test("IM5 a quote that is never closed costs its row alone", async () => {
  const rows = await read(`a,b\n1,"open\n2,x\n3,"y"\n${"4,z\n".repeat(60)}`);
  expect(rows).toHaveLength(63);
  expect(rows[0]).toMatchObject({ row: 2, raw: '1,"open' });
  expect(rows.filter((row) => "broken" in row)).toHaveLength(1);
  expect(rows[2]).toMatchObject({ row: 4, fields: ["3", "y"] });
});

test("IM5 rows of the wrong width are refused with both widths; empty cells at the end are nothing", async () => {
  const [short, long, trailing] = await fields("a,b\n1\n1,2,3\n1,2,,\n");
  expect(short).toContain("1 columns");
  expect(long).toContain("3 columns");
  expect(trailing).toEqual(["1", "2", "", ""]);
});

test("IM5 inches, line endings and other separators", async () => {
  expect(await fields('a;b\r\n5" nail;x\r\n', 1)).toEqual([['5" nail', "x"]]);
  expect(await fields("a\tb\r1\t2\r")).toEqual([["1", "2"]]);
});

test("IM5 no text whatever makes the reader throw or lose a line that stands alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n") }), async (text) => {
      const rows = await read(`h,i\n${text}\nlast,row\n`, 3);
      expect(rows.length).toBeGreaterThan(0);
    }),
  );
});
