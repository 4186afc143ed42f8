import type { Text } from "@zhongshu/kernel";
import { NotLines } from "./bounds.ts";
import { headingOf, isTotals, TOP } from "./heading.ts";
import { type Scan, scanRow } from "./scan.ts";

/** A row as it stands in the file: fields, or why there are none. `row` is its first line, from 1. */
export type CsvRow = { readonly row: number; readonly raw: string } & (
  | { readonly fields: readonly string[] }
  | { readonly broken: Text }
);

// A cell may hold line breaks, but a quote that nobody closed must not swallow the file.
const MAX_LINES_A_ROW = 30;
/** Exports put no more empty lines above their tables. */
const MAX_LINES_ABOVE = 10_000;
const MAX_CHARS_A_LINE = 1_000_000;
const MAX_CHARS_A_ROW = 65_536;

const OPEN: Text = {
  zh: "这一行有一个引号没有配对，读不出各列。",
  en: "A quotation mark in this row is never closed, so its columns cannot be read.",
};
const AFTER_QUOTE: Text = {
  zh: "引号结束后还有别的字，读不出各列。",
  en: "Text follows a closing quotation mark, so the columns cannot be read.",
};

type Lines = { readonly texts: readonly string[]; readonly first: number };

/** Cuts text into lines, whatever ends them, in the pieces in which it arrives. */
async function* lines(text: AsyncIterable<string>): AsyncGenerator<Lines> {
  let rest = "";
  let first = 1;
  for await (const piece of text) {
    const all = rest + piece;
    // A carriage return at the very end may be half of an ending.
    const held = all.endsWith("\r") ? 1 : 0;
    const texts = all.slice(0, all.length - held).split(/\r\n|\n|\r/);
    rest = (texts.pop() ?? "") + (held === 1 ? "\r" : "");
    if (rest.length > MAX_CHARS_A_LINE) throw new NotLines("a line without end");
    yield { texts, first };
    first += texts.length;
  }
  const last = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
  if (last !== "") yield { texts: [last], first };
}

type Tried = { readonly span: number; readonly raw: string; readonly scan: Scan };

/** How many cells each row must have; a row with more or fewer is broken, empty cells at its end aside. */
export type Shape = { readonly delimiter: string; readonly columns: number };

/** Turns lines into rows, and rows across lines, with nothing lost where a quote is broken. */
class Reader {
  private readonly shape: Shape;
  private queue: string[] = [];
  /** The place in the queue where the next row begins, and its line in the file. */
  private head = 0;
  private at = 1;

  constructor(shape: Shape) {
    this.shape = shape;
  }

  take({ texts, first }: Lines): CsvRow[] {
    if (this.queue.length === 0) this.at = first;
    this.queue = this.queue.concat(texts);
    return this.read(false);
  }

  end(): CsvRow[] {
    return this.read(true);
  }

  private read(ended: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let span = 1;
    while (this.head + span <= this.queue.length) {
      const raw = this.text(span);
      const scan = scanRow(raw, this.shape.delimiter);
      if (scan.kind === "open" && this.mayGrow(span, raw, ended)) {
        span += 1;
        continue;
      }
      this.settle(rows, { span, raw, scan });
      span = 1;
    }
    this.queue = this.queue.slice(this.head);
    this.head = 0;
    return rows;
  }

  private text(span: number): string {
    if (span === 1) return this.queue[this.head] ?? "";
    return this.queue.slice(this.head, this.head + span).join("\n");
  }

  private mayGrow(span: number, raw: string, ended: boolean): boolean {
    const more = !ended || this.head + span < this.queue.length;
    return more && span < MAX_LINES_A_ROW && raw.length < MAX_CHARS_A_ROW;
  }

  /** Lines behind a broken first one are read again, each by itself. */
  private settle(rows: CsvRow[], { span, raw, scan }: Tried): void {
    const row = this.at;
    const whole = span === 1 || (scan.kind === "fields" && this.fitted(scan.fields));
    const used = whole ? span : 1;
    if (!whole)
      rows.push({ row, raw: this.text(1), broken: scan.kind === "broken" ? AFTER_QUOTE : OPEN });
    else if (raw.trim() !== "") rows.push({ row, raw, ...this.verdict(scan) });
    this.head += used;
    this.at += used;
  }

  private verdict(scan: Scan): { fields: readonly string[] } | { broken: Text } {
    if (scan.kind === "open") return { broken: OPEN };
    if (scan.kind === "broken") return { broken: AFTER_QUOTE };
    if (this.fitted(scan.fields)) return { fields: scan.fields };
    return { broken: ragged(scan.fields.length, this.shape.columns) };
  }

  private fitted(fields: readonly string[]): boolean {
    const { columns } = this.shape;
    return fields.length >= columns && fields.slice(columns).every((field) => field.trim() === "");
  }
}

const ragged = (found: number, wanted: number): Text => ({
  zh: `这一行有 ${found} 列，表头有 ${wanted} 列，对不上。`,
  en: `This row has ${found} columns, the header has ${wanted}.`,
});

export type Table = { readonly header: readonly string[]; readonly rows: readonly CsvRow[] };

const written = (texts: readonly string[]): number =>
  texts.reduce((n, text) => (text.trim() === "" ? n : n + 1), 0);

type Open = { readonly reader: Reader; readonly header: readonly string[] };

const isBlank = (fields: readonly string[]): boolean =>
  fields.every((field) => field.trim() === "");

// A line of sums is often shorter than the table.
const inTable = (row: CsvRow): boolean => {
  const fields = "fields" in row ? row.fields : row.raw.split(/[,;\t|]/);
  return !(isBlank(fields) || isTotals(fields));
};

/** Finds the heading among the lines that were held back for it, and reads what stands under it. */
function opened(texts: readonly string[]): { open: Open; rows: CsvRow[] } | null {
  const found = headingOf(texts);
  if (found === null) return null;
  const { delimiter, header, lines: above } = found;
  const open = { reader: new Reader({ delimiter, columns: header.length }), header };
  return { open, rows: open.reader.take({ texts: texts.slice(above), first: above + 1 }) };
}

/** The rows of a table, in pieces; the header comes with every piece, and neither it, nor titles, nor sums are rows. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<Table> {
  let open: Open | null = null;
  let held: string[] = [];
  for await (const piece of lines(text)) {
    if (open !== null) {
      yield { header: open.header, rows: open.reader.take(piece).filter(inTable) };
      continue;
    }
    held = held.concat(piece.texts);
    if (written(held) < TOP && held.length <= MAX_LINES_ABOVE) continue;
    const begun: ReturnType<typeof opened> = opened(held);
    if (begun === null) throw new NotLines("nothing but empty lines");
    open = begun.open;
    yield { header: open.header, rows: begun.rows.filter(inTable) };
  }
  const begun = open === null ? opened(held) : { open, rows: [] };
  if (begun === null) return;
  const rows = [...begun.rows, ...begun.open.reader.end()];
  yield { header: begun.open.header, rows: rows.filter(inTable) };
}
