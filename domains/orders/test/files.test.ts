import { TextEncoder } from "node:util";
import { zip } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HEAD, openWorld, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const CHINESE = "订单编号,商品名称,商品编码,数量,单价,下单时间,买家手机号";
const ROWS = [1, 2, 3].map(
  (n) => `E${n},有机米粉,M${n},${n},¥12.50,2024-03-05 09:0${n},1380000000${n}`,
);
const TEXT = [CHINESE, ...ROWS].join("\r\n");

const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
// Only the letters of this file; written by hand, so that no encoder of ours vouches for itself.
const GBK: Readonly<Record<string, string>> = {
  ...{
    订: "b6a9",
    单: "b5a5",
    编: "b1e0",
    号: "bac5",
    商: "c9cc",
    品: "c6b7",
    名: "c3fb",
    称: "b3c6",
  },
  ...{
    码: "c2eb",
    数: "cafd",
    量: "c1bf",
    价: "bcdb",
    下: "cfc2",
    时: "cab1",
    间: "bce4",
    买: "c2f2",
  },
  ...{ 家: "bcd2", 手: "cad6", 机: "bbfa", 有: "d3d0", 米: "c3d7", 粉: "b7db", "¥": "a3a4" },
};
const gbk = (text: string): Buffer =>
  Buffer.concat([...text].map((one) => Buffer.from(...bytesOf(one))));
const bytesOf = (one: string): [string, BufferEncoding] => {
  const hex = GBK[one];
  return hex === undefined ? [one, "latin1"] : [hex, "hex"];
};

test.each([
  ["UTF-8", new TextEncoder().encode(TEXT)],
  ["UTF-8 with mark", Buffer.from(`\uFEFF${TEXT}`)],
  ["UTF-16LE with mark", Buffer.from(`\uFEFF${TEXT}`, "utf16le")],
  ["UTF-16BE with mark", swapped(`\uFEFF${TEXT}`)],
  ["GBK", gbk(TEXT)],
  [
    "GB 18030 with a letter of four bytes",
    Buffer.concat([gbk(TEXT), Buffer.from("81308130", "hex")]),
  ],
])("IM2 %s reads the same rows", async (encoding, bytes) => {
  const id = await world.begin(await world.file(encoding, bytes), { source: encoding });
  await world.imports().perform(seal, id, () => undefined);
  expect(await world.get(id)).toMatchObject({ state: "done", counts: { accepted: 3, added: 3 } });
  expect(
    await world.rows(
      `select l.title, l.sku, l.quantity, l.minor, l.currency, o.customer from orders.line l
         join orders."order" o using (shop, source, number)
        where source = '${encoding}' and number <> 'E3' order by number`,
    ),
  ).toEqual([
    {
      title: "有机米粉",
      sku: "M1",
      quantity: 1,
      minor: 1250,
      currency: "CNY",
      customer: "13800000001",
    },
    {
      title: "有机米粉",
      sku: "M2",
      quantity: 2,
      minor: 1250,
      currency: "CNY",
      customer: "13800000002",
    },
  ]);
});

test("IM13 a file with a title, a heading of two lines, sums, and times and money as people write them", async () => {
  const messy = [
    "小李的店 订单导出,,,,,,",
    "订单编号,下单时间,商品信息,,,,买家手机号",
    ",,商品名称,商品编码,数量,单价,",
    "M1,45356.375,有机米粉,A1,2份,1.2万,13800000001",
    "M2,2024年3月5日 周二 上午9:01,有机米粉,A2,x1,免费,13800000002",
    "M3,2024/3/5 下午2点半,有机米粉,A3,1,RMB 12.5,13800000003",
    "合计,,,,4,12012.5,",
  ].join("\n");
  const id = await world.begin(await world.file("messy.csv", messy), { source: "messy" });
  await world.imports().perform(seal, id, () => undefined);
  expect(await world.get(id)).toMatchObject({
    ...{ state: "done", counts: { accepted: 3, refused: 0, added: 3 } },
  });
  expect(
    await world.rows(
      `select o.number, l.quantity, l.minor::int as minor, o.at::text as at from orders.line l
         join orders."order" o using (shop, source, number)
        where source = 'messy' order by number`,
    ),
  ).toEqual([
    {
      number: "M1",
      quantity: 2,
      minor: 1_200_000,
      at: expect.stringContaining("2024-03-05 01:00"),
    },
    { number: "M2", quantity: 1, minor: 0, at: expect.stringContaining("2024-03-05 01:01") },
    { number: "M3", quantity: 1, minor: 1250, at: expect.stringContaining("2024-03-05 06:30") },
  ]);
});

