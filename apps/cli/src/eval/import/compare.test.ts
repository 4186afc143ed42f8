import { expect, test } from "vitest";
import { compared } from "./compare.ts";
import { judged } from "./mapping.ts";
import type { Shown } from "./shown.ts";
import { same } from "./value.ts";

const line = { title: "苹果", sku: "A", service: false } as const;
const ORDER: Shown = {
  number: { is: "text", any: ["E1"] },
  at: { is: "time", at: Date.parse("2026-03-05T10:00:00+08:00") },
  customer: { is: "text", any: ["138****5678", "小鹿"] },
  total: { is: "money", minor: 3_100 },
  lines: {
    is: "lines",
    lines: [
      { ...line, quantity: 1, minor: 1_249 },
      { ...line, quantity: 1, minor: 1_251 },
      { ...line, title: "运费", quantity: 1, minor: 600, service: true },
    ],
  },
};
const TOLD = {
  ...{ number: "E1", at: "2026-03-05 10:00", 客户: "13800005678", total: "¥31.00" },
  lines: [{ title: "苹果", quantity: 2, amount: 25 }],
};
const missing = (told: object): number =>
  compared("orders", [{ ...TOLD, ...told }], [ORDER]).missing.length;

test("a record is found by what is written of it, and by nothing else", () => {
  expect(compared("orders", [TOLD], [ORDER])).toEqual({ missing: [], over: [], unknown: [] });
  for (const wrong of [
    ...[{ number: "E2" }, { at: "2026-03-06" }, { 客户: "13900005678" }, { total: 31.01 }],
    ...[{ total: null }, { lines: [] }, { lines: [{ title: "苹果", quantity: 3 }] }],
    ...[{ lines: [{ title: "苹果", quantity: 2, price: 12 }] }, { customer: null }],
    { lines: [...TOLD.lines, { title: "梨" }] },
  ])
    expect([wrong, missing(wrong)]).toEqual([wrong, 1]);
  for (const right of [{ at: "2026/3/5" }, { lines: [...TOLD.lines, { title: "运费", price: 6 }] }])
    expect([right, missing(right)]).toEqual([right, 0]);
});

test("what is shown and not written is too much, and each is found once", () => {
  expect(compared("orders", [], [ORDER]).over).toHaveLength(1);
  expect(compared("orders", [TOLD, TOLD], [ORDER]).missing).toHaveLength(1);
  expect(compared("orders", [{ ...TOLD, 发票: "无" }], [ORDER]).unknown).toEqual(["发票"]);
});

test("a last day is the day before the instant behind it", () => {
  const at = Date.parse("2026-04-01T00:00:00+08:00");
  expect(same("2026-03-31", { is: "end", at })).toBe(true);
  expect(same("2026-03-30", { is: "end", at })).toBe(false);
  expect(same(0.08, { is: "share", rate: { bp: 800 } })).toBe(true);
  expect(same("8.5%", { is: "share", rate: { bp: 800 } })).toBe(false);
});

test("a column is right under its own name, its label or a usual heading; else it is set right", () => {
  const fields = [
    { field: "paid", label: { zh: "实付金额", en: "Paid" }, headings: ["实收款"], required: false },
    { field: "total", label: { zh: "订单金额", en: "Total" }, headings: [], required: false },
  ];
  const column = { confidence: 1, samples: [] };
  const run = {
    columns: [
      { ...column, column: "实收", field: "total" },
      { ...column, column: "发票", field: "paid" },
    ],
  };
  const told = { kind: null, records: new Map(), refused: null, currency: null };
  const by = (mapping: Readonly<Record<string, string | null>>) =>
    judged(run, { ...told, mapping }, fields);
  expect(by({ 实收: "Total", 发票: "实收款" }).right).toBe(true);
  expect(by({ 实收: "no such field" }).right).toBe(true);
  expect(by({ 发票: null }).right).toBe(false);
  expect(by({ 实收: "实付金额" }).columns).toEqual([
    { column: "实收", field: "paid" },
    { column: "发票", field: null },
  ]);
});
