import { countQuantile } from "@zhongshu/numerics";
import {
  type ArmCount,
  countInterval,
  forecastCount,
  type Rates,
  ratesFrom,
} from "@zhongshu/trials";

/** A count to come: its mean and its variance beyond Poisson, in mean². */
export type Forecast = { readonly mean: number; readonly excess: number };
export type Range = { readonly low: number; readonly high: number };

/** A forecast that was told at a tap, and the buyers that came. */
export type Told = { readonly foretold: Forecast; readonly came: number };

/** As many buyers' worth of the belief that the forecast is right. */
const PRIOR_BUYERS = 10;
/** Past taps weigh against the excess the model found by itself like so much squared mean: two taps of 15 buyers. */
const PRIOR_SQUARES = 450;

/**
 * The forecast as the taps of the past correct it: mean times Σ came / Σ foretold, each with ten buyers more; excess by
 * moments, Σ((came − m)² − m) / Σm², drawn towards the model's own. Without past taps it stays as it is.
 */
export function corrected({ mean, excess }: Forecast, past: readonly Told[]): Forecast {
  const came = past.reduce((sum, one) => sum + one.came, 0);
  const foretold = past.reduce((sum, one) => sum + one.foretold.mean, 0);
  const factor = (came + PRIOR_BUYERS) / (foretold + PRIOR_BUYERS);
  let over = excess * PRIOR_SQUARES;
  let squares = PRIOR_SQUARES;
  for (const one of past) {
    const m = one.foretold.mean * factor;
    over += (one.came - m) ** 2 - m;
    squares += m * m;
  }
  return { mean: mean * factor, excess: Math.max(0, over / squares) };
}

/** Eight times in ten the count lies in here, ends included. */
export const rangeOf = ({ mean, excess }: Forecast): Range => ({
  low: countQuantile(0.1, mean, excess),
  high: countQuantile(0.9, mean, excess),
});

/** Fewer tries of the same play, or fewer buyers in them, and nothing is promised. */
const ENOUGH_TRIES = 5;
/** So many of the newest say enough; their law is found in some 30 ms. */
const MOST_TRIES = 120;

/** What the same play brought before, the newest first, as a law of its rate; null while too little is known. */
export function ratesOf(past: readonly ArmCount[]): Rates | null {
  const buyers = past.reduce((sum, one) => sum + one.buyers, 0);
  if (past.length < ENOUGH_TRIES || buyers < PRIOR_BUYERS) return null;
  return ratesFrom(past.slice(0, MOST_TRIES));
}

/** Buyers among `people`, eight times in ten. */
export const likeBefore = (rates: Rates, people: number): Range =>
  countInterval(forecastCount(rates, people), 0.8);