test("IM14 a workbook is imported like a file of text, and what is wrong in it keeps its row", async () => {
  const row = (n: number, cells: readonly string[]): string =>
    `<row r="${n}">${cells.map((cell, i) => `<c r="${"ABCDEFG"[i]}${n}" t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
  const rows = [
    row(1, ["三月订单"]),
    row(2, CHINESE.split(",")),
    row(4, ["X1", "有机米粉", "M1", "2", "12.50", "2024-03-05 09:01", "13800000001"]),
    row(5, ["X2", "有机米粉", "M2", "很多", "12.50", "2024-03-05 09:02", "13800000002"]),
    row(6, ["合计", "", "", "2"]),
  ];
  const book = zip({
    "xl/workbook.xml":
      '<workbook xmlns:r="r"><sheets><sheet name="订单" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`,
  });
  const id = await world.begin(await world.file("book.xlsx", book), { source: "book" });
  await world.imports().perform(seal, id, () => undefined);
  expect(await world.get(id)).toMatchObject({
    ...{ state: "done", counts: { accepted: 1, refused: 1, added: 1 } },
  });
  expect(await world.refused(id)).toMatch(/^5,/m);
});

test("IM2 UTF-16 with a Latin heading is known without its mark, either way round", async () => {
  const row = "71,A,T,1,2010-12-01 08:26:00,2.55,1,UK";
  for (const bytes of [Buffer.from(`${HEAD}\n${row}`, "utf16le"), swapped(`${HEAD}\n${row}`)]) {
    const mapped = await world.register(await world.file("bare.csv", bytes));
    expect(mapped.columns.map(({ field }) => field).slice(0, 6)).toEqual([
      "number",
      "sku",
      "title",
      "quantity",
      "at",
      "price",
    ]);
    expect(mapped.columns[2]?.samples).toEqual(["T"]);
  }
});

test("IM2 a heading that says nothing: the time is known by its values alone, less surely than by name", async () => {
  const blind = [HEAD.replace("InvoiceDate", "c5"), "71,A,T,1,2010-12-01 08:26:00,2.55,1,UK"];
  const columnsOf = async (...lines: string[]) =>
    (await world.register(await world.file("columns.csv", lines.join("\n")))).columns;
  const named = await columnsOf(HEAD, ...blind.slice(1));
  const found = await columnsOf(...blind);
  expect(found.map(({ field }) => field)).toEqual(named.map(({ field }) => field));
  expect([found[4]?.field, found[4]?.samples]).toEqual(["at", ["2010-12-01 08:26:00"]]);
  expect(found[4]?.confidence).toBeGreaterThanOrEqual(0.5);
  expect(found[4]?.confidence).toBeLessThan(named[4]?.confidence ?? 0);
  // What its values do not fit is no time, whatever is missing.
  const words = await columnsOf(blind[0] ?? "", "71,A,T,1,soon,2.55,1,UK");
  expect(words[4]).toMatchObject({ field: null, confidence: 0, samples: ["soon"] });
});

test("IM75 traditional characters, a mall's several times, and what was really paid", async () => {
  const fieldsOf = async (heading: string, row: string) => {
    const path = await world.file("headings.csv", `${heading}\n${row}`);
    return (await world.register(path)).columns.map(({ field }) => field);
  };
  const when = "2026-03-05 10:00";
  expect(
    await fieldsOf("訂單編號,下單時間,商品名稱,數量,單價,總金額", `H001,${when},鳳梨酥,2,88,176`),
  ).toEqual(["number", "at", "title", "quantity", "price", "total"]);
  for (const made of ["订单创建时间", "订单提交时间", "下单时间"])
    expect(
      await fieldsOf(
        `订单编号,订单付款时间,${made},宝贝标题,宝贝数量,实际支付`,
        `H001,${when},${when},面膜,1,9.9`,
      ),
    ).toEqual(["number", null, "at", "title", "quantity", "paid"]);
});

test("IM1 a picture called .csv is refused in words, and nothing is stored", async () => {
  const before = await world.rows("select id from ledger.import");
  const picture = await world.file(
    "picture.csv",
    Buffer.from("89504e470d0a1a0a0000000d49484452ff", "hex"),
  );
  await expect(world.register(picture)).rejects.toThrow("import.picture");
  await expect(world.register(await world.file("none.csv", ""))).rejects.toThrow("import.empty");
  expect(await world.rows("select id from ledger.import")).toEqual(before);
});
