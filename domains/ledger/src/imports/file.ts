import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { Bursting, bursts, MAX_COLUMNS, NotLines, TooWide } from "./bounds.ts";
import { type CsvRow, readCsv } from "./csv.ts";
import { decoded, UnknownEncoding } from "./encoding.ts";
import { type Problem, problems } from "./problems.ts";
import { holdsBook, NoBook, sheetText, Torn, withBreaks } from "./xlsx/xlsx.ts";

const CHUNK = 64 * 1024;
const MAGIC: readonly { readonly start: readonly number[]; readonly problem: Problem }[] = [
  { start: [0xd0, 0xcf, 0x11, 0xe0], problem: problems.spreadsheet },
  { start: [0x25, 0x50, 0x44, 0x46], problem: problems.pdf },
  { start: [0x89, 0x50, 0x4e, 0x47], problem: problems.picture },
  { start: [0xff, 0xd8, 0xff], problem: problems.picture },
];
const starts = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);
const isArchive = (bytes: Uint8Array): boolean => starts(bytes, [0x50, 0x4b, 0x03, 0x04]);
const isGzip = (bytes: Uint8Array): boolean => starts(bytes, [0x1f, 0x8b]);

/** What these first bytes are instead of a table; null when they may be one. */
function notTable(bytes: Uint8Array): Problem | null {
  const known = MAGIC.find(({ start }) => starts(bytes, start));
  if (known !== undefined) return known.problem;
  const text = Buffer.from(bytes.subarray(0, 200)).toString("latin1").trimStart().toLowerCase();
  return /^(<!doctype html|<html|<table|<\?xml)/.test(text) ? problems.webPage : null;
}

/** A file that cannot be imported, with the words for the person. */
export class Unreadable extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** What of the file a reader may look at, and what it tells back. */
export type Piece = {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Bytes of the file read so far, packed as it is. */
  readonly bytesRead: number;
};

type Table = Pick<Piece, "header" | "rows">;

const rowWithBreaks = (row: CsvRow): CsvRow => {
  const raw = withBreaks(row.raw);
  if (raw === row.raw) return row;
  return "fields" in row ? { ...row, raw, fields: row.fields.map(withBreaks) } : { ...row, raw };
};

/** Rows of a sheet with the breaks inside their cells as they were. */
const withCellBreaks = ({ header, rows }: Table): Table => ({
  header: header.map((name) => withBreaks(name).replaceAll("\n", "")),
  rows: rows.map(rowWithBreaks),
});

async function* readWorkbook(path: string): AsyncGenerator<Piece> {
  const size = await sizeOf(path);
  let bytesRead = 0;
  const text = sheetText(path, {
    read: (part) => {
      bytesRead = Math.round(part * size);
    },
  });
  try {
    for await (const table of readCsv(text)) yield { ...withCellBreaks(table), bytesRead };
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** The rows of a workbook, a CSV or a CSV.gz file in pieces; throws `Unreadable` when it is something else. */
export async function* readTable(path: string): AsyncGenerator<Piece> {
  const head = await firstBytes(path);
  if (head.length === 0) throw new Unreadable(problems.empty);
  if (isArchive(head)) return yield* readWorkbook(path);
  const refused = notTable(head);
  if (refused !== null) throw new Unreadable(refused);
  const source = createReadStream(path, { highWaterMark: CHUNK });
  const bytes = isGzip(head) ? source.pipe(createGunzip({ chunkSize: CHUNK })) : source;
  source.on("error", (error) => bytes.destroy(error));
  try {
    for await (const table of readCsv(decoded(checked(bytes, () => source.bytesRead)))) {
      yield { ...withCellBreaks(table), bytesRead: source.bytesRead };
    }
  } catch (error) {
    throw asUnreadable(error);
  } finally {
    source.destroy();
    bytes.destroy();
  }
}

// An archive packed once more, or a spreadsheet with .gz behind its name.
async function* checked(
  bytes: AsyncIterable<Uint8Array>,
  packed: () => number,
): AsyncGenerator<Uint8Array> {
  let [first, unpacked] = [true, 0];
  for await (const chunk of bytes) {
    const refused = first ? notTable(chunk) : null;
    if (refused !== null) throw new Unreadable(refused);
    first = false;
    unpacked += chunk.length;
    if (bursts(unpacked, packed())) throw new Bursting("much larger than it is packed");
    yield chunk;
  }
  if (first) throw new Unreadable(problems.empty);
}

const TRUNCATED = new Set(["Z_BUF_ERROR", "Z_DATA_ERROR"]);

/** The words for the person who sent a file, where they are to blame; anything else stays what it is. */
export function asUnreadable(error: unknown): unknown {
  if (error instanceof UnknownEncoding) return new Unreadable(problems.encoding, { cause: error });
  if (error instanceof NoBook) return new Unreadable(problems.archive, { cause: error });
  if (error instanceof Bursting) return new Unreadable(problems.tooLarge, { cause: error });
  if (error instanceof TooWide) return new Unreadable(problems.tooManyColumns, { cause: error });
  if (error instanceof Torn) return new Unreadable(problems.truncated, { cause: error });
  if (error instanceof NotLines) return new Unreadable(problems.notLines, { cause: error });
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return TRUNCATED.has(code) ? new Unreadable(problems.truncated, { cause: error }) : error;
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What a file that is packed holds: a workbook is packed like an archive of files. */
async function packedIn(path: string): Promise<"book" | "files" | null> {
  if (!isArchive(await firstBytes(path))) return null;
  try {
    return (await holdsBook(path)) ? "book" : "files";
  } catch (error) {
    throw asUnreadable(error);
  }
}

export const isPack = async (path: string): Promise<boolean> => (await packedIn(path)) === "files";
export const isWorkbook = async (path: string): Promise<boolean> =>
  (await packedIn(path)) === "book";

export const sizeOf = async (path: string): Promise<number> => (await stat(path)).size;

const SAMPLE_ROWS = 200;
export type Head = { readonly header: readonly string[]; readonly sample: readonly CsvRow[] };

/** Header and first rows. A packed file is unpacked to its end, so that a torn one is refused now. */
export async function readHead(path: string): Promise<Head> {
  let header: readonly string[] = [];
  const sample: CsvRow[] = [];
  const packed = isGzip(await firstBytes(path));
  for await (const piece of readTable(path)) {
    header = piece.header;
    if (header.length > MAX_COLUMNS) throw new Unreadable(problems.tooManyColumns);
    sample.push(...piece.rows.slice(0, SAMPLE_ROWS - sample.length));
    if (sample.length >= SAMPLE_ROWS && !packed) break;
  }
  if (header.length < 2) throw new Unreadable(problems.noHeader);
  if (header.every((cell) => /^[\d\s.,:/-]*$/.test(cell))) throw new Unreadable(problems.noHeader);
  if (sample.length === 0) throw new Unreadable(problems.noRows);
  return { header, sample };
}
