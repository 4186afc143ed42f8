import { binomialMass } from "@zhongshu/numerics";
import type { Rates } from "./rates.ts";

/** How many of `people` will buy: `below[k]` is the chance of k or fewer, cut where it is 1. */
export type CountForecast = { readonly people: number; readonly below: Float64Array };

/** Adds weight × the binomial's masses onto `sum`, outwards from the mode until nothing is left. */
function addMasses(sum: Float64Array, rate: number, weight: number): void {
  const people = sum.length - 1;
  const odds = rate / (1 - rate);
  const mode = Math.min(people, Math.floor((people + 1) * rate));
  const top = weight * binomialMass(mode, people, rate);
  let mass = top;
  for (let k = mode; k <= people && mass > 1e-16; k += 1) {
    sum[k] = (sum[k] ?? 0) + mass;
    mass *= ((people - k) / (k + 1)) * odds;
  }
  mass = top;
  for (let k = mode; k > 0 && mass > 1e-16; k -= 1) {
    mass *= k / (people - k + 1) / odds;
    sum[k - 1] = (sum[k - 1] ?? 0) + mass;
  }
}

/** The predictive distribution of buyers among `people` whose play is like the past ones: the binomial averaged over `rates`. */
export function forecastCount({ rate, weight }: Rates, people: number): CountForecast {
  const masses = new Float64Array(people + 1);
  rate.forEach((p, g) => {
    const w = weight[g] ?? 0;
    if (w > 1e-12) addMasses(masses, p, w);
  });
  let sum = 0;
  const below: number[] = [];
  for (const mass of masses) {
    sum += mass;
    below.push(Math.min(1, sum));
    if (sum > 1 - 1e-9) break;
  }
  return { people, below: Float64Array.from(below) };
}

const belowOf = ({ below }: CountForecast, k: number): number =>
  k < 0 ? 0 : k < below.length ? (below[k] ?? 1) : 1;

/** The least k with P(count ≤ k) ≥ p. */
export function quantileOf(forecast: CountForecast, p: number): number {
  const at = forecast.below.findIndex((sum) => sum >= p);
  return at < 0 ? forecast.below.length - 1 : at;
}

/** The central part of this level; holds at least so much, for counts come in whole numbers. */
export const countInterval = (forecast: CountForecast, level: number) => ({
  low: quantileOf(forecast, (1 - level) / 2),
  high: quantileOf(forecast, (1 + level) / 2),
});

/**
 * Randomised probability integral transform (Czado, Gneiting & Held 2009): F(k − 1) + u·P(k), u uniform. Uniform when forecasts
 * are right, counts or not, so the share within [.1, .9] is the coverage of the central 80 %.
 */
export const pit = (forecast: CountForecast, seen: number, u: number): number => {
  const before = belowOf(forecast, seen - 1);
  return before + u * (belowOf(forecast, seen) - before);
};

/**
 * Interval score (Winkler 1972; Gneiting & Raftery 2007, eq. 43): width plus 2/α times the miss. Smaller is better, and
 * the true quantiles are best on average.
 */
export function intervalScore(
  { low, high }: { readonly low: number; readonly high: number },
  seen: number,
  level: number,
): number {
  const miss = Math.max(0, low - seen) + Math.max(0, seen - high);
  return high - low + (2 / (1 - level)) * miss;
}
