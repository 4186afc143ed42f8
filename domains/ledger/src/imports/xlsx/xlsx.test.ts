import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zip } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readHead, readTable, Unreadable } from "../file.ts";
import { momentText, showsMoment } from "./moment.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "xlsx-"));
});
afterEach(() => rm(folder, { recursive: true }));

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot;days&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
const BOOK = `<workbook xmlns:r="x"><sheets><sheet name="藏" state="hidden" r:id="r1"/><sheet name="订单" r:id="r2"/></sheets></workbook>`;
const RELATIONS = `<Relationships><Relationship Id="r1" Target="worksheets/no.xml"/><Relationship Id="r2" Target="worksheets/yes.xml"/></Relationships>`;

const workbook = (sheet: string, strings = "", more: Readonly<Record<string, string>> = {}) =>
  zip({
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": RELATIONS,
    "xl/styles.xml": STYLES,
    "xl/worksheets/no.xml":
      "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>",
    "xl/worksheets/yes.xml": sheet,
    "xl/sharedStrings.xml": `<sst>${strings}</sst>`,
    ...more,
  });

const read = async (bytes: Buffer) => {
  const path = join(folder, "book.xlsx");
  await writeFile(path, bytes);
  const { header } = await readHead(path);
  const rows: unknown[] = [];
  for await (const piece of readTable(path))
    rows.push(
      ...piece.rows.map((row) => ("fields" in row ? [row.row, ...row.fields] : row.broken)),
    );
  return { header, rows };
};

const t = (ref: string, text: string): string =>
  `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;

test("IM14 a sheet reads as its rows: shared texts, dates by their format, what formulas came to, breaks, cells merged downwards", async () => {
  const strings =
    '<si><t>订单号</t></si><si><r><t>商</t></r><r><t>品</t></r><rPh><t>shang</t></rPh></si><si><t>草莓\n蓝莓, "大"</t></si>';
  const sheet = `<worksheet><sheetData>
<row r="1">${t("A1", "三月 &amp; 四月")}</row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c>${t("C3", "下单时间")}${t("D3", "实付")}${t("E3", "付款日")}</row>
<row r="4"><c r="A4" t="str"><f>"A"&amp;1</f><v>A1</v></c><c r="B4" t="s"><v>2</v></c><c r="C4" s="1"><v>46086.586805555555</v></c><c r="D4"><f>19.9*2</f><v>39.800000000000004</v></c><c r="E4" s="2"><v>46086</v></c></row>
<row r="5">${t("B5", "=cmd|calc")}<c r="D5" s="3"><v>2</v></c></row>
<row r="6"><c r="A6"><v>202603050001</v></c>${t("B6", "蓝莓")}<c r="C6" t="e"><v>#N/A</v></c><c r="ZZ6" s="1"/></row>
<row r="7">${t("A7", "合计")}<c r="D7"><v>41.8</v></c></row>
</sheetData><mergeCells><mergeCell ref="A4:A5"/><mergeCell ref="A1:E1"/></mergeCells></worksheet>`;
  const { header, rows } = await read(workbook(sheet, strings));
  expect(header).toEqual(["订单号", "商品", "下单时间", "实付", "付款日"]);
  expect(rows).toEqual([
    [4, "A1", '草莓\n蓝莓, "大"', "2026-03-05 14:05:00", "39.8", "2026-03-05"],
    [5, "A1", "=cmd|calc", "", "2", ""],
    [6, "202603050001", "蓝莓", "#N/A", "", ""],
  ]);
});

test("IM14 a percentage and leading zeros read as they show", async () => {
  const cell = (ref: string, style: number, value: string): string =>
    `<c r="${ref}" s="${style}"><v>${value}</v></c>`;
  const sheet = `<worksheet><sheetData><row r="1">${t("A1", "编号")}${t("B1", "佣金")}${t("C1", "毛利")}</row>
<row r="2">${cell("A2", 3, "123")}${cell("B2", 1, "0.07")}${cell("C2", 2, "1")}</row></sheetData></worksheet>`;
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
  const { rows } = await read(workbook(sheet, "", { "xl/styles.xml": styles }));
  expect(rows).toEqual([[2, "000123", "7%", "100%"]]);
});

test("IM14 of several sheets the fullest is read: a page of explanations before it, an empty one behind it", async () => {
  const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  const row = (n: number, cells: string): string => `<row r="${n}">${cells}</row>`;
  const bytes = workbook(sheet(row(1, t("A1", "请按模板填写"))), "", {
    "xl/workbook.xml": `<workbook xmlns:r="x"><sheets><sheet name="说明" r:id="r2"/><sheet name="商品" r:id="r3"/><sheet name="空" r:id="r4"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r2" Target="worksheets/yes.xml"/><Relationship Id="r3" Target="worksheets/goods.xml"/><Relationship Id="r4" Target="/xl/worksheets/empty.xml"/></Relationships>`,
    "xl/worksheets/goods.xml": sheet(
      row(1, t("A1", "商品编码") + t("B1", "商品名称")) + row(2, t("A2", "A01") + t("B2", "蓝莓")),
    ),
    "xl/worksheets/empty.xml": sheet(""),
  });
  expect(await read(bytes)).toEqual({
    header: ["商品编码", "商品名称"],
    rows: [[2, "A01", "蓝莓"]],
  });
});

