import { MAX_CHARS_A_ROW, MAX_COLUMNS, MAX_ROWS, NotLines, TooWide } from "../bounds.ts";
import { type Archive, Torn } from "./archive.ts";
import type { Book } from "./book.ts";
import { momentText, type Shown } from "./moment.ts";
import { type Attributes, told, type Visitor, walk } from "./xml.ts";

/** A row as people see it: its number from 1, and the text of its cells from the first column on. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] };

/** "AB12" → column 27, row 12. */
function placeOf(reference: string): { readonly column: number; readonly row: number } {
  const letters = /^[A-Z]*/i.exec(reference)?.[0].toUpperCase() ?? "";
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(reference.slice(letters.length)) };
}

/** By the row and column in which cells merged downwards begin, the last row of them. */
type Merged = ReadonlyMap<string, number>;
const keyOf = (row: number, column: number): string => `${row} ${column}`;

type Layout = { readonly merged: Merged; readonly columns: number };

/** A row that no spreadsheet has would be as many empty lines. */
function rowOf(told: string): number {
  const row = Number(told);
  if (!(Number.isInteger(row) && row >= 1 && row <= MAX_ROWS)) throw new Torn(`row ${told}`);
  return row;
}

/** What stands behind the rows in the file, and how far any of them reaches. Throws `TooWide`. */
async function layoutOf(bytes: AsyncIterable<Uint8Array>): Promise<Layout> {
  const merged = new Map<string, number>();
  const at: { column: number; columns: number } = { column: -1, columns: 0 };
  await told(bytes, {
    open: (name, { ref = "", r }) => {
      if (name === "row") at.column = -1;
      if (name === "c") at.column = r === undefined ? at.column + 1 : placeOf(r).column;
      // Cells that only have a colour are nothing.
      if (name === "v" || name === "t") at.columns = Math.max(at.columns, at.column + 1);
      if (at.columns > MAX_COLUMNS) throw new TooWide(`column ${at.columns}`);
      if (name !== "mergeCell") return;
      const [from, to] = ref.split(":").map(placeOf);
      if (from && to && to.row > from.row) merged.set(keyOf(from.row, from.column), to.row);
    },
  });
  return { merged, columns: at.columns };
}

type Cell = { column: number; type: string; style: number; text: string };

/** Sixteen digits of a floating number say more than was ever typed. */
const plainNumber = (text: string): string =>
  /^-?\d{1,14}$/.test(text) ? text : String(Number(Number(text).toPrecision(15)));

/** A number as its format shows it, where that says more than the number. */
function numberText(text: string, shown: Shown, from1904: boolean): string {
  if (shown === "moment") return momentText(Number(text), from1904);
  if (shown === "percent") return `${Number((Number(text) * 100).toPrecision(12))}%`;
  return typeof shown === "number" ? text.padStart(shown, "0") : plainNumber(text);
}

function textOf({ type, style, text }: Cell, { strings, shown, from1904 }: Book): string {
  if (text === "") return "";
  if (type === "s") return strings[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "TRUE" : "FALSE";
  if (type !== "n" || !Number.isFinite(Number(text))) return text;
  return numberText(text, shown[style] ?? null, from1904);
}

/** Gathers rows from a sheet. What a formula came to is read; it is never worked out. */
class Gatherer implements Visitor {
  rows: SheetRow[] = [];
  private readonly book: Book;
  private readonly layout: Layout;
  private readonly filling = new Map<number, { readonly last: number; readonly text: string }>();
  private row = 0;
  private cells: string[] = [];
  private column = -1;
  private chars = 0;
  private cell: Cell | null = null;
  private inText: boolean = false;

  constructor(book: Book, layout: Layout) {
    this.book = book;
    this.layout = layout;
  }

  open(name: string, { r, t, s }: Attributes): void {
    if (name === "row") {
      this.row = rowOf(r ?? String(this.row + 1));
      this.chars = 0;
      this.column = -1;
      this.cells = [];
    }
    if (name === "c") {
      this.column = r === undefined ? this.column + 1 : placeOf(r).column;
      this.cell = { column: this.column, type: t ?? "n", style: Number(s ?? -1), text: "" };
    }
    this.inText = name === "v" || name === "t";
  }

  text(text: string): void {
    if (!this.inText || this.cell === null) return;
    this.cell.text += text;
    this.grown(text.length);
  }

  close(name: string): void {
    this.inText = false;
    if (name === "c") this.ended();
    if (name === "row") this.rows.push({ row: this.row, cells: this.filled() });
  }

  private grown(chars: number): void {
    this.chars += chars;
    if (this.chars > MAX_CHARS_A_ROW) throw new NotLines(`row ${this.row}`);
  }

  private ended(): void {
    if (this.cell === null) return;
    const { column } = this.cell;
    const text = textOf(this.cell, this.book);
    this.grown(text.length - this.cell.text.length);
    if (text !== "") this.widened(column + 1)[column] = text;
    const last = this.layout.merged.get(keyOf(this.row, column));
    if (last !== undefined && text !== "") this.filling.set(column, { last, text });
    this.cell = null;
  }

  private widened(columns: number): string[] {
    while (this.cells.length < columns) this.cells.push("");
    return this.cells;
  }

  /** As wide as the table, with what is merged downwards from a row above. */
  private filled(): readonly string[] {
    for (const [column, { last, text }] of this.filling) {
      if (this.row > last) this.filling.delete(column);
      else this.widened(column + 1)[column] ||= text;
      this.grown(this.row > last ? 0 : text.length);
    }
    return this.widened(this.layout.columns);
  }
}

/** The rows of the book's sheet in pieces, each with how many unpacked bytes it took. */
export async function* rowsOf(
  archive: Archive,
  book: Book,
): AsyncGenerator<{ readonly rows: readonly SheetRow[]; readonly bytes: number }> {
  const first = archive.read(book.sheet);
  if (first === null) return;
  const gatherer = new Gatherer(book, await layoutOf(first));
  const again = archive.read(book.sheet);
  if (again === null) return;
  for await (const bytes of walk(again, gatherer)) {
    const { rows } = gatherer;
    gatherer.rows = [];
    yield { rows, bytes };
  }
}
