import { Bursting, MAX_CHARS_A_ROW, NotLines } from "../bounds.ts";
import type { Archive } from "./archive.ts";
import { type Shown, shownAs } from "./moment.ts";
import { told, type Visitor } from "./xml.ts";

/** A sheet that is not hidden: its name, its file in the archive and the bytes of that, unpacked. */
export type Sheet = { readonly name: string; readonly file: string; readonly size: number };

/** One sheet of a workbook, with what all of them share. */
export type Book = {
  readonly sheet: string;
  readonly strings: readonly string[];
  /** By a cell's style. */
  readonly shown: readonly Shown[];
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

type Contents = { readonly sheets: readonly Sheet[]; readonly from1904: boolean };

/** The sheets that are not hidden, in their order. */
export async function contentsOf(archive: Archive): Promise<Contents> {
  const named: { readonly name: string; readonly relation: string }[] = [];
  const found = { from1904: false };
  await visit(archive, BOOK, {
    open: (tag, { state, date1904, name = "", ...attributes }) => {
      if (tag === "workbookPr") found.from1904 = date1904 === "1" || date1904 === "true";
      const relation = attributes["r:id"] ?? attributes["id"];
      if (tag === "sheet" && (state ?? "visible") === "visible" && relation !== undefined)
        named.push({ name, relation });
    },
  });
  const targets = new Map<string, string>();
  await visit(archive, "xl/_rels/workbook.xml.rels", {
    open: (name, { Id, Target }) => {
      if (name === "Relationship" && Id !== undefined && Target) targets.set(Id, fileOf(Target));
    },
  });
  const seen = new Set<string>();
  const sheets = named.flatMap(({ name, relation }) => {
    const file = targets.get(relation);
    // One part under several names would be told several times.
    if (file === undefined || seen.has(file) || !archive.has(file)) return [];
    seen.add(file);
    return [{ name, file, size: archive.size(file) }];
  });
  return { sheets, from1904: found.from1904 };
}

/**
 * The sheet that holds most: templates put a page of explanations before the table, and programs leave empty sheets behind it.
 * Of equals the first.
 */
export const fullestOf = (sheets: readonly Sheet[]): Sheet | undefined =>
  sheets.toSorted((a, b) => b.size - a.size)[0];

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

async function shownOf(archive: Archive): Promise<readonly Shown[]> {
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
  return formats.map((id) => shownAs(id, codes.get(id)));
}

/** The sheet asked for, else the fullest. */
export async function readBook(archive: Archive, asked?: string): Promise<Book> {
  const { sheets, from1904 } = await contentsOf(archive);
  const sheet = asked ?? fullestOf(sheets)?.file ?? "xl/worksheets/sheet1.xml";
  const [strings, shown] = [await stringsOf(archive), await shownOf(archive)];
  return { sheet, from1904, strings, shown };
}
