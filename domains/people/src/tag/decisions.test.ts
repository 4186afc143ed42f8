import { DAY } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { lawOf } from "../reckoning/market.ts";
import type { Facts, Habits } from "./facts.ts";
import { ahead, worthOf } from "./lifetime.ts";
import { codes, DECISIONS, decideAll, TAGS } from "./registry.ts";
import { tasteOf } from "./taste.ts";

const NOW = Date.UTC(2011, 8, 30, 4);
const dayAgo = (days: number): string =>
  new Date(NOW - days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
const habits = (over: Partial<Habits> = {}): Habits => ({
  ...{ days: 1, firstDay: dayAgo(30), lastDay: dayAgo(30), orders: 1, refunded: 0 },
  ...{ compared: 0, cheap: 0, cheapExpected: 0, cheapVariance: 0 },
  ...over,
});
const facts = (over: Partial<Facts> = {}): Facts => ({
  ...{ now: NOW, counts: {}, hours: Array.from({ length: 24 }, () => 0), orders: 0 },
  ...{ spent: null, habits: null, market: { law: null, refunded: null, earnedBp: null } },
  ...over,
});
const says = (key: string, over: Partial<Facts>) => decideAll(facts(over)).tags[key];

test("PE40 of whom nothing is known every kept tag says that it cannot be told", () => {
  const { tags } = decideAll(facts());
  expect(Object.keys(tags)).toEqual(DECISIONS.map(({ key }) => key));
  expect(new Set(Object.values(tags).map(({ value }) => value))).toEqual(new Set(["unknown"]));
  for (const tag of TAGS) expect(tag.meaning.zh.length * tag.meaning.en.length).toBeGreaterThan(0);
});

test("PE40 the codes of all tags stand side by side and are read back", () => {
  const { tags, facets } = decideAll(facts({ counts: { coupon_issued: 4, coupon_used: 4 } }));
  for (const { key, values } of DECISIONS) {
    const named = codes(
      key,
      values.map((one) => one.key),
    );
    const code = Math.floor(facets / 2 ** (named?.shift ?? 0)) & (named?.mask ?? 0);
    expect(values[code - 1]?.key).toBe(tags[key]?.value);
    expect(named?.codes).toEqual(values.map((_, i) => i + 1));
    expect(values.length).toBeLessThan(16);
  }
  expect(codes("nobody's", ["x"])).toBeNull();
});

test.each([
  ["unknown", { compared: 9, cheap: 9, cheapExpected: 3, cheapVariance: 1.9 }],
  ["high", { compared: 20, cheap: 12, cheapExpected: 6, cheapVariance: 4 }],
  ["usual", { compared: 20, cheap: 8, cheapExpected: 6, cheapVariance: 4 }],
  ["low", { compared: 20, cheap: 2, cheapExpected: 6, cheapVariance: 4 }],
] as const)("PE41 who bought cheap so often, against what others do, is %s", (value, over) => {
  expect(says("price", { habits: habits(over) })).toMatchObject({
    value,
    evidence: { cheap: over.cheap, compared: over.compared },
  });
});

test("PE41 with no habit at all one in twenty at most is called sensitive", () => {
  const random = seeded(4);
  let called = 0;
  for (let i = 0; i < 4_000; i++) {
    const cheap = Array.from({ length: 40 }, () => random() < 0.3).filter(Boolean).length;
    const over = { compared: 40, cheap, cheapExpected: 12, cheapVariance: 8.4 };
    if (says("price", { habits: habits(over) })?.value === "high") called++;
  }
  expect(called / 4_000).toBeLessThan(0.065);
  expect(called).toBeGreaterThan(0);
});

test.each([
  ["unknown", 2, 2],
  ["never", 3, 0],
  ["sometimes", 30, 3],
  ["often", 5, 3],
] as const)(
  "PE41 with a tenth of all orders refunded, %s for %i orders and %i refunds",
  (value, orders, refunded) => {
    const market = { law: null, refunded: 0.1, earnedBp: null };
    expect(says("refund", { market, habits: habits({ orders, refunded }) })?.value).toBe(value);
  },
);

test.each([
  ["unknown", { coupon_issued: 2 }],
  ["never", { coupon_issued: 3 }],
  ["sometimes", { coupon_issued: 9, coupon_used: 2 }],
  ["often", { coupon_used: 3 }],
] as const)("PE40 %s: coupons issued and used", (value, counts) => {
  expect(says("coupon", { counts })?.value).toBe(value);
});

test("PE40 a customer's own time of the day, over midnight too", () => {
  const at = (...acts: readonly (readonly [hour: number, n: number])[]) => ({
    hours: acts.reduce((all, [hour, n]) => all.with(hour, n), [...facts().hours]),
  });
  expect(says("hours", at([23, 3], [1, 6]))?.value).toBe("unknown");
  expect(says("hours", at([23, 3], [1, 7]))?.value).toBe("night");
  expect(says("hours", at([6, 3], [10, 3], [13, 3], [20, 3]))?.value).toBe("spread");
});

test("PE9 a favourite wants two fresh touches and three tenths of all; shares add up to one", () => {
  expect(tasteOf({ tea: 0.7, milk: 1.05 })).toMatchObject({
    taste: null,
    tastes: { milk: expect.closeTo(0.6), tea: expect.closeTo(0.4) },
  });
  expect(tasteOf({ tea: 1, milk: 3 }).taste).toBe("milk");
  expect(tasteOf({ a: 1, b: 1, c: 1, d: 1 }).taste).toBeNull();
});

/** Customers who buy at their own pace and leave for good after some purchase; the first `back` of them came back. */
function buyers(n: number, back: number) {
  const random = seeded(6);
  const wait = (mean: number): number => 1 + Math.floor(-mean * Math.log(1 - random()));
  return Array.from({ length: n }, (_, i) => {
    const first = 200 + wait(60);
    let [last, days] = [first, 1];
    if (i < back)
      do [last, days] = [Math.max(0, last - wait(20)), days + 1];
      while (last > 0 && random() > 0.25);
    const own = habits({ days, orders: days, firstDay: dayAgo(first), lastDay: dayAgo(last) });
    return { spentMinor: days * (5_000 + wait(3_000)), currency: "CNY", habits: own };
  });
}

test("PE42 fewer than fifty who came back are no law, and then nothing is foretold", () => {
  expect(lawOf({ customers: buyers(200, 49), today: dayAgo(0) })).toBeNull();
  expect(says("churn", { habits: habits({ days: 9 }) })?.value).toBe("unknown");
  expect(worthOf(facts({ habits: habits() }))).toBeNull();
});

test("PE42 who kept a quick rhythm and fell silent is at risk, who bought yesterday is not, who bought once untold", () => {
  const law = lawOf({ customers: buyers(200, 80), today: dayAgo(0) });
  expect(law).toMatchObject({ customers: 200, repeaters: 80, currency: "CNY" });
  const market = { law, refunded: null, earnedBp: null };
  const often = { days: 12, orders: 12, firstDay: dayAgo(300) };
  const of = (lastDay: string) =>
    says("churn", { market, habits: habits({ ...often, lastDay }) })?.evidence["left"];
  expect(Number(of(dayAgo(250)))).toBeGreaterThan(Number(of(dayAgo(1))));
  expect(says("churn", { market, habits: habits() })?.value).toBe("unknown");
  const told = facts({
    market,
    spent: { minor: 120_000, currency: "CNY" },
    habits: habits({ ...often, lastDay: dayAgo(1) }),
  });
  const coming = ahead(told);
  expect(coming?.purchases).toBeGreaterThan(0);
  expect(worthOf({ ...told, market: { ...market, earnedBp: 1_000 } })).toBe(
    Math.round((coming?.minor ?? 0) / 10),
  );
});
