import { expect, test } from "vitest";
import { mixtureMoments, mixtureQuantile, normalised, type Part } from "./mixture.ts";
import { normalUpper } from "./normal.ts";
import { gaussian, seeded } from "./random.ts";

const PARTS: readonly Part[] = [
  { weight: 0.7, mean: 0, variance: 1 },
  { weight: 0.3, mean: 4, variance: 0.25 },
];

test("NU11 quantiles and moments of a mixture are those of draws from it", () => {
  const random = seeded(3);
  const draws = Array.from({ length: 200_000 }, () =>
    random() < 0.7 ? gaussian(random) : 4 + 0.5 * gaussian(random),
  ).toSorted((a, b) => a - b);
  for (const p of [0.1, 0.5, 0.9]) {
    expect(mixtureQuantile(PARTS, p)).toBeCloseTo(draws[Math.floor(p * draws.length)] ?? 0, 1);
  }
  const { mean, variance } = mixtureMoments(PARTS);
  expect(mean).toBeCloseTo(1.2, 12);
  expect(variance).toBeCloseTo(0.7 + 0.075 + 0.7 * 1.44 + 0.3 * 7.84, 12);
});

test("NU11 one normal is a mixture, a point is one too, and log weights do not overflow", () => {
  const one = [{ weight: 1, mean: 5, variance: 4 }];
  expect(mixtureQuantile(one, 0.975)).toBeCloseTo(5 + 2 * normalUpper(0.025), 9);
  expect(mixtureQuantile([{ weight: 1, mean: 5, variance: 0 }], 0.2)).toBeCloseTo(5, 9);
  expect(normalised([-10_000, -10_000 + Math.log(3)])).toEqual([
    expect.closeTo(0.25, 12),
    expect.closeTo(0.75, 12),
  ]);
});
