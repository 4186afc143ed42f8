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
import type { Ordered, OrderedApart } from "../report/facts.ts";

/** What was promised, and what the model alone had said before the taps of the past corrected it. */
export type Forecast = CountLaw & { readonly model: CountLaw | null };
export type Range = { readonly low: number; readonly high: number };

/**
 * What is known of a tap beside the model's forecast, and what is believed of it before anything came. The model counts
 * buyers whom nobody wrote to; it is
 * – off by a tenth, either way;
 * – and a message brings some buyers of a hundred written to, however many come by themselves: where 15 of a hundred would
 *   and three in ten are left out, a fifth more, give or take as much, for it may bring nothing; where twice as many would,
 *   half of that;
 * – of a rate that stands out a part is chance: the audience was chosen for it;
 * – a dearer product may sell less, or more, to those who are written to.
 */
const BELIEVED: readonly CoefficientPrior[] = [
  { mean: 0, sd: 0.1 },
  { mean: 0.2, sd: 0.2 },
  { mean: -0.1, sd: 0.15 },
  { mean: 0, sd: 0.12 },
];
const USUAL = { rate: 0.15, written: 0.7 } as const;
/** Of a very low rate nobody knows by how much a message multiplies it. */
const MOST_ADDED = 2;
/** A rate that does not stand out among those of which cards are made. */
const PLAIN_RATE = 0.25;

export type Case = {
  readonly model: CountLaw;
  readonly holdOut: number;
  /** What one sale earns, in minor units; null where it is not known. */
  readonly unit: number | null;
};

/** How far off the model is for people who are written to; `unit` is the usual one, which prices are held against. */
export type Learnt = { readonly correction: Correction; readonly unit: number | null };

/** What a message brings comes early; beside it only the elapsed part of those who would buy anyway. */
function about(
  { model, holdOut, unit }: Case,
  usual: number | null,
  elapsed: number,
): readonly number[] {
  const rate = model.people > 0 ? model.mean / model.people : 0;
  const written = (1 - holdOut) / USUAL.written;
  return [
    1,
    rate > 0 ? Math.min(MOST_ADDED, (written * USUAL.rate) / (rate * elapsed)) : 0,
    rate > 0 ? Math.log(rate / PLAIN_RATE) : 0,
    unit && usual ? Math.log(unit / usual) : 0,
  ];
}

/** What came of a case by the end of the elapsed part of its week, known so many weeks ago; `apart` where it can be told. */
export type Came = Case & {
  readonly came: number;
  readonly weeks: number;
  readonly elapsed: number;
  readonly apart: OrderedApart | null;
};

/** Those written to, those left out, and whoever could not be written to, each held against their part of the forecast. */
function partsOf({ apart, came, elapsed, ...one }: Came, usual: number | null) {
  if (apart === null) return [];
  const { treated, heldOut } = apart;
  const { model } = one;
  const others = {
    people: Math.max(0, model.people - treated.people - heldOut.people),
    came: Math.max(0, came - treated.came - heldOut.came),
  };
  const part = (of: Ordered, holdOut: number) => ({
    law: { ...model, people: of.people, mean: (model.mean * elapsed * of.people) / model.people },
    about: about({ ...one, holdOut }, usual, elapsed),
    came: Math.min(of.people, of.came),
  });
  return [part(treated, 0), part(heldOut, 1), part(others, 1)];
}

/** What the model's forecasts and what came of them teach, the newest first. */
export function learntFrom(past: readonly Came[]): Learnt {
  const units = past.flatMap(({ unit }) => (unit !== null && unit > 0 ? [Math.log(unit)] : []));
  const mean = units.reduce((sum, log) => sum + log, 0) / units.length;
  const unit = units.length > 0 ? Math.exp(mean) : null;
  const told = past.map((one) => ({
    law: { ...one.model, mean: one.model.mean * one.elapsed },
    about: about(one, unit, one.elapsed),
    ...{ came: one.came, weeks: one.weeks, parts: partsOf(one, unit) },
  }));
  return { correction: correctionFrom(told, BELIEVED), unit };
}

/** The model's own spread is that of past mornings, on which it knew less. */
const OWN_SPREAD = 0.5;

/** The model's forecast as what came of the earlier ones corrects it. */
export function foretold(one: Case, { correction, unit }: Learnt): Forecast {
  const law = { ...one.model, excess: OWN_SPREAD * one.model.excess };
  return { ...corrected({ law, about: about(one, unit, 1) }, correction), model: one.model };
}

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
