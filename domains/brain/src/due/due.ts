import { countQuantile } from "@zhongshu/numerics";
import { type Due, dueFor, HORIZON, learn, type Model } from "./model.ts";
import { type Bought, until } from "./spells.ts";

/** Who counts as due: at least one in eight is expected to buy within the week. */
export const LIKELY = 0.125;
/** A card wants so many customers, and so many buyers among them. */
export const LEAST_CUSTOMERS = 8;
export const LEAST_BUYERS = 2;
/** Past mornings on which the model is tried before it may speak. */
const TRIALS = 8;

export type Candidate = {
  readonly product: string;
  readonly due: readonly Due[];
  /** Σ chances, before the correction by past mornings. */
  readonly raw: number;
};

/** How the same model did on past mornings of this shop. */
export type Record = {
  readonly mornings: number;
  readonly cases: number;
  readonly predicted: number;
  readonly observed: number;
  /** Multiplies a prediction: observed over predicted. */
  readonly correction: number;
  /** Variance beyond Poisson, in mean². */
  readonly excess: number;
};

export type Expected = {
  readonly buyers: number;
  readonly low: number;
  readonly high: number;
  /** Variance beyond Poisson, in mean²; cards of long ago have none. */
  readonly excess?: number;
};

const sumOf = (due: readonly Due[]): number => due.reduce((sum, d) => sum + d.chance, 0);

/** Every product that anybody may buy again, whether or not there are enough of them. */
function waitedFor(model: Model, bought: Bought, last: number): readonly Candidate[] {
  return [...bought].flatMap(([product, buyers]) => {
    const due = buyers
      .map((buyer) => dueFor(model, product, buyer, last))
      .filter((d) => d.chance >= LIKELY && d.since > 0)
      .toSorted((a, b) => b.chance - a.chance || (a.profile < b.profile ? -1 : 1));
    return due.length > 0 ? [{ product, due, raw: sumOf(due) }] : [];
  });
}

/** How much of what a card wants there is; 1 and more is enough for one. */
const filled = ({ due, raw }: Candidate): number =>
  Math.min(due.length / LEAST_CUSTOMERS, raw / LEAST_BUYERS);

/** Are there customers and buyers enough for a card? */
export const told = (candidate: Candidate): boolean => filled(candidate) >= 1;

/** The one that comes nearest to a card, be it enough or not. */
export const nearest = (found: readonly Candidate[]): Candidate | null =>
  found.toSorted((a, b) => filled(b) - filled(a) || (a.product < b.product ? -1 : 1))[0] ?? null;

/** The candidate with only those of its customers for whom `keep` holds. */
export function among(candidate: Candidate, keep: (due: Due) => boolean): Candidate {
  const due = candidate.due.filter(keep);
  return { ...candidate, due, raw: sumOf(due) };
}

/** Of the customers due at `last`, those who bought within the horizon after it. */
export function came(bought: Bought, { product, due }: Candidate, last: number): number {
  const waited = new Set(due.map((d) => d.profile));
  const buyers = bought.get(product) ?? [];
  return buyers.filter(
    ({ profile, days }) =>
      waited.has(profile) && days.some((day) => day > last && day <= last + HORIZON),
  ).length;
}

type Case = { readonly predicted: number; readonly observed: number };

// Two weeks' worth of the prior "the model is right" keeps a correction from a handful of buyers near 1.
const PRIOR_BUYERS = 10;

/** Moments: excess = Σ((o − m)² − m) / Σm², m the corrected prediction; never below 0. */
function recordOf(cases: readonly Case[], mornings: number): Record {
  const predicted = cases.reduce((n, c) => n + c.predicted, 0);
  const observed = cases.reduce((n, c) => n + c.observed, 0);
  const correction = (observed + PRIOR_BUYERS) / (predicted + PRIOR_BUYERS);
  let over = 0;
  let squares = 0;
  for (const c of cases) {
    const m = c.predicted * correction;
    over += (c.observed - m) ** 2 - m;
    squares += m * m;
  }
  const excess = squares > 0 ? Math.max(0, over / squares) : 0;
  return { mornings, cases: cases.length, predicted, observed, correction, excess };
}

/** What the model would have said on each of the past mornings, and what came. All of it lies before `last`. */
function tried(bought: Bought, last: number): Record {
  const cases: Case[] = [];
  let mornings = 0;
  for (let week = 1; week <= TRIALS; week += 1) {
    const then = last - HORIZON * week;
    const past = until(bought, then);
    const model = learn(past, then);
    if (model === null) break;
    mornings += 1;
    for (const candidate of waitedFor(model, past, then).filter(told)) {
      cases.push({ predicted: candidate.raw, observed: came(bought, candidate, then) });
    }
  }
  return recordOf(cases, mornings);
}

/** Under so many past cases an interval would be a guess. */
const ENOUGH_CASES = 20;

/** Buyers expected, and eight times in ten between low and high, never more than are due; null when the past cannot vouch for it. */
export function expected(
  { raw, due }: Pick<Candidate, "raw" | "due">,
  record: Record,
): Expected | null {
  if (record.cases < ENOUGH_CASES || record.observed < PRIOR_BUYERS) return null;
  const buyers = raw * record.correction;
  const { excess } = record;
  const at = (p: number): number => Math.min(due.length, countQuantile(p, buyers, excess));
  return { buyers, low: at(0.1), high: at(0.9), excess };
}

/** The same of those who are left, where somebody is there no more: in proportion, for whose chance it was is known no more. */
export function fewer(
  { buyers, excess, ...range }: Expected,
  { left, of }: { readonly left: number; readonly of: number },
): Expected {
  const mean = (buyers * left) / of;
  const at = (p: number, before: number): number =>
    Math.min(left, before, excess === undefined ? left : countQuantile(p, mean, excess));
  const told = { low: at(0.1, range.low), high: at(0.9, range.high) };
  return { buyers: mean, ...told, ...(excess !== undefined && { excess }) };
}

export type DueAgain = {
  readonly candidates: readonly (Candidate & { readonly expected: Expected | null })[];
  /** What comes nearest to a card, where nothing is enough for one. */
  readonly nearest: Candidate | null;
  readonly record: Record;
};

/** Products for which enough customers are due after the end of day `last`; null when too little came back yet. */
export function dueAgain(bought: Bought, last: number): DueAgain | null {
  const past = until(bought, last);
  const model = learn(past, last);
  if (model === null) return null;
  const record = tried(past, last);
  const waited = waitedFor(model, past, last);
  const candidates = waited
    .filter(told)
    .map((c) => ({ ...c, expected: expected(c, record) }))
    .toSorted((a, b) => b.raw - a.raw || (a.product < b.product ? -1 : 1));
  return { candidates, nearest: nearest(waited), record };
}
