import { expect, test } from "vitest";
import { belowCost, belowZero, outOfOrder, sameNames, unknownSkus } from "./faults.ts";

const cny = (minor: number) => ({ minor, currency: "CNY" });

test("GO20 goods of one name are found whatever its width and spaces, and told goods are kept", () => {
  const found = sameNames([
    { product: "a", title: "白 茶(2023)", told: false },
    { product: "b", title: "白茶（2023）", told: true },
    { product: "c", title: "红茶", told: true },
    { product: "d", title: "", told: true },
    { product: "e", title: " ", told: true },
  ]);
  expect(found.map(({ product, says }) => [product, says.en])).toEqual([
    ["a", 'It has the name of "b", under the code "a".'],
  ]);
  expect(found[0]?.mend.en).toContain('merge it into "b"');
  const named = sameNames([
    { product: "红茶", title: "红茶", told: false },
    { product: "c", title: "红茶", told: true },
  ]);
  expect(named[0]?.mend.en).toContain('go to "c"');
});

test("GO20 what was sold and nobody told is unknown, once the shop has told anything", () => {
  const sku = (name: string, told: boolean) => ({ product: "p", sku: name, title: "t", told });
  expect(unknownSkus([sku("a", false), sku("b", false)])).toEqual([]);
  expect(unknownSkus([sku("a", true), sku("b", false)]).map(({ subject }) => subject)).toEqual([
    "p b",
  ]);
});

test("GO20 stock below zero, and a lower price above the list price", () => {
  const stock = (left: number) => ({ product: "p", sku: "s", title: "t", left });
  expect(belowZero([stock(0), stock(-3)]).map(({ mend }) => mend.en)).toEqual([
    'Count "s" again and tell the stock, or tell the 3 or more that came in.',
  ]);
  const priced = (list: number | null, lower: number | null) => ({
    ...{ product: "p", sku: "s", title: "t" },
    list: list === null ? null : cny(list),
    lower: lower === null ? null : cny(lower),
  });
  const judged = [priced(100, 100), priced(null, 1), priced(100, null), priced(100, 101)];
  expect(judged.map((one) => outOfOrder([one]).length)).toEqual([0, 0, 0, 1]);
  const foreign = { ...priced(100, 101), lower: { minor: 101, currency: "USD" } };
  expect(outOfOrder([foreign])).toEqual([]);
});

test("GO20 a price below the cost, and none where the currencies differ", () => {
  const of = { product: "p", sku: "s", title: "t" };
  const judged = [cny(99), cny(100), { minor: 1, currency: "USD" }].map((price) =>
    belowCost([{ ...of, price, cost: cny(100) }]),
  );
  expect(judged.map((found) => found.length)).toEqual([1, 0, 0]);
  expect(judged[0]?.[0]?.says.zh).toBe("最低卖 ¥0.99，成本 ¥1.00，卖一件亏一件。");
});
