import { expect, test } from "vitest";
import { gaussian, poisson, seeded } from "./random.ts";

test("NU7 the same seed gives the same stream, another seed another", () => {
  const [a, b, c] = [seeded(1), seeded(1), seeded(2)];
  const first = Array.from({ length: 50 }, a);
  expect(Array.from({ length: 50 }, b)).toEqual(first);
  expect(Array.from({ length: 50 }, c)).not.toEqual(first);
  expect(first.every((u) => u >= 0 && u < 1)).toBe(true);
});

test("NU7 normal and Poisson deviates have the moments of their laws", () => {
  const random = seeded(4);
  const n = 40_000;
  for (const mean of [0, 0.5, 4, 80]) {
    const xs = Array.from({ length: n }, () => poisson(mean, random));
    const found = xs.reduce((a, b) => a + b, 0) / n;
    const variance = xs.reduce((s, x) => s + (x - found) ** 2, 0) / n;
    const noise = 5 * Math.sqrt((mean + 0.01) / n);
    expect(Math.abs(found - mean)).toBeLessThan(noise);
    expect(Math.abs(variance - mean)).toBeLessThan(0.05 * mean + 1e-9);
  }
  const zs = Array.from({ length: n }, () => gaussian(random));
  expect(Math.abs(zs.reduce((a, b) => a + b, 0) / n)).toBeLessThan(0.025);
  expect(zs.reduce((s, z) => s + z * z, 0) / n).toBeCloseTo(1, 1);
  expect(() => poisson(-1, random)).toThrow("Not a mean");
});
