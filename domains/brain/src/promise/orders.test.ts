import { gaussian, poisson, seeded } from "@zhongshu/numerics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { corrected, likeBefore, rangeOf, ratesOf, type Told } from "./orders.ts";

test("BR27 without a past the forecast of the model stands as it is", () => {
  const any = fc.record({
    mean: fc.double({ min: 0, max: 200, noNaN: true }),
    excess: fc.double({ min: 0, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(any, (told) => {
      const kept = corrected(told, []);
      expect(kept.mean).toBeCloseTo(told.mean, 9);
      expect(kept.excess).toBeCloseTo(told.excess, 9);
    }),
  );
});

test("BR27 a model that is off by half and spreads too little is put right by what came of its promises", () => {
  const random = seeded(7);
  const draw = (): Told => {
    const mean = 5 + 40 * random();
    const truth = 1.5 * mean * Math.exp(0.3 * gaussian(random) - 0.045);
    return { foretold: { mean, excess: 0 }, came: poisson(truth, random) };
  };
  const past = Array.from({ length: 60 }, draw);
  const holds = (of: (told: Told) => { low: number; high: number }): number => {
    const cases = Array.from({ length: 2_000 }, draw);
    return (
      cases.filter((one) => one.came >= of(one).low && one.came <= of(one).high).length / 2_000
    );
  };
  expect(holds(({ foretold }) => rangeOf(foretold))).toBeLessThan(0.4);
  const learnt = holds(({ foretold }) => rangeOf(corrected(foretold, past)));
  expect(learnt).toBeGreaterThan(0.76);
  expect(learnt).toBeLessThan(0.9);
});

test("BR27 what was tried fewer than five times, or hardly brought a buyer, is not promised", () => {
  const once = { people: 200, buyers: 6 };
  expect(ratesOf(Array(4).fill(once))).toBeNull();
  expect(ratesOf(Array(6).fill({ people: 200, buyers: 1 }))).toBeNull();
  const rates = ratesOf(Array(8).fill(once));
  if (rates === null) throw new Error("Eight tries are enough");
  const { low, high } = likeBefore(rates, 400);
  expect(low).toBeLessThan(12);
  expect(high).toBeGreaterThan(12);
  expect(low).toBeGreaterThan(2);
  expect(high).toBeLessThan(30);
});
