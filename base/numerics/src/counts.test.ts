import { expect, test } from "vitest";
import { countMass, countQuantile, logGamma } from "./counts.ts";

test("NU2 ln Γ agrees with factorials and with Γ(½) = √π", () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n += 1) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(() => logGamma(0)).toThrow();
});

test("NU2 counts sum to one with the mean and variance promised, and quantiles bracket their share", () => {
  for (const [mean, excess] of [
    [4, 0],
    [4, 0.2],
    [30, 0.05],
    [0, 0.3],
  ] as const) {
    let sum = 0;
    let first = 0;
    let second = 0;
    for (let k = 0; k < 400; k += 1) {
      const p = countMass(k, mean, excess);
      sum += p;
      first += k * p;
      second += k * k * p;
    }
    expect(sum).toBeCloseTo(1, 9);
    expect(first).toBeCloseTo(mean, 6);
    expect(second - first * first).toBeCloseTo(mean + excess * mean * mean, 5);
    const k = countQuantile(0.9, mean, excess);
    let below = 0;
    for (let j = 0; j < k; j += 1) below += countMass(j, mean, excess);
    expect(below).toBeLessThan(0.9);
    expect(below + countMass(k, mean, excess)).toBeGreaterThanOrEqual(0.9);
  }
  expect(() => countQuantile(1, 3, 0)).toThrow("No quantile");
});
