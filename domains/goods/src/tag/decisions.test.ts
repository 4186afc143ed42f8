import { DAY } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { DEFINITIONS, type Sales, type Stood, tagsOf } from "./decisions.ts";

const NOW = Date.UTC(2011, 8, 30, 4);
const sold = (product: string, over: Partial<Sales> = {}): Sales => ({
  ...{ product, firstAt: NOW - 400 * DAY, orders: 5, buyers: 10, firstBuyers: 2 },
  ...{ byMonth: Array.from({ length: 12 }, () => 5), each: { minor: 1_000, currency: "CNY" } },
  ...over,
});
const stands = (product: string, over: Partial<Stood> = {}): Stood => ({
  ...{ product, stage: "always", stock: null, commission: { bp: 1_000 } },
  knownSince: NOW - 400 * DAY,
  ...over,
});
const OTHERS = ["a", "b", "c", "d"].map((product) => sold(product));

/** The tags of one product among four usual ones. */
function tagged(over: Partial<Sales> | null, stood: Partial<Stood> = {}, ordered = 100) {
  const sales = [...OTHERS, ...(over === null ? [] : [sold("x", over)])];
  const all = [...OTHERS.map(({ product }) => stands(product)), stands("x", stood)];
  return tagsOf({ sales, stood: all, ordered }, NOW).get("x") ?? {};
}

test("GO21 every tag has words in both languages and a version", () => {
  expect(DEFINITIONS.map(({ key }) => key)).toEqual([
    ...["hit", "new", "slow", "seasonal", "traffic", "margin"],
  ]);
  for (const { meaning, version } of DEFINITIONS)
    expect(Math.min(meaning.zh.length, meaning.en.length, version)).toBeGreaterThan(0);
});

test("GO21 a hit is in the upper fifth, with ten orders at least", () => {
  expect(tagged({ orders: 12 })["hit"]).toEqual({ orders: 12, from: 12 });
  expect(tagged({ orders: 9 })["hit"]).toBeUndefined();
});

test("GO21 new within thirty days, but not where the whole shop is", () => {
  expect(tagged({}, { knownSince: NOW - 12 * DAY })["new"]).toEqual({ knownDays: 12 });
  expect(tagged({}, { knownSince: NOW - 31 * DAY })["new"]).toBeUndefined();
  const young = [sold("x", { firstAt: NOW - 20 * DAY })];
  const stood = [stands("x", { knownSince: NOW - 20 * DAY })];
  expect(tagsOf({ sales: young, stood, ordered: 5 }, NOW).get("x")).toEqual({});
});

test.each([
  [true, {}, 100],
  [false, { stock: 0 }, 100],
  [false, { stage: "ended" as const }, 100],
  [false, { knownSince: NOW - 29 * DAY }, 100],
  [false, {}, 0],
])(
  "GO21 slow is %s: on sale, in stock, known long enough, and the shop sells (%j, %i)",
  (is, stood, ordered) => {
    expect("slow" in tagged({ orders: 0 }, stood, ordered)).toBe(is);
    expect("slow" in tagged(null, stood, ordered)).toBe(is);
    expect("slow" in tagged({ orders: 1 }, stood, ordered)).toBe(false);
  },
);

test("GO21 seasonal beyond what the shop's own seasons make", () => {
  const summer = [0, 0, 0, 0, 0, 20, 20, 20, 0, 0, 0, 0];
  expect(tagged({ byMonth: summer })["seasonal"]).toMatchObject({ fromMonth: 6, inSeason: 60 });
  expect(tagged({ byMonth: summer.map((n) => n / 10) })["seasonal"]).toBeUndefined();
  const all = [sold("x", { byMonth: summer }), sold("a", { byMonth: summer })];
  const found = tagsOf({ sales: all, stood: [stands("x")], ordered: 9 }, NOW).get("x");
  expect(found?.["seasonal"]).toBeUndefined();
});

test("GO21 what opens the door is in clearly more first orders than other goods are", () => {
  expect(tagged({ buyers: 40, firstBuyers: 30 })["traffic"]).toMatchObject({ buyers: 40 });
  expect(tagged({ buyers: 19, firstBuyers: 19 })["traffic"]).toBeUndefined();
  expect(tagged({ buyers: 40, firstBuyers: 9 })["traffic"]).toBeUndefined();
});

test("GO21 an earner has a rule, was sold lately, and is in the upper fifth of its currency", () => {
  expect(tagged({}, { commission: { bp: 3_000 } })["margin"]).toEqual({
    ...{ commission: 300, fromCommission: 300, currency: "CNY" },
  });
  expect(tagged({}, { commission: null })["margin"]).toBeUndefined();
  expect(tagged({ each: null }, { commission: { bp: 3_000 } })["margin"]).toBeUndefined();
  expect(tagged({ each: { minor: 9_000, currency: "GBP" } })["margin"]).toBeUndefined();
});
