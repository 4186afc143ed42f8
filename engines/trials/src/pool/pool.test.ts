import { gaussian, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import {
  type Estimate,
  type Execution,
  estimatesOf,
  type Interval,
  poolCounts,
  poolEstimates,
  totalOf,
} from "../index.ts";
import { commonOf } from "./pool.ts";

const holds = ({ low, high }: Interval, x: number): number => (low <= x && x <= high ? 1 : 0);
const bought = (people: number, p: number, random: () => number): number => {
  let n = 0;
  for (let i = 0; i < people; i += 1) if (random() < p) n += 1;
  return n;
};

test("TR24 the posterior is the one that plain integration over τ and μ gives", () => {
  const estimates = [
    { estimate: 0.03, variance: 0.0004 },
    { estimate: -0.01, variance: 0.0009 },
    { estimate: 0.05, variance: 0.0001 },
  ];
  const scale = 0.02;
  const found = poolEstimates(estimates, { scale });
  // Slow: a fine grid of μ × τ, θ integrated in closed form only.
  let [mass, mean, first] = [0, 0, 0];
  for (let u = 0.0005; u < 1; u += 0.001) {
    const tau = scale * Math.tan((Math.PI * u) / 2);
    for (let mu = -0.5; mu <= 0.55; mu += 0.001) {
      let log = 0;
      for (const { estimate, variance } of estimates) {
        const v = variance + tau * tau;
        log -= 0.5 * Math.log(v) + (estimate - mu) ** 2 / (2 * v);
      }
      const x = tau / scale;
      // The prior over that of τ = scale·tan(πu/2).
      const w = (Math.exp(log) * x) / Math.sqrt(1 + x * x);
      mass += w;
      mean += w * mu;
      const keep = (tau * tau) / (tau * tau + 0.0004);
      first += w * (keep * 0.03 + (1 - keep) * mu);
    }
  }
  expect(Math.abs((found?.common.mean ?? 9) - mean / mass)).toBeLessThan(0.0006);
  expect(Math.abs((found?.each[0]?.mean ?? 9) - first / mass)).toBeLessThan(0.0006);
});

test("TR24 eight schools: the published posterior means come out", () => {
  // Rubin 1981; Gelman et al., BDA3 table 5.3: shrunk medians from 5 (C, E) to 10 (A); a uniform prior there.
  const y = [28, 8, -3, 7, -1, 1, 18, 12];
  const sd = [15, 10, 16, 11, 9, 11, 10, 18];
  const schools = y.map((estimate, i) => ({ estimate, variance: (sd[i] ?? 0) ** 2 }));
  const found = poolEstimates(schools, { scale: 8 });
  expect(Math.abs((found?.common.mean ?? 0) - 8)).toBeLessThan(0.8);
  expect(Math.abs((found?.each[0]?.mean ?? 0) - 11)).toBeLessThan(1.5);
  expect(Math.abs((found?.each[4]?.mean ?? 0) - 5)).toBeLessThan(1.5);
});

test("TR25 tiny counts: an arm without buyers is no certainty, an empty arm says nothing", () => {
  const executions: Execution[] = [
    { treated: { people: 12, buyers: 0 }, heldOut: { people: 5, buyers: 0 } },
    { treated: { people: 60, buyers: 4 }, heldOut: { people: 20, buyers: 1 } },
    { treated: { people: 9, buyers: 1 }, heldOut: { people: 0, buyers: 0 } },
  ];
  const [zero, , none] = estimatesOf(executions);
  const rate = 6.5 / 107;
  expect(zero?.variance).toBeGreaterThan((0.3 * rate) / 5);
  expect(none?.variance).toBe(Number.POSITIVE_INFINITY);
  const found = poolCounts(executions);
  expect(found?.each).toHaveLength(3);
  expect(found?.each[2]?.mean).toBeCloseTo(found?.next.mean ?? 9, 9);
  expect(poolCounts([])).toBeNull();
  expect(poolCounts(executions.slice(2))).toBeNull();
  const nobody = [{ treated: { people: 30, buyers: 0 }, heldOut: { people: 30, buyers: 0 } }];
  expect(poolCounts(nobody)?.common.mean).toBeCloseTo(0, 12);
  const point: Estimate = { estimate: 1, variance: 0 };
  expect(() => poolEstimates([point], { scale: 1 })).toThrow("outweigh");
  expect(() => commonOf([], { scale: 0 })).toThrow("No scale");
});

type World = {
  readonly n: number;
  readonly base: number;
  readonly mu: number;
  readonly tau: number;
  readonly size: number;
};

function worlds({ n, base, mu, tau, size }: World, runs: number, random: () => number) {
  const sum = { common80: 0, common95: 0, each80: 0, next80: 0 };
  for (let run = 0; run < runs; run += 1) {
    const truths: number[] = [];
    const executions = Array.from({ length: n }, (): Execution => {
      const rate = base * Math.exp(0.5 * gaussian(random) - 0.125);
      const effect = Math.max(-rate, mu + tau * gaussian(random));
      truths.push(effect);
      const people = Math.round(size * Math.exp(0.7 * gaussian(random))) + 4;
      const held = Math.max(1, Math.round(people * (0.1 + 0.4 * random())));
      return {
        treated: { people: people - held, buyers: bought(people - held, rate + effect, random) },
        heldOut: { people: held, buyers: bought(held, rate, random) },
      };
    });
    const found = poolCounts(executions);
    if (found === null) throw new Error("nothing pooled");
    sum.common80 += holds(found.common.at80, mu) / runs;
    sum.common95 += holds(found.common.at95, mu) / runs;
    sum.next80 += holds(found.next.at80, mu + tau * gaussian(random)) / runs;
    found.each.forEach((own, i) => {
      sum.each80 += holds(own.at80, truths[i] ?? 0) / runs / n;
    });
  }
  return sum;
}

test("TR26 common, own and next effects are covered, in many tiny communities and in a few of some size", () => {
  const random = seeded(31);
  for (const world of [
    { n: 40, base: 0.03, mu: 0.01, tau: 0.01, size: 30 },
    { n: 6, base: 0.05, mu: 0.02, tau: 0.02, size: 200 },
    { n: 30, base: 0.03, mu: 0, tau: 0, size: 20 },
  ]) {
    const found = worlds(world, 80, random);
    for (const key of ["common80", "each80", "next80"] as const)
      expect(found[key], `${key} of ${JSON.stringify(world)}`).toBeGreaterThan(0.73);
    expect(found.common95).toBeGreaterThan(0.91);
    expect(found.common80).toBeLessThan(0.95);
  }
});

test("TR36 what plays added is the sum of each by its own people, and its interval holds where the large ones bring less", () => {
  const strata = [
    { people: 10, estimate: 0.2, variance: 0.04 },
    { people: 300, estimate: 0.01, variance: 0.0004 },
    { people: 50, estimate: 0, variance: Number.POSITIVE_INFINITY },
  ];
  const total = totalOf(strata, 0.95);
  // 10·.2 + 300·.01; 10²·.04 + 300²·.0004 = 40.
  expect(total?.middle).toBeCloseTo(5, 12);
  expect((total?.high ?? 0) - 5).toBeCloseTo(1.959964 * Math.sqrt(40), 4);
  expect(totalOf(strata.slice(2), 0.95)).toBeNull();
  expect(totalOf([], 0.95)).toBeNull();

  const random = seeded(11);
  const runs = 2_000;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    let truth = 0;
    const told = Array.from({ length: 12 }, (_, n) => {
      const people = n < 9 ? 20 : 400;
      const effect = n < 9 ? 0.1 + 0.05 * gaussian(random) : 0.005 * gaussian(random);
      const variance = 0.8 / people;
      truth += people * effect;
      return { people, variance, estimate: effect + Math.sqrt(variance) * gaussian(random) };
    });
    const { low, high } = totalOf(told, 0.8) ?? { low: 0, high: 0 };
    held += low <= truth && truth <= high ? 1 / runs : 0;
  }
  expect(Math.abs(held - 0.8)).toBeLessThan(0.03);
});
