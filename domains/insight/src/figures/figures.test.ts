import { businessDay, DAY, profileId, shopId, startOf } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { documentsOf, othersOf } from "./basis.ts";
import { type Bought, type Facts, partsOf, type SkuFact, selected, within } from "./facts.ts";
import { comparedWith } from "./figures.ts";
import { measure, measureAll } from "./measure.ts";
import { METRIC_IDS, type MetricId } from "./metrics.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const ANN = profileId("00000000-0000-7000-8000-0000000000b1");
const BOB = profileId("00000000-0000-7000-8000-0000000000b2");
const START = startOf("2026-03-02");

let numbers = 0;
const line = (over: Partial<Bought> = {}): Bought => {
  const at = over.at ?? START;
  numbers += 1;
  return {
    ...{ shop: SHOP, community: null, category: "茶", brand: null, product: "tea", sku: "tea-1" },
    ...{ day: businessDay(at), profile: ANN, source: "mall", number: `${numbers}`, ordinal: 1, at },
    ...{ title: "茶", kept: 1, net: 1_000, refunded: 0, cost: null, list: null },
    ...over,
  };
};
const sku = (over: Partial<SkuFact> = {}): SkuFact => ({
  ...{ shop: SHOP, community: null, category: "茶", brand: null, product: "tea", sku: "tea-1" },
  ...{ day: null, title: "茶", opening: null, closing: null },
  ...over,
});
const factsOf = (over: Partial<Facts>): Facts => ({
  ...{ days: 7, bought: [], earlier: [], earned: [], unruled: [] },
  ...{ skus: [], launches: [], reviews: [], views: [] },
  ...over,
});
const told = (metric: MetricId, facts: Facts) => {
  const { value, unknown, left } = measure(facts, { metric, by: [] }).figure;
  return unknown ?? (left === 0 ? value : [value, left]);
};

test("IN20 every figure is what its rows add up to, and rows of parts are the rows of the whole", () => {
  const facts = factsOf({
    bought: [line({ brand: "a" }), line({ brand: "b", kept: 0, net: 0, refunded: 900 })],
    skus: [sku({ opening: 4, closing: 2 })],
  });
  for (const metric of METRIC_IDS) {
    const { figure, rows } = measure(facts, { metric, by: [] });
    expect(rows.reduce((sum, { top }) => sum + top, 0)).toBe(figure.top);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(figure.rows);
  }
  const parts = partsOf(facts, "brand");
  const sum = ["a", "b", ""].map((key) => measureAll(parts.get(key) ?? factsOf({}), [])[0]?.top);
  expect(sum).toEqual([1_000, 0, 0]);
});

test("IN22 what was not told is a value of its own", () => {
  const facts = factsOf({ bought: [line({ brand: "a" }), line()] });
  const of = (brand: string) => told("sales", within(facts, selected({ brand })));
  expect([of("a"), of(""), of("b")]).toEqual([1_000, 1_000, "no-sales"]);
});

test("IN23 what is missing is said, and what had to be left out is counted", () => {
  const bought = [line({ cost: 400 }), line({ profile: null })];
  const facts = factsOf({ bought });
  expect(told("margin", facts)).toEqual([0.6, 1]);
  expect(told("repurchase", facts)).toEqual([0, 1]);
  expect(told("discount", facts)).toBe("no-list");
  expect(told("turnover", facts)).toBe("no-stock");
  expect(told("sell-through", facts)).toBe("no-catalogue");
  expect(told("conversion", facts)).toBe("no-views");
  expect(told("first-pass", facts)).toBe("no-reviews");
  expect(told("pending", { ...facts, unruled: bought })).toBe("no-rule");
  expect(told("sales", factsOf({}))).toBe("no-sales");
  const parted = measure(facts, { metric: "turnover", by: ["community"] }).figure;
  expect(parted).toMatchObject({ value: null, unknown: "undivided" });
});

test("IN24 IN25 what was wholly given back is no order, and a customer repeats on another day only", () => {
  const same = { number: "n", ordinal: 2, kept: 2, net: 500 };
  const first = line({ number: "n" });
  const facts = factsOf({
    bought: [
      ...[first, line(same), line({ profile: BOB, at: START + DAY })],
      ...[line({ profile: BOB }), line({ kept: 0, net: 0, refunded: 700, at: START + DAY })],
    ],
  });
  expect(told("sales", facts)).toBe(3_500);
  expect(told("refunds", facts)).toBe(700);
  expect([told("orders", facts), told("pieces", facts)]).toEqual([3, 5]);
  expect(told("order-value", facts)).toBeCloseTo(3_500 / 3);
  expect(told("attach-rate", facts)).toBeCloseTo(5 / 3);
  expect(told("repurchase", facts)).toBe(0.5);
  const view = { ...sku(), at: START, who: ANN, profile: ANN };
  const views = [view, { ...view, who: "stranger", profile: null }];
  expect(told("conversion", { ...facts, views })).toBe(0.5);
  expect(told("conversion", { ...facts, views: [{ ...view, at: START + 1 }] })).toBe(0);
  const skus = [sku(), sku({ sku: "tea-2" })];
  expect(told("sell-through", { ...facts, skus })).toBe(0.5);
});

