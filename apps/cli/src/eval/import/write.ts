import { crc32, gzipSync } from "node:zlib";

export type Rows = readonly (readonly string[])[];

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const separated = (rows: Rows, delimiter = ",", newline = "\r\n"): string =>
  rows.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter)).join(newline);

/** The bytes of every letter of GBK, from what a decoder makes of all pairs. */
function gbkLetters(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder("gb18030");
  const letters = new Map<string, Buffer>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const bytes = Buffer.from([high, low]);
      const letter = decoder.decode(bytes);
      if (letter.length === 1 && letter !== "\uFFFD" && !letters.has(letter))
        letters.set(letter, bytes);
    }
  return letters;
}

function gbk(text: string): Buffer {
  const letters = gbkLetters();
  return Buffer.concat(
    [...text].map((letter) => {
      if (letter.charCodeAt(0) < 0x80) return Buffer.from(letter);
      const bytes = letters.get(letter);
      if (bytes === undefined) throw new Error(`GBK has no ${letter}`);
      return bytes;
    }),
  );
}

export type Encoding = "utf8" | "utf8-bom" | "utf16le" | "utf16be" | "gbk" | "gzip";

export function encoded(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case "utf8":
      return Buffer.from(text);
    case "utf8-bom":
      return Buffer.from(`\uFEFF${text}`);
    case "utf16le":
      return Buffer.from(`\uFEFF${text}`, "utf16le");
    case "utf16be":
      return Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
    case "gbk":
      return gbk(text);
    case "gzip":
      return gzipSync(Buffer.from(text));
  }
}

type File = { readonly name: string; readonly body: Buffer };

function entry({ name, body }: File, at: number) {
  const title = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt32LE(crc32(body), 10);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(body.length, 18);
  common.writeUInt16LE(title.length, 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(at, 10);
  return {
    local: Buffer.concat([Buffer.from("504b0304", "hex"), common, title, body]),
    central: Buffer.concat([Buffer.from("504b01021400", "hex"), common, place, title]),
  };
}

/** Files put together as an archive, unpacked as they are. */
export function archived(files: readonly File[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const { local, central } = entry(file, at);
    locals.push(local);
    centrals.push(central);
    at += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
const column = (i: number): string => String.fromCharCode(65 + i);

/** A cell of a workbook: text, a number, or a moment as a count of days. */
function cell(text: string, at: string): string {
  const day = /^@(\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (day !== undefined) return `<c r="${at}" s="1"><v>${day}</v></c>`;
  if (/^-?\d{1,9}(\.\d+)?$/.test(text)) return `<c r="${at}"><v>${text}</v></c>`;
  return text === "" ? "" : `<c r="${at}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
}

function sheetText(rows: Rows, merged: readonly string[]): string {
  const lines = rows.map(
    (row, i) =>
      `<row r="${i + 1}">${row.map((text, j) => cell(text, `${column(j)}${i + 1}`)).join("")}</row>`,
  );
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  const merges =
    merged.length === 0 ? "" : `<mergeCells count="${merged.length}">${ranges}</mergeCells>`;
  return `<worksheet><sheetData>${lines.join("")}</sheetData>${merges}</worksheet>`;
}

/** A workbook of sheets by their names; `@45356.5` is a moment. */
export function sheets(all: Readonly<Record<string, Rows>>, merged: readonly string[] = []) {
  const named = Object.entries(all).map(([name, rows], i) => ({ name, rows, n: i + 1 }));
  const listed = named.map(({ name, n }) => `<sheet name="${name}" r:id="r${n}"/>`).join("");
  const targets = named
    .map(({ n }) => `<Relationship Id="r${n}" Target="worksheets/sheet${n}.xml"/>`)
    .join("");
  const files = {
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets>${listed}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${targets}</Relationships>`,
    "xl/styles.xml":
      '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      named.map(({ n, rows }) => [`xl/worksheets/sheet${n}.xml`, sheetText(rows, merged)]),
    ),
  };
  return archived(Object.entries(files).map(([name, text]) => ({ name, body: Buffer.from(text) })));
}

/** A workbook of one sheet; `merged` names ranges such as A2:A4. */
export const workbook = (rows: Rows, merged: readonly string[] = []): Buffer =>
  sheets({ Sheet1: rows }, merged);
