import type { RefusedRow } from "./importer.ts";

// A spreadsheet runs a cell that begins like this; an apostrophe makes it text again.
const RUNS = /^[=+\-@\t\r]/;

const cell = (value: string): string => {
  const safe = RUNS.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Spreadsheets take a file for UTF-8 only when it begins with the mark. */
export const refusedHead = "\uFEFF行号,原因,Reason,原始内容\r\n";

export const refusedLines = (rows: readonly RefusedRow[]): string =>
  rows
    .map(
      ({ row, reason, raw }) =>
        `${[String(row), reason.zh, reason.en, raw].map(cell).join(",")}\r\n`,
    )
    .join("");
