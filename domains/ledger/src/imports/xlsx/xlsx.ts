import { Bursting } from "../bounds.ts";
import { openArchive, Torn } from "./archive.ts";
import { contentsOf, fullestOf, isBook, readBook, type Sheet } from "./book.ts";
import { rowsOf, type SheetRow } from "./sheet.ts";

/** An archive, but of no workbook. */
export class NoBook extends Error {}

const MOST_SHEET = 4 * 1024 ** 3;

/** Stands for a break inside a cell, so that a row of the sheet is one line of text. */
const BREAK = "\u2028";
export const withBreaks = (text: string): string => text.replaceAll(BREAK, "\n");

const quoted = (cell: string): string =>
  `"${cell.replace(/\r\n|\r|\n/g, BREAK).replaceAll('"', '""')}"`;
const lineOf = ({ cells }: SheetRow): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? quoted(cell) : cell)).join(",");

type Reading = { readonly sheet?: string; readonly read?: (part: number) => void };

/**
 * A sheet of a workbook, unless told the fullest, as lines of CSV, each on the line of its row, so that whatever is read from text is read from
 * it as well; `read` is told which part of the sheet is done. Throws
 * `NoBook`, `Bursting`, `TooWide`, `NotLines` and `Torn`.
 */
export async function* sheetText(
  path: string,
  { sheet, read }: Reading = {},
): AsyncGenerator<string> {
  const archive = await openArchive(path);
  try {
    if (!isBook(archive)) throw new NoBook("no workbook in it");
    const book = await readBook(archive, sheet);
    const size = archive.size(book.sheet);
    if (size > MOST_SHEET) throw new Bursting("its sheet");
    let [line, done] = [1, 0];
    for await (const { rows, bytes } of rowsOf(archive, book)) {
      let text = "";
      for (const one of rows) {
        // A row that comes again, or out of order, stands where it can.
        text += "\n".repeat(Math.max(0, one.row - line));
        text += `${lineOf(one)}\n`;
        line = Math.max(line, one.row) + 1;
      }
      done += bytes;
      read?.(size > 0 ? Math.min(1, done / size) : 1);
      if (text !== "") yield text;
    }
  } finally {
    archive.close();
  }
}

/** The sheets of a workbook that are not hidden. Throws `Torn` and `Bursting`. */
export async function sheetsOf(path: string): Promise<readonly Sheet[]> {
  const archive = await openArchive(path);
  try {
    return (await contentsOf(archive)).sheets;
  } finally {
    archive.close();
  }
}

/** Is there a workbook in this archive? Throws `Torn`. */
export async function holdsBook(path: string): Promise<boolean> {
  const archive = await openArchive(path);
  try {
    return isBook(archive);
  } finally {
    archive.close();
  }
}

export { fullestOf, type Sheet, Torn };
