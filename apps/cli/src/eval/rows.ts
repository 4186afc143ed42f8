import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

export type Cell = (column: string) => string;

/** The rows of a CSV file without quoted commas, packed or not; the first line names the columns. */
export async function* rows(file: string): AsyncIterable<Cell> {
  const raw = createReadStream(file);
  const input = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  let places: ReadonlyMap<string, number> | null = null;
  for await (const line of createInterface({ input })) {
    const cells = line.trim().split(",");
    if (places === null) places = new Map(cells.map((name, i) => [name, i]));
    else if (line !== "") {
      const at = places;
      yield (column) => cells[at.get(column) ?? -1] ?? "";
    }
  }
}
