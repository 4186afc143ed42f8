import { normalised } from "@zhongshu/numerics";
import { type CountLaw, massAt } from "./law.ts";
import { inverse, type Matrix, times } from "./symmetric.ts";

/** A forecast as its model made it, and what is known of the case beside it, in the order of the prior. */
type Case = { readonly law: CountLaw; readonly about: readonly number[] };
type Counted = Case & { readonly came: number };

/**
 * What came of a forecast so many weeks ago. Where it is known of parts of which other things are known, these tell more
 * of the coefficients: of how far apart those written to and those left out are. How whole cases differ, only they tell.
 */
export type Foretold = Counted & {
  readonly weeks: number;
  readonly parts?: readonly Counted[];
};

/** What is believed of one coefficient before anything came: normal. */
export type CoefficientPrior = { readonly mean: number; readonly sd: number };

/**
 * How far off a forecaster is: ln(true mean / its mean) = Σ coefficient·about, as the past lets one believe, and for each
 * spread the log of how well it explains the past.
 */
export type Correction = {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  readonly spreads: readonly number[];
};

/**
 * Ways in which counts may spread about their mean. Where people differ in how likely they are, a count spreads less than
 * the binomial: as if only a part of them (`among`) could do it at all. Where whole cases differ, it spreads more: all alike
 * (`excess`), or the less the more people a case has (`shared` among them), as where its law was found from its own few.
 */
type Spread = { readonly among: number; readonly excess: number; readonly shared: number };
const SPREADS: readonly Spread[] = [
  ...[0.6, 0.8].map((among) => ({ among, excess: 0, shared: 0 })),
  ...[0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32].map((excess) => ({
    ...{ among: 1, excess, shared: 0 },
  })),
  ...[0.1, 0.25, 0.5, 1, 2, 4].map((shared) => ({ among: 1, excess: 0, shared })),
];
/** The people of a usual case, for which an excess that is shared is held against what the model believes. */
const USUAL_PEOPLE = 25;

/** A model knows its own excess from few cases: ln of it is believed give or take 1.2, so about ×3.3. */
const DOUBT = 1.2;
const SMALLEST = 0.003;
/** Of those who could do it at all, hardly more than so many are expected to. */
const MOST_AMONG = 0.6;
/** Nobody is so sure to come that the rate may be taken for 1. */
const MOST_RATE = 0.95;
/** Times change: what came so many weeks ago counts e times less than what came today … */
const MEMORY = 2;
/** … and before the next result is in, everything may shift by so much. */
const SHIFT = 0.03;
const ROUNDS = 6;
const STEPS = 3;
/** So many of the newest say enough. */
const MOST = 150;

const doubtOf = ({ excess, shared }: Spread, believed: number): number =>
  -(
    ((Math.log(excess + shared / USUAL_PEOPLE + SMALLEST) - Math.log(believed + SMALLEST)) /
      DOUBT) **
    2
  ) / 2;

const weigh = (spreads: readonly number[], believed: number): readonly number[] =>
  normalised(SPREADS.map((spread, i) => (spreads[i] ?? 0) + doubtOf(spread, believed)));

/** The law of so many people with this mean, spread in this way. */
const spreadOut = (people: number, mean: number, { among, excess, shared }: Spread): CountLaw => ({
  people: Math.max(Math.round(among * people), Math.min(people, Math.ceil(mean / MOST_AMONG))),
  mean,
  excess: excess + shared / people,
});

const varianceOf = ({ people, mean, excess }: CountLaw): number =>
  mean * (1 - mean / people) + excess * mean ** 2 * (1 - 1 / people);

const varianceOver = (people: number, mean: number, chances: readonly number[]): number =>
  SPREADS.reduce(
    (sum, spread, i) => sum + (chances[i] ?? 0) * varianceOf(spreadOut(people, mean, spread)),
    0,
  );

