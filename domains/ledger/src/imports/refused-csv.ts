import type { RefusedRow } from "./importer.ts";
import { cellsOf } from "./scan.ts";

// A spreadsheet runs a cell that begins like this; an apostrophe makes it text again.
const RUNS = /^[=+\-@\t\r]/;
const GUARDED = /^'[=+\-@\t\r]/;

const guarded = (value: string): string => (RUNS.test(value) ? `'${value}` : value);

/** A cell as it was before a file of refused rows was written. */
export const unguarded = (value: string): string =>
  value.startsWith("'") && GUARDED.test(value) ? value.slice(1) : value;

function cell(value: string): string {
  const safe = guarded(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;

// What we say of a row, before the row itself; read again, all of it but the place is passed over.
const OURS = ["行号", "原因", "Reason", "原始内容"];
/** The heading of a row's place in its document: with it the mended row is the line that was refused. */
const PLACE = "行序";

/** Our own columns need no second place in a file that was refused again. */
const own = (column: string): boolean => column === PLACE || OURS.includes(column);

/** Spreadsheets take a file for UTF-8 only when it begins with the mark. */
export const refusedHead = (columns: readonly string[]): string =>
  `\uFEFF${line([...OURS, PLACE, ...columns.filter((column) => !own(column))])}`;

/** Each row with why it was refused, its text, and its cells to be mended; what has no cells is text alone. */
export const refusedLines = (columns: readonly string[], rows: readonly RefusedRow[]): string =>
  rows
    .map(({ row, reason, raw, ordinal }) => {
      const cells = cellsOf(raw, columns.length).filter((_, i) => !own(columns[i] ?? ""));
      const place = ordinal === null ? "" : String(ordinal);
      return line([String(row), reason.zh, reason.en, raw, place, ...cells.map(unguarded)]);
    })
    .join("");
