import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type BgNbd,
  type Buying,
  chanceAlive,
  fitBgNbd,
  hypergeometric,
  logLikelihood,
  purchasesExpected,
} from "./bg-nbd.ts";
import { seeded } from "./random.ts";

/** Gamma(shape) by Marsaglia & Tsang, and beta from two of them; the oracle's own chance. */
function gammaOf(shape: number, random: () => number): number {
  if (shape < 1) return gammaOf(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < z ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

const TRUE: BgNbd = { r: 0.8, alpha: 5, a: 0.9, b: 3 };

/** A life by the law itself: purchases until `end`, after each of which they may leave. */
function lived(law: BgNbd, age: number, ahead: number, random: () => number) {
  const rate = gammaOf(law.r, random) / law.alpha;
  const [x, y] = [gammaOf(law.a, random), gammaOf(law.b, random)];
  const leaves = x / (x + y);
  const days: number[] = [];
  let at = 0;
  for (;;) {
    at -= Math.log(1 - random()) / rate;
    if (at > age + ahead) break;
    days.push(at);
    if (random() < leaves) break;
  }
  const known = days.filter((day) => day <= age);
  const buying: Buying = { repeats: known.length, recency: known.at(-1) ?? 0, age };
  return { buying, later: days.length - known.length };
}

test("NU13 the law is found again from lives that it made", () => {
  const random = seeded(11);
  const lives = Array.from({ length: 8_000 }, () => lived(TRUE, 20 + 30 * random(), 0, random));
  const fit = fitBgNbd(lives.map(({ buying }) => buying));
  if (fit === null) throw new Error("They did come back");
  expect(fit.r).toBeCloseTo(TRUE.r, 1);
  expect(Math.abs(fit.alpha - TRUE.alpha)).toBeLessThan(0.5);
  expect(Math.abs(fit.a - TRUE.a)).toBeLessThan(0.15);
  expect(Math.abs(fit.b - TRUE.b)).toBeLessThan(0.6);
  const sum = lives.reduce((n, { buying }) => n + logLikelihood(buying, TRUE), 0);
  expect(fit.logLikelihood).toBeGreaterThan(sum);
});

test("NU13 what is foretold of the time ahead comes, whoever it is asked of", () => {
  const random = seeded(12);
  const groups = new Map<string, { n: number; foretold: number; came: number }>();
  for (let i = 0; i < 60_000; i += 1) {
    const { buying, later } = lived(TRUE, 40, 20, random);
    const key = `${Math.min(3, buying.repeats)} ${buying.recency > 20}`;
    const group = groups.get(key) ?? { n: 0, foretold: 0, came: 0 };
    group.n += 1;
    group.foretold += purchasesExpected(buying, TRUE, 20);
    group.came += later;
    groups.set(key, group);
  }
  expect(groups.size).toBe(7);
  for (const { n, foretold, came } of groups.values())
    expect(Math.abs(foretold - came)).toBeLessThan(4 * Math.sqrt(came) + 0.02 * n);
});

test("NU13 the hypergeometric function by its known values, and the same by either way of summing", () => {
  // 2F1(1, 1; 2; z) = −ln(1 − z)/z, 2F1(a, b; b; z) = (1 − z)^−a.
  for (const z of [0.1, 0.5, 0.9, 0.99]) {
    expect(hypergeometric({ a: 1, b: 1, c: 2 }, z)).toBeCloseTo(-Math.log(1 - z) / z, 9);
    expect(hypergeometric({ a: 2.5, b: 3, c: 3 }, z) / (1 - z) ** -2.5).toBeCloseTo(1, 9);
  }
  expect(hypergeometric({ a: 3, b: 2, c: 4 }, 0)).toBe(1);
});

test("NU13 who bought once is still there; a long silence after many purchases says they left; more time, more purchases", () => {
  expect(chanceAlive({ repeats: 0, recency: 0, age: 30 }, TRUE)).toBe(1);
  const often = (recency: number) => chanceAlive({ repeats: 8, recency, age: 40 }, TRUE);
  expect(often(39)).toBeGreaterThan(0.8);
  expect(often(8)).toBeLessThan(0.05);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 200, noNaN: true }),
      fc.double({ min: 0.2, max: 4, noNaN: true }),
      (repeats, part, age, a) => {
        const law = { ...TRUE, a };
        const buying = { repeats, recency: repeats === 0 ? 0 : part * age, age };
        const [soon, later] = [5, 50].map((ahead) => purchasesExpected(buying, law, ahead));
        expect(soon).toBeGreaterThanOrEqual(-1e-9);
        expect(later ?? 0).toBeGreaterThanOrEqual((soon ?? 0) - 1e-9);
        expect(purchasesExpected(buying, law, 0)).toBeCloseTo(0, 9);
      },
    ),
  );
  // No hole where a is 1.
  const at = (a: number) =>
    purchasesExpected({ repeats: 3, recency: 20, age: 30 }, { ...TRUE, a }, 10);
  expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 4);
});

test("NU13 nobody came back: there is nothing to fit", () => {
  expect(fitBgNbd([{ repeats: 0, recency: 0, age: 10 }])).toBeNull();
  expect(fitBgNbd([])).toBeNull();
});
