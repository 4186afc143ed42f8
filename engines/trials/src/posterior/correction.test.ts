import { gaussian, seeded } from "@zhongshu/numerics";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CountLaw, centralRange, chanceUpTo, corrected, correctionFrom } from "../index.ts";
import { massAt } from "./law.ts";
import { inverse, times } from "./symmetric.ts";

const anyLaw: fc.Arbitrary<CountLaw> = fc
  .record({
    people: fc.integer({ min: 1, max: 120 }),
    rate: fc.double({ min: 0, max: 1, noNaN: true }),
    excess: fc.double({ min: 0, max: 2, noNaN: true }),
  })
  .map(({ people, rate, excess }) => ({ people, mean: people * rate, excess }));

test("TR31 a count law sums to one with its mean, never above its people, and its range holds what it says", () => {
  fc.assert(
    fc.property(anyLaw, fc.constantFrom(0.5, 0.8, 0.95), (law, level) => {
      let [sum, mean] = [0, 0];
      for (let k = 0; k <= law.people; k += 1) {
        sum += massAt(law, k);
        mean += k * massAt(law, k);
      }
      expect(sum).toBeCloseTo(1, 7);
      expect(mean).toBeCloseTo(law.mean, 6);
      expect(massAt(law, law.people + 1)).toBe(0);
      const { low, high } = centralRange(law, level);
      expect(chanceUpTo(law, high).upTo - chanceUpTo(law, low).below).toBeGreaterThan(level - 1e-7);
      if (high < law.people)
        expect(chanceUpTo(law, high).below).toBeLessThan((1 + level) / 2 + 1e-9);
      expect(chanceUpTo(law, low).below).toBeLessThan((1 - level) / 2 + 1e-9);
    }),
    // So low a rate that the beta's gamma functions lose its spread.
    { examples: [[{ people: 1, mean: 1.0000000001105674e-9, excess: 0.8962937954888152 }, 0.5]] },
  );
});

test("TR31 the variance is the binomial's and the excess in mean² beside it", () => {
  const law = { people: 50, mean: 10, excess: 0.1 };
  let second = 0;
  for (let k = 0; k <= 50; k += 1) second += (k - 10) ** 2 * massAt(law, k);
  // Var = n p (1 − p) + n (n − 1) Var(p), Var(p) = excess·p².
  expect(second).toBeCloseTo(50 * 0.2 * 0.8 + 50 * 49 * 0.1 * 0.04, 6);
});

/** Does the central 80 % of the law hold what came, by the randomised PIT? */
function holds(law: CountLaw, came: number, random: () => number): boolean {
  const { below, upTo } = chanceUpTo(law, came);
  const u = below + random() * (upTo - below);
  return u >= 0.1 && u <= 0.9;
}

const PRIOR = [
  { mean: 0, sd: 0.4 },
  { mean: 0, sd: 0.4 },
];

test("TR32 without a past the prior alone speaks: its median factor, and its doubt as spread", () => {
  const law = { people: 100, mean: 12, excess: 0 };
  const none = corrected({ law, about: [1, 0] }, correctionFrom([], PRIOR));
  // Half the doubt of the prior, and of the three hundredths by which everything may shift.
  expect(none.mean).toBeCloseTo(12 * Math.exp(0.08 + 0.03 ** 2 / 2), 6);
  const binomial = none.mean * (1 - none.mean / 100);
  const variance = binomial + none.excess * none.mean ** 2 * 0.99;
  expect(variance).toBeGreaterThan(0.8 * binomial + none.mean ** 2 * Math.expm1(0.16));
  expect(variance).toBeLessThan(1.2 * binomial + none.mean ** 2 * Math.expm1(0.16));
});

