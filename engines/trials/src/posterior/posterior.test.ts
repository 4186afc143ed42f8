import { betaBinomialMass, binomialMass, gaussian, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import {
  type ArmCount,
  countInterval,
  forecastCount,
  intervalScore,
  normalInterval,
  pit,
  quantileOf,
  ratesFrom,
  updated,
  worthPosterior,
} from "../index.ts";

const bought = (people: number, p: number, random: () => number): number => {
  let n = 0;
  for (let i = 0; i < people; i += 1) if (random() < p) n += 1;
  return n;
};
const known = <T>(value: T | null): T => {
  if (value === null) throw new Error("nothing known");
  return value;
};

test("TR27 worth of the next play: covered, wider than the common effect, narrowing with the past", () => {
  const random = seeded(41);
  for (const [plays, tau, sd] of [
    [20, 0.4, 0.3],
    [60, 0.15, 0.3],
  ] as const) {
    let inside = 0;
    const runs = 600;
    for (let run = 0; run < runs; run += 1) {
      const past = Array.from({ length: plays }, () => {
        const variance = (sd * Math.exp(0.5 * gaussian(random))) ** 2;
        const truth = 0.3 + tau * gaussian(random);
        return { estimate: truth + Math.sqrt(variance) * gaussian(random), variance };
      });
      const worth = known(worthPosterior(past));
      expect(worth.between).toBeLessThan(worth.variance);
      const next = 0.3 + tau * gaussian(random);
      const { low, high } = normalInterval(worth, 0.8);
      if (low <= next && next <= high) inside += 1;
    }
    expect(inside / runs, `${plays} plays`).toBeGreaterThan(0.75);
    expect(inside / runs, `${plays} plays`).toBeLessThan(0.92);
  }
});

test("TR27 nothing past: nothing known, unless there is a prior; own results move the belief", () => {
  expect(worthPosterior([])).toBeNull();
  const believed = known(worthPosterior([], { common: { mean: 0, variance: 4 }, scale: 1 }));
  expect(believed).toMatchObject({ plays: 0 });
  expect(believed.mean).toBeCloseTo(0, 9);
  const after = updated(believed, { estimate: 2, variance: believed.variance });
  expect(after.mean).toBeCloseTo(1, 9);
  expect(after.variance).toBeCloseTo(believed.variance / 2, 9);
  expect(updated(believed, { estimate: 9, variance: Number.POSITIVE_INFINITY })).toBe(believed);
  const one = known(worthPosterior([{ estimate: 1, variance: 0.04 }]));
  expect(one.variance).toBeGreaterThan(0.04);
});

test("TR28 a forecast is the binomial averaged over the rates, and with a long past the beta-binomial of the truth", () => {
  const random = seeded(5);
  const past = Array.from({ length: 400 }, () => {
    // Beta(2, 38) as the 2nd smallest of 39 uniforms.
    const p = Array.from({ length: 39 }, random).toSorted((a, b) => a - b)[1] ?? 0;
    return { people: 300, buyers: bought(300, p, random) };
  });
  const rates = known(ratesFrom(past));
  const forecast = forecastCount(rates, 60);
  let [slow, truth] = [0, 0];
  for (let k = 0; k <= 12; k += 1) {
    rates.rate.forEach((p, g) => {
      slow += (rates.weight[g] ?? 0) * binomialMass(k, 60, p);
    });
    truth += betaBinomialMass(k, 60, { a: 2, b: 38 });
    expect(forecast.below[k]).toBeCloseTo(slow, 9);
    expect(Math.abs((forecast.below[k] ?? 0) - truth)).toBeLessThan(0.05);
  }
  expect(quantileOf(forecast, 0.5)).toBeLessThanOrEqual(3);
  expect(ratesFrom([])).toBeNull();
  expect(forecastCount(rates, 0).below[0]).toBeCloseTo(1, 9);
});

type Law = (random: () => number) => number;
const LAWS: Readonly<Record<string, { plays: number; law: Law }>> = {
  "log-normal rates": {
    plays: 25,
    law: (r) => Math.min(0.9, 0.05 * Math.exp(0.7 * gaussian(r) - 0.245)),
  },
  "two kinds of plays": { plays: 40, law: (r) => (r() < 0.3 ? 0.12 : 0.02) },
  "beta rates": {
    plays: 6,
    law: (r) => Array.from({ length: 79 }, r).toSorted((a, b) => a - b)[3] ?? 0,
  },
};

test.each(Object.entries(LAWS))(
  "TR29 %s: the randomised PIT puts .77 to .83 in the central 80 %%",
  (_, { plays, law }) => {
    const random = seeded(43);
    const sized = (): number => Math.round(120 * Math.exp(0.8 * gaussian(random))) + 5;
    const play = (): ArmCount => {
      const people = sized();
      return { people, buyers: bought(people, law(random), random) };
    };
    let [inside, cards] = [0, 0];
    for (let world = 0; world < 70; world += 1) {
      const rates = known(ratesFrom(Array.from({ length: plays }, play)));
      // Thirty next plays of each world, as the product would show them.
      for (let card = 0; card < 30; card += 1) {
        const { people, buyers } = play();
        const u = pit(forecastCount(rates, people), buyers, random());
        if (u >= 0.1 && u <= 0.9) inside += 1;
        cards += 1;
      }
    }
    expect(inside / cards).toBeGreaterThan(0.77);
    expect(inside / cards).toBeLessThan(0.83);
  },
);

test("TR29 where plays do not differ at all, or few are past, it errs towards saying too little", () => {
  const random = seeded(47);
  for (const plays of [2, 15]) {
    let inside = 0;
    for (let world = 0; world < 150; world += 1) {
      const play = () => ({ people: 120, buyers: bought(120, 0.06, random) });
      const rates = known(ratesFrom(Array.from({ length: plays }, play)));
      const u = pit(forecastCount(rates, 120), play().buyers, random());
      if (u >= 0.1 && u <= 0.9) inside += 1;
    }
    expect(inside / 150).toBeGreaterThan(0.77);
    expect(inside / 150).toBeLessThan(plays === 2 ? 1 : 0.93);
  }
});

test("TR30 the interval score is width plus the miss, and the honest interval scores best", () => {
  expect(intervalScore({ low: 2, high: 6 }, 4, 0.8)).toBe(4);
  expect(intervalScore({ low: 2, high: 6 }, 9, 0.8)).toBeCloseTo(4 + 10 * 3, 12);
  expect(intervalScore({ low: 2, high: 6 }, 1, 0.8)).toBeCloseTo(4 + 10, 12);
  const random = seeded(44);
  const forecast = forecastCount({ rate: Float64Array.of(0.1), weight: Float64Array.of(1) }, 200);
  const honest = countInterval(forecast, 0.8);
  const score = { honest: 0, narrow: 0, wide: 0 };
  for (let i = 0; i < 4_000; i += 1) {
    const seen = bought(200, 0.1, random);
    score.honest += intervalScore(honest, seen, 0.8);
    score.narrow += intervalScore({ low: 18, high: 22 }, seen, 0.8);
    score.wide += intervalScore({ low: 8, high: 32 }, seen, 0.8);
  }
  expect(score.honest).toBeLessThan(score.narrow);
  expect(score.honest).toBeLessThan(score.wide);
});

test("TR30 the randomised PIT stays within 0 and 1 and grows with the count", () => {
  const forecast = forecastCount({ rate: Float64Array.of(0.3), weight: Float64Array.of(1) }, 10);
  expect(pit(forecast, 0, 0)).toBe(0);
  expect(pit(forecast, 10, 1)).toBeCloseTo(1, 8);
  for (let k = 0; k < 10; k += 1)
    expect(pit(forecast, k, 1)).toBeCloseTo(pit(forecast, k + 1, 0), 12);
});
