import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./csv.ts";
import { headingOf } from "./heading.ts";

const read = async (lines: readonly string[], piece = 9) => {
  const text = lines.join("\n");
  const pieces = async function* () {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
  };
  let header: readonly string[] = [];
  const rows: unknown[] = [];
  for await (const table of readCsv(pieces())) {
    header = table.header;
    rows.push(...table.rows.map((row) => ("fields" in row ? [row.row, ...row.fields] : "broken")));
  }
  return { header, rows };
};

test("IM13 titles above the table and sums below it are no rows, and rows keep their lines", async () => {
  const { header, rows } = await read([
    "小李果园 2026年3月订单导出,,,,",
    "导出时间：2026-03-31 20:00,,操作人：小李,,",
    "",
    "订单号,下单时间,商品,数量,实付",
    "A1,2026-03-01,草莓,2,39.8",
    "A2,2026-03-02,蓝莓,1,29.9",
    "本页合计,,,3,69.7",
    "总 计：,,,3,69.7",
  ]);
  expect(header).toEqual(["订单号", "下单时间", "商品", "数量", "实付"]);
  expect(rows).toEqual([
    [5, "A1", "2026-03-01", "草莓", "2", "39.8"],
    [6, "A2", "2026-03-02", "蓝莓", "1", "29.9"],
  ]);
  const unpadded = await read(["订单导出", "订单号;商品;数量", "A1;草莓;2"]);
  expect(unpadded.header).toEqual(["订单号", "商品", "数量"]);
  expect(unpadded.rows).toEqual([[3, "A1", "草莓", "2"]]);
});

test("IM13 a heading of two lines: groups above, or cells merged downwards", async () => {
  const groups = await read([
    "订单,,买家,,收货人,",
    "订单号,金额,姓名,电话,姓名,电话",
    "A1,39.8,小王,13800000000,小李,13900000000",
  ]);
  expect(groups.header).toEqual([
    "订单号",
    "金额",
    "买家姓名",
    "买家电话",
    "收货人姓名",
    "收货人电话",
  ]);
  expect(groups.rows).toHaveLength(1);
  const merged = await read([
    "订单号,下单时间,商品信息,,,实付",
    ",,名称,数量,单价,",
    "A1,2026-03-01,草莓,2,19.9,39.8",
  ]);
  expect(merged.header).toEqual(["订单号", "下单时间", "名称", "数量", "单价", "实付"]);
  expect(merged.rows).toEqual([[3, "A1", "2026-03-01", "草莓", "2", "19.9", "39.8"]]);
  const bare = await read([
    "导出时间：2026-03-31,,操作人：小李,,",
    "订单,,商品,,退款,",
    "编号,时间,编号,名称,状态,时间",
    "A1,2026-03-01,S1,草莓,无,",
  ]);
  expect(bare.header).toEqual(["订单编号", "订单时间", "商品编号", "名称", "退款状态", "退款时间"]);
  const title = await read([
    "导出时间：2026-03-31,操作人：小李,,,",
    "编号,时间,名称,规格,备注",
    "A1,x,草莓,大,无",
  ]);
  expect(title.header).toEqual(["编号", "时间", "名称", "规格", "备注"]);
});

test("IM13 a plain table is read as ever: its first line is the heading, whatever its cells lack", async () => {
  expect(await read(["客户,,电话", "小王,,", "小李,备注,1380"])).toMatchObject({
    header: ["客户", "", "电话"],
    rows: [
      [2, "小王", "", ""],
      [3, "小李", "备注", "1380"],
    ],
  });
  expect((await read(["a,b", "x,1,2,3"])).header).toEqual(["a", "b"]);
  expect((await read(["1,2", "3,4"])).header).toEqual(["1", "2"]);
  expect((await read([])).header).toEqual([]);
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "订", "单"),
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 6 }),
      fc.array(fc.array(word, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      async (width, table, piece) => {
        const cut = table.map((cells) => cells.slice(0, width));
        const { header, rows } = await read(
          cut.map((cells) => cells.join(",")),
          piece,
        );
        expect(header).toEqual(cut[0]);
        expect(rows).toEqual(cut.slice(1).map((cells, i) => [i + 2, ...cells]));
      },
    ),
  );
});

test("IM13 breaks inside cells, and other separators inside them, mislead nobody", async () => {
  const { header, rows } = await read([
    '"订单\n编号",商品,备注',
    'A1,草莓,"甲\n,,,\n乙"',
    'A2,蓝莓,"x"',
  ]);
  expect(header).toEqual(["订单编号", "商品", "备注"]);
  expect(rows).toEqual([
    [3, "A1", "草莓", "甲\n,,,\n乙"],
    [6, "A2", "蓝莓", "x"],
  ]);
  const address = await read(["单号,地址", "A1,省;市;区;路;号", "A2,省;市;区;路;号"]);
  expect(address.header).toEqual(["单号", "地址"]);
  expect(address.rows).toHaveLength(2);
});

test("IM13 only the very first cell tells a line of sums", async () => {
  const { rows } = await read([
    "名称,数量",
    "合计礼盒,1",
    "草莓,合计",
    "Total:,2",
    " ,小计",
    "小计",
    "合 计",
  ]);
  expect(rows).toEqual([
    [2, "合计礼盒", "1"],
    [3, "草莓", "合计"],
  ]);
  expect(headingOf(["", " "])).toBeNull();
});