test("TR32 a forecaster that is off by a factor that depends on the case is put right, and eight in ten hold", () => {
  const random = seeded(7);
  const truth = { factor: Math.log(1.7), slope: -0.5 };
  const draw = () => {
    const people = 20 + Math.floor(60 * random());
    const x = gaussian(random) * 0.6;
    const law = { people, mean: people * 0.12, excess: 0 };
    const rate = 0.12 * Math.exp(truth.factor + truth.slope * x + 0.15 * gaussian(random));
    let came = 0;
    for (let i = 0; i < people; i += 1) if (random() < rate) came += 1;
    return { law, about: [1, x], came, weeks: 0 };
  };
  const coverage = (of: (one: ReturnType<typeof draw>) => CountLaw, cases: number): number => {
    let inside = 0;
    for (let n = 0; n < cases; n += 1) {
      const one = draw();
      if (holds(of(one), one.came, random)) inside += 1;
    }
    return inside / cases;
  };
  expect(coverage(({ law }) => law, 2_000)).toBeLessThan(0.55);
  const held = Array.from({ length: 25 }, () => {
    const learnt = correctionFrom(Array.from({ length: 100 }, draw), PRIOR);
    expect(Math.abs((learnt.coefficients[0] ?? 0) - truth.factor)).toBeLessThan(0.2);
    expect(Math.abs((learnt.coefficients[1] ?? 0) - truth.slope)).toBeLessThan(0.25);
    return coverage((one) => corrected(one, learnt), 400);
  });
  const mean = held.reduce((sum, share) => sum + share, 0) / held.length;
  expect(mean).toBeGreaterThan(0.77);
  expect(mean).toBeLessThan(0.83);
});

test("TR32 where people differ a count spreads less than the binomial, and its law learns that", () => {
  const random = seeded(5);
  // Nine of thirty are likely, nobody else ever.
  const draw = () => {
    let came = 0;
    for (let i = 0; i < 9; i += 1) if (random() < 0.5) came += 1;
    return { law: { people: 30, mean: 4.5, excess: 0 }, about: [1, 0], came, weeks: 0 };
  };
  const learnt = correctionFrom(Array.from({ length: 150 }, draw), PRIOR);
  const [one] = [draw()];
  const law = corrected(one, learnt);
  expect(law.mean).toBeGreaterThan(4.2);
  expect(law.mean).toBeLessThan(4.8);
  expect(law.excess).toBe(0);
  expect(law.people).toBeLessThanOrEqual(20);
});

test("TR32 the more came, the less is in doubt; what cannot be is no forecast", () => {
  const case_ = (came: number) => ({
    law: { people: 40, mean: 6, excess: 0 },
    about: [1, 0],
    came,
    weeks: 0,
  });
  const doubt = (n: number): number =>
    correctionFrom(
      Array.from({ length: n }, (_, i) => case_(6 + (i % 3))),
      PRIOR,
    ).covariance[0]?.[0] ?? 1;
  expect(doubt(3)).toBeLessThan(doubt(0));
  expect(doubt(60)).toBeLessThan(doubt(3) / 5);
  const sure = corrected(
    { law: { people: 5, mean: 4.9, excess: 0 }, about: [1, 0] },
    correctionFrom(
      [],
      [
        { mean: 2, sd: 0.1 },
        { mean: 0, sd: 0.1 },
      ],
    ),
  );
  expect(sure.mean).toBeLessThanOrEqual(5);
  const nobody = { law: { people: 0, mean: 0, excess: 0 }, about: [1, 0], came: 0, weeks: 0 };
  expect(correctionFrom([nobody], PRIOR)).toEqual(correctionFrom([], PRIOR));
});

test("TR33 times change: what came lately weighs more, and without news the doubt grows back", () => {
  const told = (weeks: number, came: number) => ({
    law: { people: 100, mean: 10, excess: 0 },
    ...{ about: [1, 0], came, weeks },
  });
  const factor = (past: ReturnType<typeof told>[]): number =>
    correctionFrom(past, PRIOR).coefficients[0] ?? 0;
  const before = Array.from({ length: 30 }, () => told(4, 20));
  const lately = Array.from({ length: 30 }, () => told(0, 10));
  const middle = factor([...lately, ...before.map((one) => ({ ...one, weeks: 0 }))]);
  expect(middle).toBeCloseTo(Math.log(1.5), 1);
  expect(factor([...lately, ...before])).toBeLessThan(0.6 * middle);
  const doubt = (weeks: number): number =>
    correctionFrom(
      before.map((one) => ({ ...one, weeks })),
      PRIOR,
    ).covariance[0]?.[0] ?? 0;
  expect(doubt(8)).toBeGreaterThan(5 * doubt(0));
  expect(doubt(200)).toBeCloseTo(0.4 ** 2, 6);
  // However much came, a thousand people are never foretold as if next week were this week.
  const sure = correctionFrom(
    Array.from({ length: 150 }, () => told(0, 10)),
    PRIOR,
  );
  const law = corrected({ law: { people: 1_000, mean: 100, excess: 0 }, about: [1, 0] }, sure);
  const binomial = law.mean * (1 - law.mean / law.people);
  expect(binomial + law.excess * law.mean ** 2).toBeGreaterThan((0.05 * law.mean) ** 2);
});

