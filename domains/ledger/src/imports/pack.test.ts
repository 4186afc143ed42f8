import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testSeal, workbook, zip } from "@zhongshu/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTable } from "./file.ts";
import { uploadFolder } from "./folder.ts";
import { prepared } from "./prepare.ts";

const seal = testSeal();
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "zhongshu-pack-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function sent(body: Uint8Array | string) {
  const path = join(root, "sent");
  await writeFile(path, body);
  return prepared(
    { folder: uploadFolder(join(root, "kept")), seal },
    { id: "1", name: "sent", path },
  );
}

test("IM22 each table of an archive is a file of its own; what is none is named, what systems add is passed over", async () => {
  const found = await sent(
    zip({
      "b/客户.csv": "姓名,手机号\n王,1",
      "a.csv": "x,y\n1,2",
      "说明.pdf": "%PDF",
      "__MACOSX/._a.csv": "no",
      "b/.DS_Store": "no",
    }),
  );
  expect(found.files.map(({ name }) => name)).toEqual(["a.csv", "b/客户.csv"]);
  expect(found.left.map(({ name }) => name)).toEqual(["说明.pdf"]);
  expect(await readFile(found.files[1]?.path ?? "", "utf8")).toBe("姓名,手机号\n王,1");
});

test("IM22 a workbook is packed too, and is one table", async () => {
  const book = zip({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" });
  expect((await sent(book)).files.map(({ name }) => name)).toEqual(["sent"]);
});

test("IM1 a text document, or a spreadsheet of another program, is refused with what to save it as", async () => {
  for (const name of ["word/document.xml", "mimetype"])
    await expect(sent(zip({ [name]: "<x/>", "content.xml": "<x/>" }))).rejects.toMatchObject({
      problem: { code: "import.document", next: { zh: expect.stringContaining("xlsx") } },
    });
});

test("IM22 an archive that says it is larger than any export is refused, and leaves nothing behind", async () => {
  const body = zip({ "a.csv": "x,y\n1,2" });
  // Its own word for its unpacked size, in the central directory.
  body.writeUInt32LE(3_000_000_000, body.indexOf(Buffer.from("504b0102", "hex")) + 24);
  await expect(sent(body)).rejects.toMatchObject({ problem: { code: "import.too-large" } });
  expect(await readdir(root)).toEqual(["sent"]);
});

test("IM20 a 接龙 in any file becomes a table of orders", async () => {
  const { files } = await sent("#接龙\n有机白菜 9.9元/份\n1. 小李妈 2份\n2. 王姐 +1\n");
  expect(await readFile(files[0]?.path ?? "", "utf8")).toContain("小李妈,有机白菜,2,9.9");
});

test("IM23 a file that unpacks to more than its archive says is refused; the process lives on", async () => {
  const body = zip({ "a.csv": "x,y\n1,2\n".repeat(20_000) });
  body.writeUInt32LE(100, body.indexOf(Buffer.from("504b0102", "hex")) + 24);
  await expect(sent(body)).rejects.toMatchObject({ problem: { code: "import.truncated" } });
  expect(await readdir(join(root, "kept", seal.tenant))).toEqual([]);
});

const ORDERS = [
  ["订单号", "商品", "备注"],
  ["A1", "蓝莓", "放\n门口"],
  ["A2", "草莓", "少冰, 谢谢"],
];
const CUSTOMERS = [
  ["姓名", "手机号"],
  ["王", "13900000001"],
];

test("IM22 each table of a workbook is a file of its own; what sums up another is named, explanations and hidden sheets are passed over", async () => {
  const found = await sent(
    workbook(
      {
        说明: [["请按模板填写"]],
        客户: CUSTOMERS,
        订单: ORDERS,
        商品汇总: [
          ["商品", "数量"],
          ["蓝莓", "1"],
        ],
        旧: [
          ["订单号", "商品"],
          ["A0", "葡萄"],
        ],
      },
      { hidden: ["旧"] },
    ),
  );
  expect(found.files.map(({ name }) => name)).toEqual(["sent · 订单", "sent · 客户"]);
  expect(found.left.map(({ name }) => name)).toEqual(["sent · 商品汇总"]);
  const rows: unknown[] = [];
  for await (const piece of readTable(found.files[0]?.path ?? ""))
    rows.push(...piece.rows.map((row) => ("fields" in row ? [row.row, ...row.fields] : row)));
  expect(rows).toEqual([
    [2, "A1", "蓝莓", "放\n门口"],
    [3, "A2", "草莓", "少冰, 谢谢"],
  ]);
  expect(await readdir(join(root, "kept", seal.tenant))).toHaveLength(2);
});

test("IM22 a workbook of one table stays as it came, also inside an archive", async () => {
  const alone = workbook({
    订单: ORDERS,
    Sheet2: [],
    统计: [
      ["商品", "数量"],
      ["蓝莓", "1"],
    ],
  });
  const found = await sent(alone);
  expect(found.files.map(({ name }) => name)).toEqual(["sent"]);
  expect(found.left.map(({ name }) => name)).toEqual(["sent · 统计"]);
  const packed = await sent(
    zip({ "a.xlsx": alone, "b.xlsx": workbook({ 一: ORDERS, 二: CUSTOMERS }) }),
  );
  expect(packed.files.map(({ name }) => name)).toEqual(["a.xlsx", "b.xlsx · 一", "b.xlsx · 二"]);
});

test("IM22 a sheet that cannot be read is named, the others are tables; several names of one part are one", async () => {
  const wide = `<worksheet><sheetData><row r="1"><c r="WZ1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`;
  const found = await sent(
    workbook({ 十月: ORDERS, 十一月: CUSTOMERS, 看板: wide + " ".repeat(5_000) }),
  );
  expect(found.files.map(({ name }) => name)).toEqual(["sent · 十月", "sent · 十一月"]);
  expect(found.left).toMatchObject([
    { name: "sent · 看板", why: { zh: expect.stringContaining("列太多") } },
  ]);
  const twice = zip({
    "xl/workbook.xml": `<workbook xmlns:r="x"><sheets><sheet name="a" r:id="r1"/><sheet name="b" r:id="r2"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/><Relationship Id="r2" Target="worksheets/s.xml"/></Relationships>`,
    "xl/worksheets/s.xml": `<worksheet><sheetData>${["订单号", "A1"].map((text, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${text}</t></is></c><c r="B${i + 1}" t="inlineStr"><is><t>蓝莓</t></is></c></row>`).join("")}</sheetData></worksheet>`,
  });
  expect((await sent(twice)).files.map(({ name }) => name)).toEqual(["sent"]);
});

test("IM23 sheets that grow far beyond what came are refused together, and nothing of them is kept", async () => {
  const cell = (row: number): string =>
    `<row r="${row}"><c r="A${row}" t="s"><v>0</v></c><c r="B${row}" t="s"><v>0</v></c></row>`;
  const long = `<worksheet><sheetData>${Array.from({ length: 900 }, (_, i) => cell(i + 1)).join("")}</sheetData></worksheet>`;
  const names = ["一", "二", "三"];
  const body = zip({
    "xl/workbook.xml": `<workbook xmlns:r="x"><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Target="worksheets/s${i}.xml"/>`).join("")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst><si><t>${"长".repeat(6_000)}</t></si></sst>`,
    ...Object.fromEntries(names.map((_, i) => [`xl/worksheets/s${i}.xml`, long])),
  });
  await expect(sent(body)).rejects.toMatchObject({ problem: { code: "import.too-large" } });
  expect(await readdir(join(root, "kept", seal.tenant))).toEqual([]);
});

test("IM22 of more sheets than anybody exports the fullest is read, and so it says", async () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`${i}月`, CUSTOMERS]));
  const found = await sent(workbook({ ...many, 订单: ORDERS }));
  expect(found.files.map(({ name }) => name)).toEqual(["sent"]);
  expect(found.left).toMatchObject([
    { name: "sent", why: { zh: expect.stringContaining("太多") } },
  ]);
});
