import { logGamma } from "@zhongshu/numerics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleRatio } from "../index.ts";

const two = (held: number, treated: number, share: number) => [
  { people: held, share },
  { people: treated, share: 1 - share },
];

/** Every outcome listed, each with its multinomial chance. */
function listed(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((a, b) => a + b, 0);
  const chance = (ks: readonly number[]): number =>
    Math.exp(
      logGamma(n + 1) +
        ks.reduce((s, k, i) => s + k * Math.log(shares[i] ?? 0) - logGamma(k + 1), 0),
    );
  const walk = (left: number, arms: number): number[][] =>
    arms === 1
      ? [[left]]
      : Array.from({ length: left + 1 }, (_, k) =>
          walk(left - k, arms - 1).map((r) => [k, ...r]),
        ).flat();
  const seen = chance(counts) * (1 + 1e-7);
  return walk(n, counts.length)
    .map(chance)
    .filter((p) => p <= seen)
    .reduce((a, b) => a + b, 0);
}

test("TR13 the sample ratio of Cookie Cats is a mismatch to warn of, exactly", () => {
  const found = sampleRatio(two(44_700, 45_489, 0.5));
  // SciPy: binomtest(44700, 90189, .5); χ² is 6.90, its p .0086.
  expect(found.p).toBeCloseTo(0.008692234389090966, 10);
  expect(found).toMatchObject({ verdict: "warn", method: "exact" });
});

test("TR13 two arms: the exact test is every count no more likely than the one seen, at any share", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(0.1, 0.25, 0.5, 0.37),
      (a, b, share) => {
        expect(sampleRatio(two(a, b, share)).p).toBeCloseTo(listed([a, b], [share, 1 - share]), 9);
      },
    ),
  );
  expect(sampleRatio(two(1, 49, 0.1)).p).toBeCloseTo(0.05832379539702329, 10);
  expect(sampleRatio(two(500_000_000, 500_060_000, 0.5)).p).toBeCloseTo(0.0578, 3);
});

test("TR13 three arms: listed while they can be, χ² in the limit beyond", () => {
  fc.assert(
    fc.property(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), (counts) => {
      const shares = [0.2, 0.3, 0.5];
      const found = sampleRatio(counts.map((people, i) => ({ people, share: shares[i] ?? 0 })));
      expect(found.method).toBe("exact");
      expect(found.p).toBeCloseTo(listed(counts, shares), 9);
    }),
    { numRuns: 40 },
  );
  const thirds = (counts: readonly number[]) =>
    sampleRatio(counts.map((people) => ({ people, share: 1 / 3 })));
  const near = thirds([240, 210, 222]);
  const far = thirds([241 * 2, 211 * 2, 221 * 2]);
  expect([near.method, far.method]).toEqual(["exact", "limit"]);
  // χ² of the smaller one, by hand: 2.036 with two degrees of freedom.
  expect(near.p).toBeCloseTo(Math.exp(-2.0357 / 2), 1);
});

test("TR14 the more plays are looked at, the more it takes to warn", () => {
  const seen = two(120, 380, 0.2);
  const alone = sampleRatio(two(44_700, 45_489, 0.5), 1);
  const many = sampleRatio(two(44_700, 45_489, 0.5), 20);
  expect(many.p).toBe(alone.p);
  expect(many.corrected).toBeCloseTo(20 * alone.p, 12);
  expect(many.verdict).toBe("fine");
  expect(sampleRatio(seen).verdict).toBe("fine");
  expect(sampleRatio(two(150, 350, 0.2)).verdict).toBe("withhold");
  expect(sampleRatio(two(150, 350, 0.2), 1e9).corrected).toBeLessThanOrEqual(1);
  expect(() => sampleRatio(two(1, 2, 0))).toThrow("shares above 0");
});