test("TR32 a matrix times its inverse is one", () => {
  const a = [
    [4, 1, 0.5],
    [1, 3, -0.2],
    [0.5, -0.2, 2],
  ];
  a.forEach((row, i) => {
    times(inverse(a), row).forEach((x, j) => {
      expect(x).toBeCloseTo(i === j ? 1 : 0, 12);
    });
  });
  expect(() =>
    inverse([
      [1, 2],
      [2, 1],
    ]),
  ).toThrow("positive");
});

/** Of 60 pasts of 150 cases each, what the central 80 % holds of new cases, by how many people these have. */
function heldBySize(sizes: readonly number[], spreadOf: (people: number) => number) {
  const random = seeded(17);
  const draw = (people: number) => {
    const spread = spreadOf(people);
    const rate = 0.15 * Math.exp(Math.sqrt(spread) * gaussian(random) - spread / 2);
    let came = 0;
    for (let i = 0; i < people; i += 1) if (random() < rate) came += 1;
    const law = { people, mean: people * 0.15, excess: Math.expm1(spread) };
    return { law, about: [1, 0], came, weeks: 0 };
  };
  const [rounds, cases] = [60, 100];
  const inside = sizes.map(() => 0);
  for (let round = 0; round < rounds; round += 1) {
    const past = Array.from({ length: 150 }, (_, i) => draw(sizes[i % sizes.length] ?? 1));
    const learnt = correctionFrom(past, PRIOR);
    sizes.forEach((people, s) => {
      for (let n = 0; n < cases; n += 1) {
        const one = draw(people);
        if (holds(corrected(one, learnt), one.came, random)) inside[s] = (inside[s] ?? 0) + 1;
      }
    });
  }
  return inside.map((n) => n / (rounds * cases));
}

test.each([
  { differ: "not at all", spreadOf: () => 0 },
  { differ: "all alike", spreadOf: () => 0.1 },
  { differ: "the less the more people they have", spreadOf: (people: number) => 2 / people },
])("TR34 where cases differ $differ, eight in ten hold at every size", ({ spreadOf }) => {
  for (const held of heldBySize([12, 40, 150], spreadOf)) {
    expect(held).toBeGreaterThan(0.77);
    expect(held).toBeLessThan(0.83);
  }
});

test("TR35 parts of cases tell a coefficient that their wholes hide; the spread stays that of the wholes", () => {
  const random = seeded(3);
  const half = (x: number) => {
    let came = 0;
    for (let i = 0; i < 30; i += 1) if (random() < 0.2 * Math.exp(0.4 * x)) came += 1;
    return { law: { people: 30, mean: 6, excess: 0 }, about: [1, x], came };
  };
  const past = Array.from({ length: 60 }, () => {
    const [a, b] = [half(1), half(0)];
    const law = { people: 60, mean: 12, excess: 0 };
    return { law, about: [1, 0.5], came: a.came + b.came, weeks: 0, parts: [a, b] };
  });
  const [hidden, told] = [
    correctionFrom(
      past.map(({ parts: _, ...whole }) => whole),
      PRIOR,
    ),
    correctionFrom(past, PRIOR),
  ];
  const doubt = (of: typeof told) => Math.sqrt(of.covariance[1]?.[1] ?? 0);
  expect(doubt(hidden)).toBeGreaterThan(0.3);
  expect(doubt(told)).toBeLessThan(0.1);
  expect(Math.abs((told.coefficients[1] ?? 0) - 0.4)).toBeLessThan(2.5 * doubt(told));
  // Sixty people in one case are as widely spread as sixty, and not as twice thirty.
  told.spreads.forEach((spread, i) => {
    expect(Math.abs(spread - (hidden.spreads[i] ?? 0))).toBeLessThan(1);
  });
});

test("TR35 parts of nobody, or of whom nothing was foretold, say nothing", () => {
  const whole = { law: { people: 40, mean: 8, excess: 0 }, about: [1, 0], came: 11, weeks: 0 };
  const { weeks: _, ...part } = whole;
  const empty = { law: { people: 0, mean: 0, excess: 0 }, about: [1, 1], came: 0 };
  expect(correctionFrom([{ ...whole, parts: [part, empty] }], PRIOR)).toEqual(
    correctionFrom([whole], PRIOR),
  );
});
