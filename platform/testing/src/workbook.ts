import { zip } from "./zip.ts";

type Table = readonly (readonly string[])[];
type Sheet = Table | string;

const letter = (column: number): string => String.fromCharCode(65 + column);
const cellOf = (text: string, at: string): string =>
  text === "" ? "" : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const rowOf = (cells: readonly string[], row: number): string =>
  `<row r="${row}">${cells.map((text, i) => cellOf(text, `${letter(i)}${row}`)).join("")}</row>`;

type How = { readonly hidden?: readonly string[]; readonly merged?: readonly string[] };

function sheetOf(sheet: Sheet, merged: readonly string[]): string {
  if (typeof sheet === "string") return sheet;
  const rows = sheet.map((cells, i) => rowOf(cells, i + 1)).join("");
  const merges = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `<worksheet><sheetData>${rows}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
}

/**
 * A workbook of sheets by their names, up to 26 columns wide: a table of texts, or the sheet as it stands in the file. `hidden` names
 * those that are; `merged` ranges such as A2:A4 of every table.
 */
export function workbook(
  sheets: Readonly<Record<string, Sheet>>,
  { hidden = [], merged = [] }: How = {},
): Buffer {
  const named = Object.entries(sheets);
  const listed = named.map(
    ([name], i) =>
      `<sheet name="${name}"${hidden.includes(name) ? ' state="hidden"' : ""} r:id="r${i}"/>`,
  );
  const targets = named.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/s${i}.xml"/>`);
  return zip({
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${targets.join("")}</Relationships>`,
    ...Object.fromEntries(
      named.map(([, sheet], i) => [`xl/worksheets/s${i}.xml`, sheetOf(sheet, merged)]),
    ),
  });
}
