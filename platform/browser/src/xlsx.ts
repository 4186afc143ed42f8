import { archive } from "./archive.ts";

/** A cell of a workbook: text stays text, whatever it begins with. */
export type Cell = string | number | null;
export type Sheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[] };

const NS = "http://schemas.openxmlformats.org";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const CODES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" },
};
/** XML holds no control characters and no halves of a pair; they are left out. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (sign) => CODES[sign] ?? sign);

const column = (nth: number): string =>
  (nth >= 26 ? column(Math.floor(nth / 26) - 1) : "") + String.fromCharCode(65 + (nth % 26));

/** Text is told as text and never as a formula; style 1 keeps it text when somebody edits the cell (quotePrefix). */
function cellXml(cell: Cell, at: string): string {
  if (cell === null) return "";
  if (typeof cell === "number")
    return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : "";
  const style = /^[=+\-@\t\r]/.test(cell) ? ' s="1"' : "";
  return `<c r="${at}" t="inlineStr"${style}><is><t xml:space="preserve">${xml(cell.slice(0, 32_767))}</t></is></c>`;
}

function sheetXml({ rows }: Sheet): string {
  const lines = rows.map((cells, y) => {
    const inside = cells.map((cell, x) => cellXml(cell, `${column(x)}${y + 1}`)).join("");
    return `<row r="${y + 1}">${inside}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** A name that Excel takes: none of its signs, 31 characters at most. */
const sheetName = (name: string, nth: number): string =>
  xml(name.replace(/[[\]:*?/\\']/g, " ").slice(0, 31)) || `Sheet${nth + 1}`;

const PLAIN = 'numFmtId="0" fontId="0" fillId="0" borderId="0"';
/** The two fills and the border that programs expect first; less, and some of them refuse the file. */
const FORMATS =
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>';
const STYLES = `${HEAD}<styleSheet xmlns="${NS}/spreadsheetml/2006/main">${FORMATS}<cellStyleXfs count="1"><xf ${PLAIN}/></cellStyleXfs><cellXfs count="2"><xf ${PLAIN} xfId="0"/><xf ${PLAIN} xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function partsOf(sheets: readonly Sheet[]): ReadonlyMap<string, string> {
  const relation = `${NS}/officeDocument/2006/relationships`;
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const over = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${types}.${type}+xml"/>`;
  const each = (of: (sheet: Sheet, nth: number) => string): string => sheets.map(of).join("");
  return new Map([
    [
      "[Content_Types].xml",
      `${HEAD}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${over("workbook", "sheet.main")}${over("styles", "styles")}${each((_, nth) => over(`worksheets/sheet${nth + 1}`, "worksheet"))}</Types>`,
    ],
    [
      "_rels/.rels",
      `${HEAD}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${HEAD}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets>${each(({ name }, nth) => `<sheet name="${sheetName(name, nth)}" sheetId="${nth + 1}" r:id="rId${nth + 1}"/>`)}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${HEAD}<Relationships xmlns="${NS}/package/2006/relationships">${each((_, nth) => `<Relationship Id="rId${nth + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${nth + 1}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", STYLES],
    ...sheets.map((sheet, nth) => [`xl/worksheets/sheet${nth + 1}.xml`, sheetXml(sheet)] as const),
  ]);
}

/** A workbook that any spreadsheet opens. */
export const workbook = (sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> =>
  archive(partsOf(sheets));
