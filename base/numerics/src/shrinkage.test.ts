import { expect, test } from "vitest";
import { gaussian, seeded } from "./random.ts";
import { components, type Group, shrunk } from "./shrinkage.ts";

const groupOf = (xs: readonly number[]): Group => ({
  n: xs.length,
  sum: xs.reduce((a, b) => a + b, 0),
  squares: xs.reduce((a, b) => a + b * b, 0),
});

test("NU5 the components of an unbalanced layout are found again", () => {
  const random = seeded(5);
  const groups = Array.from({ length: 4_000 }, (_, i) => {
    const mean = 3 + 0.5 * gaussian(random);
    return groupOf(Array.from({ length: 1 + (i % 5) }, () => mean + 0.8 * gaussian(random)));
  });
  const found = components(groups);
  expect(found?.mean).toBeCloseTo(3, 1);
  expect(found?.within).toBeCloseTo(0.64, 1);
  expect(found?.between).toBeCloseTo(0.25, 1);
});

test("NU5 nothing can be separated from one group, or from single observations", () => {
  expect(components([groupOf([1, 2, 3])])).toBeNull();
  expect(components([groupOf([1]), groupOf([2])])).toBeNull();
});

test("NU5 shrinking beats both the own mean and the common one", () => {
  const random = seeded(9);
  const error = { own: 0, common: 0, shrunk: 0 };
  for (let i = 0; i < 5_000; i += 1) {
    const truth = 0.5 * gaussian(random);
    const g = groupOf([1, 2].map(() => truth + 0.8 * gaussian(random)));
    error.own += (g.sum / g.n - truth) ** 2;
    error.common += truth ** 2;
    error.shrunk += (shrunk(g, 0, { within: 0.64, between: 0.25 }).mean - truth) ** 2;
  }
  expect(error.shrunk).toBeLessThan(error.own);
  expect(error.shrunk).toBeLessThan(error.common);
  expect(shrunk({ n: 0, sum: 0 }, 7, { within: 1, between: 2 })).toEqual({ mean: 7, variance: 2 });
});