test("IM14 a number is a moment by its format alone", () => {
  for (const id of [14, 22, 31, 46]) expect(showsMoment(id, undefined)).toBe(true);
  for (const id of [0, 1, 9, 44, 49]) expect(showsMoment(id, undefined)).toBe(false);
  for (const code of [
    "yyyy-mm-dd",
    "m/d/yy h:mm",
    "[h]:mm:ss",
    'yyyy"年"m"月"',
    "[$-804]aaaa yyyy",
    "mm:ss.0",
  ])
    expect(showsMoment(200, code)).toBe(true);
  for (const code of [
    "0.00",
    "#,##0",
    "General",
    '0"days"',
    "[Red]0.00",
    "[$¥-804]#,##0.00",
    "0\\h",
  ])
    expect(showsMoment(200, code)).toBe(false);
  expect(momentText(46_086, false)).toBe("2026-03-05");
  expect(momentText(46_086 - 1_462 + 0.25, true)).toBe("2026-03-05 06:00:00");
  expect(momentText(0.5, false)).toBe("12:00:00");
  // Half a second off in a sheet is a rounding of its own.
  expect(momentText(46_086.999_999_99, false)).toBe("2026-03-06");
});

test("IM14 what is no workbook is said, with what to do", async () => {
  await expect(read(zip({ "a.txt": "x" }))).rejects.toMatchObject({
    problem: { code: "import.archive" },
  });
  const whole = workbook(
    `<worksheet><sheetData><row r="1">${t("A1", "a")}${t("B1", "b")}</row></sheetData></worksheet>`,
  );
  await expect(read(whole)).rejects.toMatchObject({ problem: { code: "import.no-rows" } });
  await expect(read(whole.subarray(0, 200))).rejects.toMatchObject({
    problem: { code: "import.truncated" },
  });
  await expect(read(workbook("<worksheet><sheetData><row>"))).rejects.toMatchObject({
    problem: { code: "import.truncated" },
  });
});

const HEAD = `<row r="1">${t("A1", "订单号")}${t("B1", "商品")}</row>`;
const sheetOf = (rows: string, more = ""): string =>
  `<worksheet><sheetData>${HEAD}${rows}</sheetData>${more}</worksheet>`;
const codeOf = (bytes: Buffer): Promise<string> =>
  read(bytes).then(
    () => "read",
    (error: unknown) => (error instanceof Unreadable ? error.problem.code : String(error)),
  );

test("IM23 rows and columns that no spreadsheet has, and texts without end, are refused before they take room", async () => {
  const row = (r: string, cells = t("A2", "1") + t("B2", "蓝莓")): string =>
    `<row r="${r}">${cells}</row>`;
  for (const r of ["1000000000", "1e300", "-5", "x", "1.5"])
    expect(await codeOf(workbook(sheetOf(row(r))))).toBe("import.truncated");
  expect(await codeOf(workbook(sheetOf(row("2", t("ZZZZZZZ2", "1")))))).toBe(
    "import.too-many-columns",
  );
  expect(await codeOf(workbook(sheetOf(row("2", t("A2", "x".repeat(300_000))))))).toBe(
    "import.not-lines",
  );
  // A small file: many cells point to one long text.
  const pointing = Array.from({ length: 9 }, () => '<c t="s"><v>0</v></c>').join("");
  const shared = `<si><t>${"y".repeat(30_000)}</t></si>`;
  expect(await codeOf(workbook(sheetOf(row("2", pointing)), shared))).toBe("import.not-lines");
  const endless = `<si><t>${"y".repeat(9_000_000)}</t></si>`;
  expect(await codeOf(workbook(sheetOf(row("2")), endless))).toBe("import.not-lines");
});

test("IM23 cells merged far beyond the table, and its told size, take no room", async () => {
  const far = `<mergeCells><mergeCell ref="ZZZZZZZ2:ZZZZZZZ900000000"/><mergeCell ref="A2:XFD1000000000"/></mergeCells>`;
  const cells = `${t("A2", "1")}${t("B2", "蓝莓")}<c r="ZZZZZZZ2"/>`;
  const sheet = sheetOf(`<row r="2">${cells}</row>`, far).replace(
    "<sheetData>",
    '<dimension ref="A1:XFD1000000000"/><sheetData>',
  );
  expect((await read(workbook(sheet))).rows).toEqual([[2, "1", "蓝莓"]]);
});

test("IM14 cells without a reference stand behind those before them, the empty ones too", async () => {
  const row = `<row><c/><c t="inlineStr"><is><t>蓝莓</t></is></c></row>`;
  expect((await read(workbook(sheetOf(row)))).rows).toEqual([[2, "", "蓝莓"]]);
});

test("IM23 a packed table much larger than it came is refused, and so are empty lines without end", async () => {
  const blank = gzipSync(Buffer.alloc(70 * 1024 ** 2, "\n"), { level: 9 });
  expect(await codeOf(blank)).toBe("import.not-lines");
  const burst = gzipSync(Buffer.from(`a,b\n${`1,${"2".repeat(9_000)}\n`.repeat(8_000)}`), {
    level: 9,
  });
  expect(await codeOf(burst)).toBe("import.too-large");
});