/** The law of this mean and variance: of fewer people where it spreads less than the binomial, with excess where more. */
function lawOf(people: number, mean: number, variance: number): CountLaw {
  const binomial = mean * (1 - mean / people);
  if (variance >= binomial) {
    const excess = people > 1 ? (variance - binomial) / (mean ** 2 * (1 - 1 / people)) : 0;
    return { people, mean, excess };
  }
  const fewer = Math.round(mean ** 2 / (mean - variance));
  return {
    people: Math.min(people, Math.max(fewer, Math.ceil(mean / MOST_RATE))),
    mean,
    excess: 0,
  };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

const meanBy = ({ law, about }: Case, coefficients: readonly number[]): number =>
  Math.min(MOST_RATE * law.people, law.mean * Math.exp(dot(about, coefficients)));

const counts = ({ weeks }: Pick<Foretold, "weeks">): number =>
  Math.exp(-Math.max(0, weeks) / MEMORY);

const speaks = ({ law }: Pick<Case, "law">): boolean => law.people > 0 && law.mean > 0;
const inParts = ({ parts = [], ...whole }: Foretold): readonly Foretold[] =>
  parts.length === 0
    ? [whole]
    : parts.filter(speaks).map((part) => ({ ...part, weeks: whole.weeks }));

/** One Newton step on the log posterior, with the counts' variance as the spreads have it. */
function step(
  told: readonly Foretold[],
  prior: readonly CoefficientPrior[],
  { coefficients, chances }: { coefficients: readonly number[]; chances: readonly number[] },
) {
  const slope = prior.map(({ mean, sd }, i) => -((coefficients[i] ?? 0) - mean) / sd ** 2);
  const bend = prior.map(({ sd }, i) => prior.map((_, j) => (i === j ? 1 / sd ** 2 : 0)));
  for (const one of told) {
    const mean = meanBy(one, coefficients);
    const weight = (counts(one) * mean) / varianceOver(one.law.people, mean, chances);
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
  SPREADS.map((spread) =>
    told.reduce((sum, one) => {
      const law = spreadOut(one.law.people, meanBy(one, coefficients), spread);
      return sum + counts(one) * Math.log(massAt(law, one.came) + 1e-12);
    }, 0),
  );

/**
 * A log-linear regression of counts on what is known beside the forecast, with normal priors: the most probable
 * coefficients by iteratively reweighted least squares, their covariance from the curvature there; the older, the less it
 * counts. The past is given newest first; without one the prior alone speaks.
 */
export function correctionFrom(
  past: readonly Foretold[],
  prior: readonly CoefficientPrior[],
): Correction {
  const told = past.filter(speaks).slice(0, MOST);
  const apart = told.flatMap(inParts);
  let now: Pick<Correction, "coefficients" | "covariance"> = {
    coefficients: prior.map(({ mean }) => mean),
    covariance: prior.map(({ sd }, i) => prior.map((_, j) => (i === j ? sd ** 2 : 0))),
  };
  let spreads: readonly number[] = SPREADS.map(() => 0);
  for (let round = 0; round < ROUNDS && told.length > 0; round += 1) {
    const chances = weigh(spreads, 0);
    for (let i = 0; i < STEPS; i += 1)
      now = step(apart, prior, { coefficients: now.coefficients, chances });
    spreads = explained(told, now.coefficients);
  }
  return { ...now, spreads };
}

/**
 * The forecast as the past corrects it: the mean of the log-normal factor, and a spread of what the past and the model
 * show together and what is not known of the factor. That doubt is shared by all forecasts made on the same past; for each
 * alone it is part of its spread. The law may be of fewer people than could be asked: nobody else is thought to do it.
 */
export function corrected(
  { law, about }: Case,
  { coefficients, covariance, spreads }: Correction,
): CountLaw {
  const { people } = law;
  if (!speaks({ law })) return law;
  const doubt = SHIFT ** 2 + Math.max(0, dot(about, times(covariance, about)));
  const mean = Math.min(
    MOST_RATE * people,
    meanBy({ law, about }, coefficients) * Math.exp(doubt / 2),
  );
  const spread = varianceOver(people, mean, weigh(spreads, law.excess));
  return lawOf(people, mean, spread + mean ** 2 * Math.expm1(doubt));
}
