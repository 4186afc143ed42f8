import { DAY } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { faultsOf, type OrderFacts } from "./faults.ts";

const NOW = Date.UTC(2026, 0, 15);
const sound: OrderFacts = {
  ...{ at: NOW - DAY, currency: "CNY", total: 100, refunded: 0, lines: 100, strange: 0 },
  ...{ paid: null, firstRefundAt: null },
};

test.each<readonly [string, Partial<OrderFacts>, readonly string[]]>([
  ["sound", {}, []],
  ["paid in full, refunded in full", { paid: 100, refunded: 100, firstRefundAt: NOW }, []],
  ["a refund of the same day, told without its hour", { firstRefundAt: NOW - 1.5 * DAY }, []],
  ["lines that add up to something else", { lines: 90 }, ["order-unbalanced"]],
  ["a line in another currency", { strange: 1 }, ["order-unbalanced"]],
  ["more refunded than sold", { refunded: 101 }, ["order-over-refunded"]],
  ["paid less", { paid: 99 }, ["order-paid-otherwise"]],
  ["placed in the future", { at: NOW + 2 * DAY }, ["order-date"]],
  ["placed before there were such shops", { at: Date.UTC(1999, 0, 1) }, ["order-date"]],
  ["refunded before it was placed", { firstRefundAt: NOW - 3 * DAY }, ["order-date"]],
  ["several at once", { lines: 1, paid: 1 }, ["order-unbalanced", "order-paid-otherwise"]],
])("IM46 an order: %s", (_, over, rules) => {
  const found = faultsOf({ order: { ...sound, ...over }, now: NOW, money: String });
  expect(found.map(({ rule }) => rule)).toEqual(rules);
  for (const { says, mend } of found) {
    expect(says.zh).toMatch(/\p{Script=Han}/u);
    expect(mend.en.length).toBeGreaterThan(10);
  }
});
