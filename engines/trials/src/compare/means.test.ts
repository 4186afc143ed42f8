import { gaussian, merge, momentsOf, pairsOf, seeded, zeros } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { compareAdjusted, compareMeans, permute } from "../index.ts";

test("TR10 Welch's interval from moments is the textbook's, however the moments were merged", () => {
  // SciPy: ttest_ind(one, other, equal_var=False): ν 18.52, p .0177682, 95 % −4.83998 … −.52002.
  const one = [
    27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4,
  ];
  const other = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0];
  const whole = compareMeans(momentsOf(one), momentsOf(other), 0.95);
  expect(whole.p).toBeCloseTo(0.017768216459974433, 9);
  expect(whole.low).toBeCloseTo(-4.839980803923179, 9);
  expect(whole.high).toBeCloseTo(-0.5200191960768268, 9);
  const parts = merge(momentsOf(one.slice(6)), momentsOf(one.slice(0, 6)));
  const merged = compareMeans(parts, momentsOf(other), 0.95);
  expect(merged.low).toBeCloseTo(whole.low, 10);
  expect(merged.high).toBeCloseTo(whole.high, 10);
});

/** Most buy nothing; the rest spend very unequal amounts. */
const spending = (random: () => number, n: number, rate: number): number[] =>
  Array.from({ length: n }, () => (random() < rate ? Math.exp(3 + 0.8 * gaussian(random)) : 0));
const expectedSpending = (rate: number): number => rate * Math.exp(3 + 0.32);

test("TR10 Welch covers the difference of money with many zeros once there are enough buyers", () => {
  const random = seeded(8);
  let inside = 0;
  const runs = 1_500;
  for (let run = 0; run < runs; run += 1) {
    const one = momentsOf(spending(random, 1_600, 0.1));
    const other = momentsOf(spending(random, 800, 0.08).filter((x) => x > 0));
    const padded = merge(other, zeros(800 - other.n));
    const { low, high } = compareMeans(one, padded, 0.8);
    const truth = expectedSpending(0.1) - expectedSpending(0.08);
    if (low <= truth && truth <= high) inside += 1;
  }
  expect(Math.abs(inside / runs - 0.8)).toBeLessThan(0.035);
});

/** Welch's t with every way of dealing the arms: the slow truth. */
function everyDeal(one: readonly number[], other: readonly number[]): number {
  const all = [...one, ...other];
  const t = (who: readonly number[]): number => {
    const side = (bit: number) => momentsOf(all.filter((_, i) => who[i] === bit));
    const [a, b] = [side(1), side(0)];
    const spread = a.m2 / (a.n - 1) / a.n + b.m2 / (b.n - 1) / b.n;
    return (a.mean - b.mean) / Math.sqrt(spread + 1e-18);
  };
  const seen = t(all.map((_, i) => (i < one.length ? 1 : 0)));
  let [above, below, deals] = [0, 0, 0];
  for (let mask = 0; mask < 2 ** all.length; mask += 1) {
    const who = all.map((_, i) => (mask >> i) & 1);
    if (who.reduce((a, b) => a + b, 0) !== one.length) continue;
    deals += 1;
    const here = t(who);
    if (here >= seen - 1e-9) above += 1;
    if (here <= seen + 1e-9) below += 1;
  }
  return Math.min(1, (2 * Math.min(above, below)) / deals);
}

test("TR11 the permutation p is that of every way of dealing, within the chance of its draws", () => {
  const random = seeded(5);
  for (let world = 0; world < 6; world += 1) {
    const one = Array.from({ length: 5 }, () => Math.round(gaussian(random) * 10) + world * 4);
    const other = Array.from({ length: 7 }, () => Math.round(gaussian(random) * 10));
    const { p } = permute(one, other, 0.8, { random, draws: 8_000 });
    const exact = everyDeal(one, other);
    expect(Math.abs(p - exact)).toBeLessThan(5 * Math.sqrt(exact / 4_000) + 0.001);
  }
});

test("TR11 the permutation interval covers, also where arms are small, unequal and heavy-tailed", () => {
  const random = seeded(6);
  let inside = 0;
  const runs = 300;
  for (let run = 0; run < runs; run += 1) {
    const one = spending(random, 70, 0.3).map((x) => x + 5);
    const other = spending(random, 25, 0.3);
    const { interval } = permute(one, other, 0.8, { random, draws: 199 });
    if (interval !== null && interval.low <= 5 && 5 <= interval.high) inside += 1;
  }
  expect(Math.abs(inside / runs - 0.8)).toBeLessThan(0.07);
});

test("TR11 interval and p agree about zero, shift with the data, and too few people bound nothing", () => {
  const random = seeded(7);
  for (let world = 0; world < 20; world += 1) {
    const one = spending(random, 30, 0.4).map((x) => x + world * 2);
    const other = spending(random, 30, 0.4);
    const { p, interval } = permute(one, other, 0.9, { random: seeded(world), draws: 999 });
    if (interval === null) throw new Error("no interval");
    if (Math.abs(p - 0.1) > 0.003) expect(interval.low > 0 || interval.high < 0).toBe(p < 0.1);
    const moved = permute(
      one.map((x) => x + 100),
      other,
      0.9,
      { random: seeded(world), draws: 999 },
    );
    expect(moved.interval?.low).toBeCloseTo(interval.low + 100, 4);
  }
  expect(permute([1, 2], [3, 4], 0.95, { random, draws: 500 }).interval).toBeNull();
  expect(() => permute([1], [2, 3], 0.9, { random, draws: 10 })).toThrow("Two people");
});

test("TR12 what was spent earlier narrows the interval and moves the truth nowhere", () => {
  const random = seeded(10);
  let [inside, plain, adjusted] = [0, 0, 0];
  const runs = 800;
  for (let run = 0; run < runs; run += 1) {
    const arm = (n: number, effect: number) =>
      Array.from({ length: n }, () => {
        const x = Math.exp(gaussian(random));
        return [x, effect + 2 * x + gaussian(random)] as const;
      });
    const [one, other] = [arm(150, 0.5), arm(60, 0)];
    const found = compareAdjusted(pairsOf(one), pairsOf(other), 0.8);
    const bare = compareMeans(
      momentsOf(one.map(([, y]) => y)),
      momentsOf(other.map(([, y]) => y)),
      0.8,
    );
    if (found.low <= 0.5 && 0.5 <= found.high) inside += 1;
    plain += bare.high - bare.low;
    adjusted += found.high - found.low;
  }
  expect(Math.abs(inside / runs - 0.8)).toBeLessThan(0.045);
  expect(adjusted).toBeLessThan(plain / 3);
  const flat = pairsOf([
    [1, 2],
    [1, 5],
    [1, 3],
  ]);
  expect(compareAdjusted(flat, flat, 0.8).theta).toBe(0);
});
