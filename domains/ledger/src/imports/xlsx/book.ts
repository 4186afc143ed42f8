import { Bursting, MAX_CHARS_A_ROW, NotLines } from "../bounds.ts";
import type { Archive } from "./archive.ts";
import { showsMoment } from "./moment.ts";
import { told, type Visitor } from "./xml.ts";

/** What all sheets of a workbook share. */
export type Book = {
  /** The file of the sheet that holds most, of those that are not hidden. */
  readonly sheet: string;
  readonly strings: readonly string[];
  /** By a cell's style: is its number shown as a date or a time? */
  readonly moments: readonly boolean[];
  readonly from1904: boolean;
};

const STRINGS = "xl/sharedStrings.xml";
const MOST = { strings: 10_000_000, bytesOfStrings: 512 * 1024 ** 2, bytes: 64 * 1024 ** 2 };

const BOOK = "xl/workbook.xml";
export const isBook = (archive: Archive): boolean => archive.has(BOOK);

async function visit(archive: Archive, name: string, visitor: Visitor): Promise<void> {
  const most = name === STRINGS ? MOST.bytesOfStrings : MOST.bytes;
  if (archive.size(name) > most) throw new Bursting(name);
  const bytes = archive.read(name);
  if (bytes !== null) await told(bytes, visitor);
}

const fileOf = (target: string): string =>
  target.startsWith("/") ? target.slice(1) : `xl/${target}`;

/**
 * The sheet that holds most, of those that are not hidden: templates put a page of explanations before the table, and
 * programs leave empty sheets behind it. Of equals the first.
 */
async function sheetOf(archive: Archive) {
  const relations: string[] = [];
  const found = { from1904: false };
  await visit(archive, BOOK, {
    open: (name, { state, date1904, ...attributes }) => {
      if (name === "workbookPr") found.from1904 = date1904 === "1" || date1904 === "true";
      const relation = attributes["r:id"] ?? attributes["id"];
      if (name === "sheet" && (state ?? "visible") === "visible" && relation !== undefined)
        relations.push(relation);
    },
  });
  const targets = new Map<string, string>();
  await visit(archive, "xl/_rels/workbook.xml.rels", {
    open: (name, { Id, Target }) => {
      if (name === "Relationship" && Id !== undefined && Target) targets.set(Id, fileOf(Target));
    },
  });
  const sheets = relations.flatMap((relation) => targets.get(relation) ?? []);
  const largest = sheets.reduce<string | null>(
    (most, sheet) => (most !== null && archive.size(most) >= archive.size(sheet) ? most : sheet),
    null,
  );
  return { sheet: largest ?? "xl/worksheets/sheet1.xml", from1904: found.from1904 };
}

/** Texts that cells point to. How a word is pronounced (`rPh`) is no part of it. */
async function stringsOf(archive: Archive): Promise<readonly string[]> {
  const strings: string[] = [];
  const at: { text: string; inText: boolean; spoken: boolean } = {
    ...{ text: "", inText: false, spoken: false },
  };
  await visit(archive, STRINGS, {
    open: (name) => {
      if (name === "si") at.text = "";
      if (name === "rPh") at.spoken = true;
      if (name === "t") at.inText = !at.spoken;
    },
    text: (text) => {
      if (at.inText) at.text += text;
      if (at.text.length > MAX_CHARS_A_ROW) throw new NotLines("a text without end");
    },
    close: (name) => {
      if (name === "t") at.inText = false;
      if (name === "rPh") at.spoken = false;
      if (name === "si" && strings.push(at.text) > MOST.strings) throw new Bursting("its texts");
    },
  });
  return strings;
}

async function momentsOf(archive: Archive): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  await visit(archive, "xl/styles.xml", {
    open: (name, { numFmtId, formatCode }) => {
      if (name === "numFmt" && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) formats.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return formats.map((id) => showsMoment(id, codes.get(id)));
}

export async function readBook(archive: Archive): Promise<Book> {
  const { sheet, from1904 } = await sheetOf(archive);
  const [strings, moments] = [await stringsOf(archive), await momentsOf(archive)];
  return { sheet, from1904, strings, moments };
}
