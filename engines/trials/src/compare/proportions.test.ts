import { normalUpper, seeded } from "@zhongshu/numerics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareProportions, exactTest, scoreInterval } from "../index.ts";
import type { ArmCount } from "./arms.ts";
import { restrictedRate } from "./proportions.ts";

const arm = (buyers: number, people: number): ArmCount => ({ buyers, people });
const anArm = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([people, share]) => arm(Math.floor(share * people), people));

test("TR7 the pooled z and its p are those published for Cookie Cats", () => {
  const day1 = compareProportions(arm(20_034, 44_700), arm(20_119, 45_489));
  expect(day1.z).toBeCloseTo(1.784, 3);
  expect(day1.p).toBeCloseTo(0.0744, 4);
  const day7 = compareProportions(arm(8_502, 44_700), arm(8_279, 45_489));
  expect(day7.z).toBeCloseTo(3.164, 3);
  expect(day7.p).toBeCloseTo(0.0016, 4);
  expect(compareProportions(arm(0, 5), arm(0, 9))).toEqual({ difference: 0, z: 0, p: 1 });
});

const likelihood = (one: ArmCount, other: ArmCount, p1: number, p0: number): number => {
  const term = (k: number, p: number): number => (k === 0 ? 0 : k * Math.log(p));
  return (
    term(one.buyers, p1) +
    term(one.people - one.buyers, 1 - p1) +
    term(other.buyers, p0) +
    term(other.people - other.buyers, 1 - p0)
  );
};

test("TR8 the rate under a given difference is the one that a search over the likelihood finds", () => {
  fc.assert(
    fc.property(anArm, anArm, fc.double({ min: -0.95, max: 0.95, noNaN: true }), (a, b, delta) => {
      const found = restrictedRate(a, b, delta);
      const [low, high] = [Math.max(0, -delta), Math.min(1, 1 - delta)];
      const best = likelihood(a, b, found + delta, found);
      for (let i = 1; i < 200; i += 1) {
        const p0 = low + ((high - low) * i) / 200;
        expect(best).toBeGreaterThan(likelihood(a, b, p0 + delta, p0) - 1e-6);
      }
    }),
    { numRuns: 200 },
  );
});

test("TR8 the score interval is that of Newcombe's table (1998, method 6)", () => {
  const of = (one: ArmCount, other: ArmCount) => {
    const { low, high } = scoreInterval(one, other, 0.95);
    return [low.toFixed(4), high.toFixed(4)];
  };
  expect(of(arm(56, 70), arm(48, 80))).toEqual(["0.0528", "0.3382"]);
  expect(of(arm(9, 10), arm(3, 10))).toEqual(["0.1700", "0.8406"]);
  expect(of(arm(10, 10), arm(0, 20))[1]).toBe("1.0000");
});

test("TR8 its ends are where the score statistic, taken at its word, meets the quantile", () => {
  fc.assert(
    fc.property(anArm, anArm, fc.constantFrom(0.8, 0.95), (a, b, level) => {
      const { low, middle, high } = scoreInterval(a, b, level);
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(middle);
      expect(middle).toBeLessThanOrEqual(high);
      const mirrored = scoreInterval(b, a, level);
      expect(mirrored.low).toBeCloseTo(-high, 8);
      for (const end of [low, high].filter((e) => Math.abs(e) < 0.999)) {
        const p0 = restrictedRate(a, b, end);
        const p1 = p0 + end;
        const n = a.people + b.people;
        const spread = ((p1 * (1 - p1)) / a.people + (p0 * (1 - p0)) / b.people) * (n / (n - 1));
        const z = (middle - end) / Math.sqrt(spread);
        expect(Math.abs(z)).toBeCloseTo(normalUpper((1 - level) / 2), 3);
      }
    }),
    { numRuns: 100 },
  );
});

test("TR8 it covers as often as it says, at rates and splits of this trade", () => {
  const random = seeded(2);
  const draw = (people: number, p: number): ArmCount => {
    let buyers = 0;
    for (let i = 0; i < people; i += 1) if (random() < p) buyers += 1;
    return arm(buyers, people);
  };
  for (const [p1, p0, n1, n0] of [
    [0.1, 0.08, 360, 90],
    [0.03, 0.03, 900, 300],
  ] as const) {
    const runs = 3_000;
    const inside = { at80: 0, at95: 0 };
    for (let run = 0; run < runs; run += 1) {
      const [a, b] = [draw(n1, p1), draw(n0, p0)];
      const holds = (level: number): number => {
        const { low, high } = scoreInterval(a, b, level);
        return low <= p1 - p0 && p1 - p0 <= high ? 1 : 0;
      };
      inside.at80 += holds(0.8);
      inside.at95 += holds(0.95);
    }
    expect(Math.abs(inside.at80 / runs - 0.8)).toBeLessThan(0.03);
    expect(Math.abs(inside.at95 / runs - 0.95)).toBeLessThan(0.015);
  }
});

test("TR9 the exact test agrees with every way of dealing the buyers, and with published p-values", () => {
  // Fisher's tea; R and SciPy: fisher_exact.
  expect(exactTest(arm(3, 4), arm(1, 4)).p).toBeCloseTo(0.485714285714, 10);
  expect(exactTest(arm(8, 10), arm(1, 6)).p).toBeCloseTo(0.034965034965, 10);
  expect(exactTest(arm(56, 70), arm(48, 80)).p).toBeCloseTo(0.012521129749, 10);
  const people = fc.integer({ min: 1, max: 7 });
  const dealt = fc.tuple(people, people, fc.integer({ min: 0, max: 2 ** 14 - 1 }));
  fc.assert(
    fc.property(dealt, ([n1, n0, bits]) => {
      const n = n1 + n0;
      const bought = Array.from({ length: n }, (_, i) => (bits >> i) & 1);
      const count = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
      const seen = count(bought.slice(0, n1));
      const drawn = count(bought);
      // Every subset of n1 people is an equally likely first arm.
      const splits = new Map<number, number>();
      let all = 0;
      for (let mask = 0; mask < 2 ** n; mask += 1) {
        const who = Array.from({ length: n }, (_, i) => (mask >> i) & 1);
        if (count(who) !== n1) continue;
        all += 1;
        const k = bought.reduce((s, b, i) => s + b * (who[i] ?? 0), 0);
        splits.set(k, (splits.get(k) ?? 0) + 1);
      }
      const own = splits.get(seen) ?? 0;
      const rare = [...splits.values()].filter((ways) => ways <= own).reduce((a, b) => a + b, 0);
      const found = exactTest(arm(seen, n1), arm(drawn - seen, n0));
      expect(found.p).toBeCloseTo(rare / all, 10);
      expect(found.midP).toBeCloseTo((rare - own / 2) / all, 10);
    }),
    { numRuns: 60 },
  );
});

test("TR7 counts that cannot be throw", () => {
  for (const broken of [arm(3, 2), arm(-1, 5), arm(0, 0), arm(0.5, 3)])
    expect(() => compareProportions(broken, arm(1, 2))).toThrow("No arm");
  expect(() => scoreInterval(arm(1, 2), arm(1, 2), 1)).toThrow("level");
});
