import { binomialMass, normalised } from "@zhongshu/numerics";
import { type ArmCount, checkArm } from "../compare/arms.ts";

/** What the past says of the conversion rate of the next play: chances over a grid of rates. */
export type Rates = { readonly rate: Float64Array; readonly weight: Float64Array };

const POINTS = 240;
const SPREADS = 16;
const MEANS = 11;
/** As much is the parametric shape worth, in past plays, against the shape that the past itself shows. */
const SHAPE_WORTH = 20;

type Law = { readonly log: number; readonly weight: Float64Array };

/** Weights on the grid (equal steps of ln rate) from log densities of ln rate; normalised in place. */
function toWeights(logs: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const log of logs) top = Math.max(top, log);
  let sum = 0;
  for (let g = 0; g < logs.length; g += 1) {
    const weight = Math.exp((logs[g] ?? 0) - top);
    logs[g] = weight;
    sum += weight;
  }
  for (let g = 0; g < logs.length; g += 1) logs[g] = (logs[g] ?? 0) / sum;
  return logs;
}

/** Beta and log-normal laws of one mean and coefficient of variation; a beta has none where c is too large. */
function shapes({ log, rest }: Grid, mean: number, c: number): Float64Array[] {
  const width = Math.log1p(c * c);
  const middle = Math.log(mean) - width / 2;
  const laws = [toWeights(log.map((l) => -((l - middle) ** 2) / (2 * width)))];
  const strength = (1 - mean) / (mean * c * c) - 1;
  const [a, b] = [mean * strength, (1 - mean) * strength];
  if (strength > 0) laws.push(toWeights(log.map((l, g) => a * l + (b - 1) * (rest[g] ?? 0))));
  return laws;
}

/** P(play | rate) at every rate, over the play's best rate so that nothing underflows. */
const likelihoods = (past: readonly ArmCount[], rate: Float64Array): Float64Array[] =>
  past.map(({ people, buyers }) => {
    const best = binomialMass(buyers, people, buyers / people);
    return rate.map((p) => binomialMass(buyers, people, p) / best);
  });

const under = (fits: Float64Array, weight: Float64Array): number => {
  let sum = 0;
  for (let g = 0; g < fits.length; g += 1) sum += (fits[g] ?? 0) * (weight[g] ?? 0);
  return sum;
};

/** One step of expectation–maximisation away from the parametric law, held by SHAPE_WORTH plays of it. */
function reshaped(weight: Float64Array, fits: readonly Float64Array[]): Float64Array {
  const sum = weight.map((w) => SHAPE_WORTH * w);
  for (const fit of fits) {
    const total = under(fit, weight);
    for (let g = 0; g < sum.length; g += 1)
      sum[g] = (sum[g] ?? 0) + ((fit[g] ?? 0) * (weight[g] ?? 0)) / total;
  }
  return sum.map((s) => s / (SHAPE_WORTH + fits.length));
}

type Grid = {
  readonly rate: Float64Array;
  /** ln p and ln(1 − p) of each rate. */
  readonly log: Float64Array;
  readonly rest: Float64Array;
  readonly centre: number;
  readonly buyers: number;
};

/** From a twentieth of a per cent of the common rate to 60 times it, by equal factors, below 1. */
function gridOf(past: readonly ArmCount[]): Grid {
  const people = past.reduce((s, play) => s + play.people, 0);
  const buyers = past.reduce((s, play) => s + play.buyers, 0);
  const centre = (buyers + 0.5) / (people + 1);
  const [from, until] = [Math.log(centre / 2_000), Math.log(Math.min(0.9999, centre * 60))];
  const log = Float64Array.from(
    { length: POINTS },
    (_, g) => from + ((until - from) * g) / (POINTS - 1),
  );
  const rate = log.map(Math.exp);
  return { rate, log, rest: rate.map((p) => Math.log1p(-p)), centre, buyers };
}

/**
 * The law of conversion rates over plays, from past plays' counts (g-modelling, Efron 2016, Biometrika 103, 1–20): averaged
 * over beta and log-normal laws of every mean (Jeffreys' density) and coefficient of variation c (density falling as
 * 1/(1 + c²)) by how well they explain the past, then one step towards the shape that the past itself
 * shows. Few plays leave it wide. Null without a past play. Worth keeping: it is the slow half of a forecast.
 */
export function ratesFrom(past: readonly ArmCount[]): Rates | null {
  past.forEach(checkArm);
  if (past.length === 0) return null;
  const grid = gridOf(past);
  const { rate, centre, buyers } = grid;
  const fits = likelihoods(past, rate);
  const laws: Law[] = [];
  for (let i = 0; i < SPREADS; i += 1) {
    const c = 0.05 * 60 ** (i / (SPREADS - 1));
    const error = Math.sqrt(1 / (buyers + 0.5) + (c * c) / past.length);
    for (let j = 0; j < MEANS; j += 1) {
      const mean = centre * Math.exp(error * 3 * ((2 * j) / (MEANS - 1) - 1));
      if (mean >= 0.95) continue;
      const prior = Math.log(c) - Math.log1p(c ** 2) + Math.log(error) + 0.5 * Math.log(mean);
      for (const weight of shapes(grid, mean, c)) {
        const log = fits.reduce((s, fit) => s + Math.log(under(fit, weight) + 1e-300), prior);
        laws.push({ log, weight });
      }
    }
  }
  const chances = normalised(laws.map(({ log }) => log));
  const averaged = new Float64Array(POINTS);
  laws.forEach(({ weight }, i) => {
    const chance = chances[i] ?? 0;
    if (chance < 1e-13) return;
    for (let g = 0; g < POINTS; g += 1)
      averaged[g] = (averaged[g] ?? 0) + chance * (weight[g] ?? 0);
  });
  return { rate, weight: reshaped(averaged, fits) };
}