test("IN26 trend, launches and first reviews", () => {
  const launch = { ...sku(), at: START };
  const launches = [launch, { ...launch, product: "cup" }];
  const facts = factsOf({ bought: [line({ net: 1_500 })], earlier: [line()], launches });
  expect(told("trend", facts)).toBe(0.5);
  expect(told("trend", { ...facts, earlier: [] })).toBe("no-before");
  expect(told("launch-speed", facts)).toBe(2);
  expect(told("new-sell-through", facts)).toBe(0.5);
  const reviews = [true, false, false].map((passed, i) => ({ ...launch, product: `${i}`, passed }));
  expect(told("first-pass", { ...facts, reviews })).toBeCloseTo(1 / 3);
});

test("IN27 stock and price are of what was counted and told", () => {
  const facts = factsOf({
    bought: [line({ kept: 6, net: 5_400, cost: 500, list: 1_000 })],
    skus: [sku({ opening: 10, closing: 2 }), sku({ sku: "new", opening: null, closing: 4 })],
  });
  expect(told("turnover", facts)).toEqual([1, 1]);
  expect(told("stock-to-sales", facts)).toBe(1);
  expect(told("margin", facts)).toBeCloseTo(2_400 / 5_400);
  expect(told("discount", facts)).toBeCloseTo(0.1);
});

test("IN28 elasticity is found where it is, and not told from too little or from noise", () => {
  const day = (n: number, price: number, kept: number) =>
    line({ at: START + n * DAY, kept, net: price * kept });
  const prices = [1_000, 1_250, 2_000, 2_500];
  const of = (pieces: (price: number, n: number) => number, days = 16) =>
    told(
      "elasticity",
      factsOf({
        bought: Array.from({ length: days }, (_, n) => {
          const price = prices[n % 4] ?? 0;
          return day(n, price, pieces(price, n));
        }),
      }),
    );
  expect(of((price) => (10_000_000 / price ** 2) * 10_000)).toBeCloseTo(-2);
  expect(of((price) => 10_000 / price, 11)).toBe("few-prices");
  expect(of((_, n) => 3 + ((n * 7) % 5))).toBe("unclear");
  expect(
    told(
      "elasticity",
      factsOf({ bought: Array.from({ length: 20 }, (_, n) => day(n, n % 2 ? 900 : 800, 2)) }),
    ),
  ).toBe("few-prices");
});

test("IN30 a stretch is compared with as many days before it, or the same weekdays a year ago", () => {
  const days = { from: "2026-03-02", until: "2026-03-08" };
  expect(comparedWith(days, "before")).toEqual({ from: "2026-02-23", until: "2026-03-01" });
  expect(comparedWith(days, "year")).toEqual({ from: "2025-03-03", until: "2025-03-09" });
  expect(comparedWith(days, "none")).toBeNull();
});

test("IN31 a figure rests on the orders of its rows, or of what its goods and customers bought, newest first, each once", () => {
  const lines = [
    line({ number: "1", at: START }),
    line({ number: "2", at: START + DAY }),
    line({ number: "2", ordinal: 2, at: START + DAY, sku: "tea-2", refunded: 300, net: 700 }),
  ];
  const facts = factsOf({ bought: lines, skus: [sku({ opening: 5, closing: 3 })] });
  const behind = (metric: MetricId) =>
    documentsOf({ shop: SHOP, metric }, facts, measure(facts, { metric, by: [] }).rows).map(
      ({ number }) => number,
    );
  expect(behind("sales")).toEqual(["2", "1"]);
  expect(behind("refunds")).toEqual(["2"]);
  expect(behind("turnover")).toEqual(["2", "1"]);
  expect(behind("repurchase")).toEqual(["2", "1"]);
  expect([behind("first-pass"), behind("settled")]).toEqual([[], []]);
  expect(othersOf("sales")).toBeNull();
  expect(othersOf("conversion")).toEqual({ types: ["product_viewed"], whole: false });
});
