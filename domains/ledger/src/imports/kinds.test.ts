import { expect, test } from "vitest";
import { importField, lacking } from "./field.ts";
import type { Importer } from "./importer.ts";
import type { ImportKind } from "./kind.ts";
import { recognised } from "./kinds.ts";

const NAME = importField("name", "名称", ["Name", "商品名称", "姓名"]);
const kind = (of: ImportKind, fields: Importer["fields"], need: string): Importer => ({
  ...{ kind: of, fields },
  lacks: (chosen) => lacking([{ zh: need, en: need, oneOf: [need] }], chosen),
  begin: () => ({
    skip: () => undefined,
    read: async () => ({ settle: async () => Promise.reject(new Error("unused")) }),
  }),
});
const goods = kind(
  "goods",
  [NAME, importField("price", "售价", ["Price"], { telling: true })],
  "price",
);
const people = kind(
  "customers",
  [
    NAME,
    importField("phone", "手机号", ["Phone"]),
    importField("level", "等级", ["Level", "会员等级"], { telling: true }),
  ],
  "phone",
);
const taken = (...header: string[]) => recognised([goods, people], { header, sample: [] });

test("IM21 what a table is a list of is told by its columns, most by those that only one kind has", () => {
  expect(taken("商品名称", "售价")?.importer.kind).toBe("goods");
  expect(taken("售价", "名称")?.importer.kind).toBe("goods");
  expect(taken("姓名", "手机号", "会员等级")?.importer.kind).toBe("customers");
  // A list that lacks what a kind needs is not taken for that kind where another one fits.
  expect(taken("姓名", "手机号")?.importer.kind).toBe("customers");
});

test("IM21 what a heading says in its brackets may be what the column holds", () => {
  const said = [
    importField("share", "佣金比例", ["CommissionRate", "佣金"]),
    importField("each", "每件佣金", ["每件佣金"], { said: /佣金[(（]元[)）]/ }),
  ];
  const fieldOf = (heading: string) => {
    const table = { header: [heading], sample: [] };
    return recognised([kind("commission", said, "share")], table)?.columns[0]?.field;
  };
  expect(["佣金", "佣金(元)", "佣金（元）", "佣金(%)", "每件佣金"].map(fieldOf)).toEqual([
    ...["share", "each", "each", "share", "each"],
  ]);
});

test("IM80 a table that one kind explains far better is asked for what it lacks, and taken for no other", () => {
  const orders = kind(
    "orders",
    [
      NAME,
      importField("number", "订单号", [], { telling: true }),
      importField("paid", "实付", [], { telling: true }),
      importField("at", "下单时间", []),
    ],
    "number",
  );
  const among = (...header: string[]) =>
    recognised([goods, people, orders], { header, sample: [] })?.importer.kind;
  expect(among("编号", "名称", "实付", "下单时间", "手机号")).toBe("orders");
  expect(among("名称", "售价", "实付")).toBe("goods");
});

test("IM21 columns that are called the same stay apart", () => {
  expect(taken("售价", "备注", "备注")?.columns.map(({ column }) => column)).toEqual([
    "售价",
    "备注",
    "备注（2）",
  ]);
});
