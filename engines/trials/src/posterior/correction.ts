import { normalised } from "@zhongshu/numerics";
import { type CountLaw, massAt } from "./law.ts";
import { inverse, type Matrix, times } from "./symmetric.ts";

/** A forecast as its model made it, what is known of the case beside it (in the order of the prior), and what came. */
export type Foretold = {
  readonly law: CountLaw;
  readonly about: readonly number[];
  readonly came: number;
};

/** What is believed of one coefficient before anything came: normal. */
export type CoefficientPrior = { readonly mean: number; readonly sd: number };

/**
 * How far off a forecaster is: ln(true mean / its mean) = Σ coefficient·about, as the past lets one believe, and for each
 * excess beyond chance the log of how well it explains the past.
 */
export type Correction = {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  readonly excesses: readonly number[];
};

const EXCESSES = [0.0005, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32] as const;
/** A model knows its own excess from few cases: ln of it is believed give or take 1.3, so about ×3.7. */
const DOUBT = 1.3;
const SMALLEST = 0.005;
/** Nobody is so sure to come that the rate may be taken for 1. */
const MOST_RATE = 0.95;
const ROUNDS = 8;
const STEPS = 3;
/** So many of the newest say enough. */
const MOST = 150;

const doubtOf = (excess: number, believed: number): number =>
  -(((Math.log(excess + SMALLEST) - Math.log(believed + SMALLEST)) / DOUBT) ** 2) / 2;

const meanOf = (chances: readonly number[]): number =>
  chances.reduce((sum, chance, i) => sum + chance * (EXCESSES[i] ?? 0), 0);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

const meanBy = ({ law, about }: Omit<Foretold, "came">, coefficients: readonly number[]): number =>
  Math.min(MOST_RATE * law.people, law.mean * Math.exp(dot(about, coefficients)));

/** One Newton step on the log posterior, the counts' variance being μ(1 − μ/n) + excess·μ². */
function step(
  told: readonly Foretold[],
  prior: readonly CoefficientPrior[],
  { coefficients, excess }: { coefficients: readonly number[]; excess: number },
) {
  const slope = prior.map(({ mean, sd }, i) => -((coefficients[i] ?? 0) - mean) / sd ** 2);
  const bend = prior.map(({ sd }, i) => prior.map((_, j) => (i === j ? 1 / sd ** 2 : 0)));
  for (const one of told) {
    const mean = meanBy(one, coefficients);
    const weight = 1 / (1 - mean / one.law.people + excess * mean);
    one.about.forEach((x, i) => {
      slope[i] = (slope[i] ?? 0) + x * (one.came - mean) * weight;
      one.about.forEach((y, j) => {
        const row = bend[i];
        if (row !== undefined) row[j] = (row[j] ?? 0) + x * y * mean * weight;
      });
    });
  }
  const covariance = inverse(bend);
  const away = times(covariance, slope);
  return { coefficients: coefficients.map((c, i) => c + (away[i] ?? 0)), covariance };
}

const explained = (told: readonly Foretold[], coefficients: readonly number[]) =>
  EXCESSES.map((excess) =>
    told.reduce((sum, { law, about, came }) => {
      const mean = meanBy({ law, about }, coefficients);
      return sum + Math.log(massAt({ ...law, mean, excess }, came) + 1e-12);
    }, 0),
  );

/**
 * A log-linear regression of counts on what is known beside the forecast, with normal priors: the most probable
 * coefficients by iteratively reweighted least squares, their covariance from the curvature there. The past is given newest
 * first; without one the prior alone speaks.
 */
export function correctionFrom(
  past: readonly Foretold[],
  prior: readonly CoefficientPrior[],
): Correction {
  const told = past.filter(({ law }) => law.people > 0 && law.mean > 0).slice(0, MOST);
  let now: Pick<Correction, "coefficients" | "covariance"> = {
    coefficients: prior.map(({ mean }) => mean),
    covariance: prior.map(({ sd }, i) => prior.map((_, j) => (i === j ? sd ** 2 : 0))),
  };
  let excesses: readonly number[] = EXCESSES.map(() => 0);
  let excess = SMALLEST;
  for (let round = 0; round < ROUNDS && told.length > 0; round += 1) {
    for (let i = 0; i < STEPS; i += 1)
      now = step(told, prior, { coefficients: now.coefficients, excess });
    excesses = explained(told, now.coefficients);
    excess = meanOf(
      normalised(excesses.map((log, i) => log + doubtOf(EXCESSES[i] ?? 0, SMALLEST))),
    );
  }
  return { ...now, excesses };
}

/**
 * The forecast as the past corrects it. Its mean is that of the log-normal factor; its excess is what the past and the
 * model show together, and what is not known of the factor. That doubt is shared by all forecasts made on the same past;
 * for each alone it is part of its spread.
 */
export function corrected(
  { law, about }: Omit<Foretold, "came">,
  { coefficients, covariance, excesses }: Correction,
): CountLaw {
  const doubt = Math.max(0, dot(about, times(covariance, about)));
  const chances = normalised(excesses.map((log, i) => log + doubtOf(EXCESSES[i] ?? 0, law.excess)));
  const mean = Math.min(
    MOST_RATE * law.people,
    meanBy({ law, about }, coefficients) * Math.exp(doubt / 2),
  );
  return { people: law.people, mean, excess: (1 + meanOf(chances)) * Math.exp(doubt) - 1 };
}
