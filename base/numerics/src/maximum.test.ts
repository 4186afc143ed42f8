import { expect, test } from "vitest";
import { maximum } from "./maximum.ts";

test("NU12 the top of a curved ridge, of a quadratic in five variables, and nothing where nothing is a number", () => {
  // Rosenbrock (1960), turned over.
  const ridge = maximum(([x = 0, y = 0]) => -((1 - x) ** 2) - 100 * (y - x ** 2) ** 2, [-1.2, 1]);
  expect(ridge.at[0]).toBeCloseTo(1, 5);
  expect(ridge.at[1]).toBeCloseTo(1, 5);
  const target = [3, -1, 0.5, 8, -20];
  const hill = maximum(
    (at) => -at.reduce((sum, x, i) => sum + (i + 1) * (x - (target[i] ?? 0)) ** 2, 0),
    [0, 0, 0, 0, 0],
  );
  target.forEach((x, i) => {
    expect(hill.at[i]).toBeCloseTo(x, 5);
  });
  const edge = maximum(([x = 0]) => (x > 0 ? Math.log(x) - x : Number.NaN), [4]);
  expect(edge.at[0]).toBeCloseTo(1, 5);
  expect(maximum(() => Number.NaN, [1]).at).toEqual([1]);
});
