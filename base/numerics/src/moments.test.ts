import fc from "fast-check";
import { expect, test } from "vitest";
import { merge, mergePairs, momentsOf, NOTHING, pairsOf, variance, zeros } from "./moments.ts";

const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2 });

test("NU10 moments merged in any order are those of all the values at once", () => {
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const all = [...a, ...b];
      const mean = all.reduce((s, x) => s + x, 0) / all.length;
      const spread = all.reduce((s, x) => s + (x - mean) ** 2, 0) / (all.length - 1);
      const merged = merge(momentsOf(b), momentsOf(a));
      expect(merged.n).toBe(all.length);
      expect(merged.mean).toBeCloseTo(mean, 8);
      expect(variance(merged) / (spread + 1)).toBeCloseTo(spread / (spread + 1), 8);
    }),
  );
  expect(merge(NOTHING, NOTHING)).toEqual(NOTHING);
  expect(merge(momentsOf([3, 5]), zeros(2))).toEqual(momentsOf([3, 5, 0, 0]));
  expect(() => variance(momentsOf([1]))).toThrow("No variance");
});

test("NU10 pairs too", () => {
  const pair = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }));
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1 }), fc.array(pair, { minLength: 1 }), (a, b) => {
      const all = [...a, ...b];
      const x = all.reduce((s, [v]) => s + v, 0) / all.length;
      const y = all.reduce((s, [, v]) => s + v, 0) / all.length;
      const merged = mergePairs(pairsOf(a), pairsOf(b));
      expect(merged.xy).toBeCloseTo(
        all.reduce((s, [u, v]) => s + (u - x) * (v - y), 0),
        6,
      );
      expect(merged.yy).toBeCloseTo(
        all.reduce((s, [, v]) => s + (v - y) ** 2, 0),
        6,
      );
      expect(merged.xx).toBeCloseTo(
        all.reduce((s, [u]) => s + (u - x) ** 2, 0),
        6,
      );
    }),
  );
});
