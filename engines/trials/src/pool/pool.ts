import {
  mixtureMoments,
  mixtureQuantile,
  normalised,
  normalUpper,
  type Part,
} from "@zhongshu/numerics";
import { type Interval, outside } from "../compare/arms.ts";

/** An effect as estimated once, with its variance; a variance of Infinity says nothing. */
export type Estimate = { readonly estimate: number; readonly variance: number };

/** Mean, variance and the ends of the central 80 % and 95 % of what is believed. */
export type Belief = {
  readonly mean: number;
  readonly variance: number;
  readonly at80: Interval;
  readonly at95: Interval;
};

export type Common = {
  /** The mean of the effects that such plays have. */
  readonly common: Belief;
  /** The effect that the next such play will have. */
  readonly next: Belief;
  /** Standard deviation between plays, averaged over what is believed. */
  readonly between: number;
};

export type Pooled = Common & {
  /** Each play's own effect, drawn towards the common one; in the order given. */
  readonly each: readonly Belief[];
};

export type Prior = {
  /** Typical difference between two plays; a guess within a factor of ten does. */
  readonly scale: number;
  /** What is believed of the common effect beforehand; flat when left out. */
  readonly common?: { readonly mean: number; readonly variance: number };
};

const STEPS = 60;

type Spread = { readonly tau: number; readonly log: number };

/**
 * The grid of τ from scale/100 to 100·scale, by equal factors. The prior density of x = τ/scale is x/(1 + x²)^1.5: it rises from 0 as
 * Chung, Rabe-Hesketh, Dorie, Gelman & Liu (2013, Psychometrika 78, 685–709) advise, because a τ taken for 0 by chance
 * makes the next effect's interval far too narrow, and falls as slowly as a half-Cauchy.
 */
const spreads = (scale: number): Spread[] => {
  const width = Math.log(1e4) / STEPS;
  return Array.from({ length: STEPS }, (_, j) => {
    const x = Math.exp(width * (j + 0.5)) / 100;
    return { tau: scale * x, log: Math.log(x * x * width) - 1.5 * Math.log1p(x * x) };
  });
};

/** Given τ: the common effect's law, and how well the estimates fit. */
function given({ tau, log }: Spread, estimates: readonly Estimate[], prior: Prior) {
  let [weights, sum, logs] = [0, 0, 0];
  if (prior.common) {
    weights = 1 / prior.common.variance;
    sum = prior.common.mean * weights;
  }
  for (const { estimate, variance } of estimates) {
    if (variance === Number.POSITIVE_INFINITY) continue;
    const w = 1 / (variance + tau * tau);
    weights += w;
    sum += w * estimate;
    logs += 0.5 * Math.log(w);
  }
  const mean = sum / weights;
  let miss = prior.common ? (prior.common.mean - mean) ** 2 / prior.common.variance : 0;
  for (const { estimate, variance } of estimates) {
    if (variance < Number.POSITIVE_INFINITY)
      miss += (estimate - mean) ** 2 / (variance + tau * tau);
  }
  const fit = log + logs - 0.5 * Math.log(weights) - 0.5 * miss;
  return { square: tau * tau, mean, variance: 1 / weights, fit };
}

function belief(parts: readonly Part[]): Belief {
  const moments = mixtureMoments(parts);
  const at = (level: number): Interval => {
    const tail = outside(level);
    return {
      low: mixtureQuantile(parts, tail),
      middle: moments.mean,
      high: mixtureQuantile(parts, 1 - tail),
    };
  };
  return { ...moments, at80: at(0.8), at95: at(0.95) };
}

type Given = ReturnType<typeof given> & { readonly weight: number };

/** One play's effect given τ: its own estimate and the common one, weighted by their precisions. */
const own = ({ square, mean, variance, weight }: Given, at: Estimate): Part => {
  const keep = square / (square + at.variance);
  if (at.variance === Number.POSITIVE_INFINITY)
    return { weight, mean, variance: variance + square };
  const left = 1 - keep;
  return {
    weight,
    mean: keep * at.estimate + left * mean,
    variance: left * square + left * left * variance,
  };
};

/** The posterior over τ with the common effect's law at each: null when nothing says anything. */
function posteriorOf(estimates: readonly Estimate[], prior: Prior): Given[] | null {
  if (!(prior.scale > 0)) throw new Error(`No scale ${prior.scale}`);
  if (estimates.some(({ variance }) => !(variance > 0)))
    throw new Error("An estimate without variance would outweigh everything");
  const telling = estimates.some(({ variance }) => variance < Number.POSITIVE_INFINITY);
  if (!telling && !prior.common) return null;
  const rows = spreads(prior.scale).map((spread) => given(spread, estimates, prior));
  const weights = normalised(rows.map((row) => row.fit));
  const kept = rows
    .map((row, i) => ({ ...row, weight: weights[i] ?? 0 }))
    .filter(({ weight }) => weight > 1e-5);
  const total = kept.reduce((s, { weight }) => s + weight, 0);
  return kept.map((row) => ({ ...row, weight: row.weight / total }));
}

const summary = (parts: readonly Given[]): Common => ({
  common: belief(parts),
  next: belief(parts.map((row) => ({ ...row, variance: row.variance + row.square }))),
  between: parts.reduce((s, row) => s + row.weight * Math.sqrt(row.square), 0),
});

/** `poolEstimates` without each play's own effect, for when only the whole is asked for. */
export function commonOf(estimates: readonly Estimate[], prior: Prior): Common | null {
  const parts = posteriorOf(estimates, prior);
  return parts === null ? null : summary(parts);
}

/**
 * Partial pooling by the normal hierarchy yᵢ ~ N(θᵢ, vᵢ), θᵢ ~ N(μ, τ²): the full posterior, with τ on a grid and the rest
 * in closed form (Gelman et al., Bayesian Data Analysis, §5.4), so that little data says little instead of τ = 0.
 * Null when no estimate says anything and there is no prior. Throws on a variance of 0 or less: give `poolCounts` counts.
 */
export function poolEstimates(estimates: readonly Estimate[], prior: Prior): Pooled | null {
  const parts = posteriorOf(estimates, prior);
  if (parts === null) return null;
  const each = estimates.map((at) => belief(parts.map((row) => own(row, at))));
  return { ...summary(parts), each };
}

/** An effect per person, and how many persons had it. */
export type Stratum = Estimate & { readonly people: number };

/**
 * What all of them added together: Σ nᵢ·yᵢ, with variance Σ nᵢ²·vᵢ, by the normal law. Each counts by its own people and by
 * its own comparison alone, so the sum is right however effects differ with size or price; the mean effect of a play times
 * all people is not. What says nothing is left out. Null when nothing says anything.
 */
export function totalOf(strata: readonly Stratum[], level: number): Interval | null {
  const telling = strata.filter(({ variance }) => variance < Number.POSITIVE_INFINITY);
  if (telling.length === 0) return null;
  const mean = telling.reduce((sum, { people, estimate }) => sum + people * estimate, 0);
  const spread = telling.reduce((sum, { people, variance }) => sum + people ** 2 * variance, 0);
  return normalInterval({ mean, variance: spread }, level);
}

/** Normal interval of a mean and variance, at any level. */
export function normalInterval(
  { mean, variance }: { readonly mean: number; readonly variance: number },
  level: number,
): Interval {
  const reach = normalUpper(outside(level)) * Math.sqrt(variance);
  return { low: mean - reach, middle: mean, high: mean + reach };
}
