import { expect, test } from "vitest";
import {
  betaBinomialMass,
  binomialBelow,
  binomialMass,
  binomialTail,
  hypergeometricMass,
} from "./binomial.ts";

const choose = (n: number, k: number): number => {
  let c = 1;
  for (let i = 1; i <= k; i += 1) c = (c * (n - k + i)) / i;
  return c;
};

test("NU8 binomial masses and tails are those of counting, and of the published values far out", () => {
  for (const [n, p] of [
    [1, 0.3],
    [12, 0.07],
    [40, 0.5],
    [40, 0.93],
  ] as const) {
    const masses = Array.from(
      { length: n + 1 },
      (_, k) => choose(n, k) * p ** k * (1 - p) ** (n - k),
    );
    for (let k = 0; k <= n; k += 1) {
      const tail = masses.slice(k).reduce((a, b) => a + b, 0);
      const below = masses.slice(0, k + 1).reduce((a, b) => a + b, 0);
      expect(binomialMass(k, n, p) / (masses[k] ?? 0)).toBeCloseTo(1, 11);
      expect(binomialTail(k, n, p)).toBeCloseTo(tail, 12);
      expect(binomialBelow(k, n, p)).toBeCloseTo(below, 12);
    }
  }
  // SciPy 1.17: binom.pmf, binom.sf.
  expect(binomialMass(44_700, 90_189, 0.5) / 8.424058644574924e-5).toBeCloseTo(1, 11);
  expect(binomialTail(301, 10_000, 0.025) / 0.0008264987686438953).toBeCloseTo(1, 9);
  expect(binomialMass(3, 2, 0.5)).toBe(0);
  expect([binomialMass(0, 5, 0), binomialMass(5, 5, 1), binomialTail(6, 5, 1)]).toEqual([1, 1, 0]);
});

test("NU8 a billion people are counted as exactly as ten", () => {
  const n = 1e9;
  const p = 1e-6;
  // Poisson(1000) is the limit; the ratio of neighbours is exact.
  const ratio = binomialMass(1031, n, p) / binomialMass(1030, n, p);
  expect(ratio).toBeCloseTo((((n - 1030) / 1031) * p) / (1 - p), 10);
  expect(binomialTail(1001, n, p) + binomialBelow(1000, n, p)).toBeCloseTo(1, 10);
});

test("NU8 drawing without replacement agrees with counting every draw", () => {
  const law = { marked: 7, plain: 9, drawn: 6 };
  let sum = 0;
  for (let k = 0; k <= 6; k += 1) {
    const counted = (choose(7, k) * choose(9, 6 - k)) / choose(16, 6);
    expect(hypergeometricMass(k, law)).toBeCloseTo(counted, 12);
    sum += counted;
  }
  expect(sum).toBeCloseTo(1, 12);
  expect(hypergeometricMass(3, { marked: 7, plain: 13, drawn: 12 })).toBeCloseTo(0.1986584107, 9);
});

test("NU8 the beta-binomial is the binomial averaged over its rate", () => {
  const [n, a, b] = [20, 1.5, 8];
  expect(betaBinomialMass(4, n, { a, b })).toBeCloseTo(0.10710618389474306, 12);
  let [mass, total] = [0, 0];
  for (let i = 0; i < 20_000; i += 1) {
    const p = (i + 0.5) / 20_000;
    const weight = p ** (a - 1) * (1 - p) ** (b - 1);
    mass += weight * binomialMass(2, n, p);
    total += weight;
  }
  expect(betaBinomialMass(2, n, { a, b })).toBeCloseTo(mass / total, 6);
});
