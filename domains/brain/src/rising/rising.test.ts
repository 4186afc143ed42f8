import { poisson, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { categoriesOf } from "./blocks.ts";
import { notLately } from "./cool-down.ts";
import { risesIn } from "./rising.ts";
import { WINDOW_DAYS, type Window } from "./window.ts";

type Row = { customer: number; day: number; category: number; touches: number };

const windowOf = (
  rows: readonly Row[],
  customers: number,
  promoted: readonly (readonly number[])[] = [],
): Window => ({
  customers,
  categories: 3,
  touches: {
    size: rows.length,
    customer: Uint32Array.from(rows.map((r) => r.customer)),
    day: Uint8Array.from(rows.map((r) => r.day)),
    category: Uint16Array.from(rows.map((r) => r.category)),
    touches: Float64Array.from(rows.map((r) => r.touches)),
  },
  promoted: [0, 1, 2].map((c) => new Set(promoted[c] ?? [])),
});

/** The pull of category 0, the others having 3 each; or all three. */
type Lift = (customer: number, day: number) => number | readonly number[];

function simulated(customers: number, seed: number, lift: Lift): Row[] {
  const random = seeded(seed);
  const rows: Row[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    for (let day = 0; day < WINDOW_DAYS; day += 1) {
      if (random() > 0.5) continue;
      const pulls = lift(customer, day);
      (typeof pulls === "number" ? [pulls, 3, 3] : pulls).forEach((pull, category) => {
        const touches = poisson(pull, random);
        if (touches > 0) rows.push({ customer, day, category, touches });
      });
    }
  }
  return rows;
}

const fail = (): never => {
  throw new Error("No rise");
};
const group = (from: number, to: number) => ({
  members: Uint32Array.from({ length: to - from }, (_, i) => from + i),
});
const late = (day: number): boolean => day >= WINDOW_DAYS - 7;

test("BR1 a category that doubles in one community, and nowhere else, is found with its true size", () => {
  const rows = simulated(500, 1, (c, d) => (c < 100 && late(d) ? 2 : 1));
  const { rises, tests } = risesIn(windowOf(rows, 500), [
    group(0, 100),
    group(100, 200),
    group(200, 300),
  ]);
  expect(tests).toBe(9);
  expect(rises.map((r) => [r.community, r.category])).toEqual([[0, 0]]);
  const [rise] = rises;
  expect(rise?.net).toBeGreaterThan(0.5);
  expect(rise?.net).toBeLessThan(1.1);
  expect(rise?.here.before).toBeCloseTo(1 / 7, 1);
  const seen = (c: number, from: number, to: number): boolean =>
    rows.some((r) => r.customer === c && r.day >= from && r.day < to);
  const both = Array.from({ length: 100 }, (_, c) => c).filter(
    (c) => seen(c, WINDOW_DAYS - 7, WINDOW_DAYS) && seen(c, 0, WINDOW_DAYS - 7),
  );
  expect(rise?.here.customers).toBe(both.length);
  expect([...(rise?.members ?? [])].toSorted((a, b) => a - b)).toEqual(both);
  const { here, elsewhere } = rise ?? fail();
  const net = here.now / here.before / (elsewhere.now / elsewhere.before) - 1;
  expect(rise?.net).toBeCloseTo(net, 9);
});

test("BR2 a rise of the whole platform is nobody's card", () => {
  const rows = simulated(500, 2, (_, d) => (late(d) ? 2.5 : 1));
  expect(risesIn(windowOf(rows, 500), [group(0, 100), group(100, 200)]).rises).toEqual([]);
});

test("BR2 where all others looked away, nothing has risen", () => {
  const away = (c: number, d: number): number => (c >= 100 && late(d) ? 0.2 : 1);
  const rows = simulated(500, 2, (c, d) => 3 * away(c, d));
  expect(risesIn(windowOf(rows, 500), [group(0, 100), group(100, 200)]).rises).toEqual([]);
  const risen = simulated(500, 2, (c, d) => 3 * away(c, d) * (c < 100 && late(d) ? 2 : 1));
  const { rises } = risesIn(windowOf(risen, 500), [group(0, 100), group(100, 200)]);
  expect(rises.map((r) => [r.community, r.category])).toEqual([[0, 0]]);
});

test("BR2 where a season ends for all, what is left over fills those who followed it: nobody's card", () => {
  // Category 0 ends everywhere. In the first two groups it was most of all; there, 1 now takes its place.
  const followers = (customer: number): boolean => customer < 200;
  const pulls = (c: number, d: number): number[] =>
    followers(c) ? [late(d) ? 1.2 : 6, 2, 1] : [late(d) ? 0.1 : 0.5, 2, 6];
  const rows = simulated(1_000, 6, pulls);
  const grew = (from: number, to: number): number => {
    const touches = (category: number | null, weeks: (day: number) => boolean): number =>
      rows
        .filter((r) => r.customer >= from && r.customer < to && weeks(r.day))
        .reduce((n, r) => n + (category === null || r.category === category ? r.touches : 0), 0);
    const before = (day: number): boolean => !late(day);
    return touches(1, late) / touches(null, late) / (touches(1, before) / touches(null, before));
  };
  expect(grew(0, 200)).toBeGreaterThan(1.7 * grew(200, 1_000));
  const communities = Array.from({ length: 10 }, (_, g) => group(g * 100, g * 100 + 100));
  expect(risesIn(windowOf(rows, 1_000), communities).rises).toEqual([]);
});

test("BR3 a promotion day of the category is left out, so its rush is nobody's card", () => {
  const rush = WINDOW_DAYS - 3;
  const rows = simulated(500, 3, (c, d) => (c < 100 && d === rush ? 12 : 1));
  const communities = [group(0, 100), group(100, 200)];
  expect(risesIn(windowOf(rows, 500), communities).rises.length).toBe(1);
  expect(risesIn(windowOf(rows, 500, [[rush]]), communities).rises).toEqual([]);
});

test("BR4 where all groups wander by themselves, one that wanders no further than they do makes no card", () => {
  const wander = Array.from({ length: 40 }, (_, g) => Math.exp(1.2 * Math.sin(7 * g)));
  const communities = wander.map((_, g) => group(g * 150, g * 150 + 150));
  const moved = simulated(6_000, 8, (c, d) => {
    const lift = late(d) ? (wander[Math.floor(c / 150)] ?? 1) : 1;
    return [0.1 * lift, 0.3, 0.3];
  });
  expect(risesIn(windowOf(moved, 6_000), communities).rises).toEqual([]);
  const still = simulated(6_000, 8, (c, d) => [c < 150 && late(d) ? 0.3 : 0.1, 0.3, 0.3]);
  expect(risesIn(windowOf(still, 6_000), communities).rises.map((r) => r.community)).toEqual([0]);
});

test("BR4 one customer's flood is one customer: it makes no card", () => {
  const rows = simulated(500, 4, (c, d) => (c === 0 && late(d) ? 400 : 1));
  expect(risesIn(windowOf(rows, 500), [group(0, 100), group(100, 200)]).rises).toEqual([]);
});

test("BR5 with few customers, or nobody else to compare with, nothing is judged", () => {
  const rows = simulated(120, 5, (c, d) => (c < 100 && late(d) ? 3 : 1));
  expect(risesIn(windowOf(rows, 120), [group(0, 8)]).tests).toBe(0);
  expect(risesIn(windowOf(rows, 120), [group(0, 100)]).tests).toBe(0);
});

test("BR1 shares are those counted by hand, over the weeks in which the customer was active", () => {
  const rows: Row[] = [
    { customer: 0, day: 1, category: 0, touches: 1 },
    { customer: 0, day: 2, category: 1, touches: 3 },
    { customer: 0, day: 30, category: 0, touches: 2 },
    { customer: 0, day: 31, category: 2, touches: 2 },
    { customer: 1, day: 30, category: 0, touches: 5 },
    { customer: 2, day: 3, category: 0, touches: 5 },
  ];
  const [first] = categoriesOf(windowOf(rows, 3));
  expect([...(first?.customers ?? [])]).toEqual([0]);
  expect(first?.now[0]).toBeCloseTo(0.5, 12);
  expect(first?.before[0]).toBeCloseTo(0.25, 12);
  expect([...(first?.active ?? [])]).toEqual([1, 0, 0]);
});

test("BR6 what was raised within the week is not raised again", () => {
  expect(notLately(["a", "b"], (x) => x, new Set(["a"]))).toEqual(["b"]);
});
