import { expect, test } from "vitest";
import { normalTail, normalUpper } from "./normal.ts";

// Abramowitz & Stegun, tables 26.1 and 26.2.
const TABLE: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [1, 0.158655253931457],
  [1.959963984540054, 0.025],
  [3, 1.34989803163009e-3],
  [5, 2.866515718791939e-7],
  [10, 7.61985302416e-24],
  [-2, 0.977249868051821],
];

test("NU1 the normal tail agrees with the tables, far out too, and its quantile undoes it", () => {
  for (const [x, p] of TABLE) expect(normalTail(x) / p, `at ${x}`).toBeCloseTo(1, 11);
  for (const p of [0.4, 0.025, 1e-6, 1e-20, 0.9]) {
    expect(normalTail(normalUpper(p)) / p, `at ${p}`).toBeCloseTo(1, 10);
  }
  expect(() => normalUpper(0)).toThrow("Not a probability");
  expect(() => normalTail(Number.NaN)).toThrow();
});
