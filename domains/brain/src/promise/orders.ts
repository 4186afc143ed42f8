import {
  type ArmCount,
  type CoefficientPrior,
  type Correction,
  type CountLaw,
  centralRange,
  corrected,
  correctionFrom,
  type Rates,
  ratesFrom,
} from "@zhongshu/trials";

/** What was promised, and what the model alone had said before the taps of the past corrected it. */
export type Forecast = CountLaw & { readonly model: CountLaw | null };
export type Range = { readonly low: number; readonly high: number };

/**
 * What is known of a tap beside the model's forecast, and what is believed of it before anything came. The model counts
 * buyers whom nobody wrote to:
 * – who is written to buys more often, by some third; how much more is not known;
 * – of a rate that stands out half is chance: the audience was chosen for it;
 * – who is left out does not buy more, so each tenth of the people costs some 5 %;
 * – a dearer product may sell less, or more, to those who are written to.
 */
const BELIEVED: readonly CoefficientPrior[] = [
  { mean: Math.log(1.35), sd: 0.22 },
  { mean: -0.5, sd: 0.25 },
  { mean: -0.5, sd: 0.2 },
  { mean: 0, sd: 0.12 },
];
/** A usual rate, a usual part left out: where the coefficients speak of nothing. */
const USUAL = { rate: 0.15, holdOut: 0.3 } as const;

export type Case = {
  readonly model: CountLaw;
  readonly holdOut: number;
  /** What one sale earns, in minor units; null where it is not known. */
  readonly unit: number | null;
};

/** How far off the model is for people who are written to; `unit` is the usual one, which prices are held against. */
export type Learnt = { readonly correction: Correction; readonly unit: number | null };

function about({ model, holdOut, unit }: Case, usual: number | null): readonly number[] {
  const rate = model.people > 0 ? model.mean / model.people : 0;
  return [
    1,
    rate > 0 ? Math.log(rate / USUAL.rate) : 0,
    holdOut - USUAL.holdOut,
    unit && usual ? Math.log(unit / usual) : 0,
  ];
}

/** What the model's forecasts and what came of them teach, the newest first. */
export function learntFrom(past: readonly (Case & { readonly came: number })[]): Learnt {
  const units = past.flatMap(({ unit }) => (unit !== null && unit > 0 ? [Math.log(unit)] : []));
  const mean = units.reduce((sum, log) => sum + log, 0) / units.length;
  const unit = units.length > 0 ? Math.exp(mean) : null;
  const told = past.map((one) => ({ law: one.model, about: about(one, unit), came: one.came }));
  return { correction: correctionFrom(told, BELIEVED), unit };
}

/** The model's forecast as what came of the earlier ones corrects it. */
export const foretold = (one: Case, { correction, unit }: Learnt): Forecast => ({
  ...corrected({ law: one.model, about: about(one, unit) }, correction),
  model: one.model,
});

/** Eight times in ten the count lies in here, ends included. */
export const rangeOf = (law: CountLaw): Range => centralRange(law, 0.8);

/** Fewer tries of the same play, or fewer buyers in them, and nothing is promised. */
const ENOUGH_TRIES = 5;
const ENOUGH_BUYERS = 10;
/** So many of the newest say enough; their law is found in some 30 ms. */
const MOST_TRIES = 120;

/** What the same play brought before, the newest first, as a law of its rate; null while too little is known. */
export function ratesOf(past: readonly ArmCount[]): Rates | null {
  const buyers = past.reduce((sum, one) => sum + one.buyers, 0);
  if (past.length < ENOUGH_TRIES || buyers < ENOUGH_BUYERS) return null;
  return ratesFrom(past.slice(0, MOST_TRIES));
}

/** Buyers among `people` of a play whose rate is like the past ones', as the law of the same mean and variance. */
export function likeBefore({ rate, weight }: Rates, people: number): CountLaw {
  const sum = (of: (p: number) => number): number =>
    rate.reduce((total, p, i) => total + of(p) * (weight[i] ?? 0), 0);
  const mean = sum((p) => p);
  return { people, mean: people * mean, excess: sum((p) => (p - mean) ** 2) / mean ** 2 };
}
