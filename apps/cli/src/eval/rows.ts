import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

export type Cell = (column: string) => string;

/** The lines of a CSV file, packed or not, the naming one too; a line with more or fewer cells than that one is an error. */
async function* lines(file: string, to = -1): AsyncIterable<readonly string[]> {
  const raw = createReadStream(file);
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, relax_quotes: true, to });
  // An error of either stream ends the parser with it, and so reaches whoever reads the lines.
  const told = (): void => undefined;
  if (file.endsWith(".gz")) pipeline(raw, createGunzip(), parser, told);
  else pipeline(raw, parser, told);
  try {
    yield* parser;
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** What the first line of a CSV file names; none for an empty file. */
export async function columnsOf(file: string): Promise<readonly string[]> {
  for await (const cells of lines(file, 1)) return cells;
  return [];
}

/** The rows of a CSV file, packed or not; the first line names the columns. A column that is not there reads "". */
export async function* rows(file: string): AsyncIterable<Cell> {
  let places: ReadonlyMap<string, number> | null = null;
  for await (const cells of lines(file)) {
    if (places === null) places = new Map(cells.map((name, i) => [name, i]));
    else {
      const at = places;
      yield (column) => cells[at.get(column) ?? -1] ?? "";
    }
  }
}
