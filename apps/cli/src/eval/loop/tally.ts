import type { Instant } from "@zhongshu/kernel";
import { centralRange, intervalScore } from "@zhongshu/trials";
import { rounded } from "../../figures.ts";

/** A promise of one card, and what came. */
export type Promise_ = {
  readonly kind: string;
  readonly at: Instant;
  readonly audience: number;
  readonly promised: { readonly low: number; readonly high: number };
  readonly came: number;
  /** What the promise gave to fewer than came, and to at most as many; null where only a range was told. */
  readonly told: { readonly below: number; readonly upTo: number } | null;
};

const LEVEL_OF_RANGES = 0.8;
const CENTRE = { from: 0.1, to: 0.9 } as const;

/**
 * The chance that the randomised PIT lies in the centre: it is uniform between what the promise gave to fewer than came
 * and to at most as many. Its mean over the dice, so that no dice are thrown.
 */
function inCentre({ below, upTo }: NonNullable<Promise_["told"]>): number {
  const width = upTo - below;
  if (width < 1e-12) return below >= CENTRE.from && below <= CENTRE.to ? 1 : 0;
  return Math.max(0, Math.min(upTo, CENTRE.to) - Math.max(below, CENTRE.from)) / width;
}

export type Coverage = {
  readonly plays: number;
  readonly coverage: number;
  /** Standard error over markets: all plays of one share its luck, so they do not count as independent. */
  readonly se: number | null;
};

/** How much of what came lies in the central 80 % of what was promised; null where no promise had a distribution. */
export function covered(promises: readonly Seeded[]): Coverage | null {
  const held = promises.flatMap(({ told, seed }) =>
    told === null ? [] : [{ seed, inside: inCentre(told) }],
  );
  const plays = held.length;
  if (plays === 0) return null;
  const coverage = held.reduce((sum, { inside }) => sum + inside, 0) / plays;
  const off = [...Map.groupBy(held, ({ seed }) => seed).values()].map((own) =>
    own.reduce((sum, { inside }) => sum + inside - coverage, 0),
  );
  const squares = off.reduce((sum, x) => sum + x ** 2, 0);
  const markets = off.length;
  const se = markets < 2 ? null : Math.sqrt((squares * markets) / (markets - 1)) / plays;
  return { plays, coverage: rounded(coverage), se: se === null ? null : rounded(se) };
}

const sizeOf = ({ audience }: Promise_): string =>
  audience < 20 ? "under 20" : audience < 50 ? "20–49" : audience < 100 ? "50–99" : "100 and more";

const by = (promises: readonly Seeded[], of: (one: Promise_) => string) =>
  Object.fromEntries([...Map.groupBy(promises, of)].map(([name, own]) => [name, covered(own)]));

type Range = { readonly low: number; readonly high: number };
/** A promise, and the range that the pooled rate gave at its tap; null before any play had closed. */
export type Judged = Promise_ & { readonly pooled: Range | null };
/** … and the market that it was made in. */
export type Seeded = Judged & { readonly seed: number };

const rateOver = (plays: readonly Pick<Promise_, "audience" | "came">[]): number => {
  const people = plays.reduce((n, one) => n + one.audience, 0);
  return people === 0 ? 0 : plays.reduce((n, one) => n + one.came, 0) / people;
};
/** What they would promise who know nothing but one rate of buying: the binomial's central 80 %. */
const atRate = (people: number, rate: number): Range =>
  centralRange({ people, mean: people * rate, excess: 0 }, LEVEL_OF_RANGES);

/**
 * Beside each promise of one market the range of who knew, at its tap, the pooled rate of all promised plays closed by
 * then: orders of everybody they spoke of, over everybody they spoke of, as the promise itself is judged.
 */
export const besidePooled = (promises: readonly Promise_[], window: number): readonly Judged[] =>
  promises.map((one) => {
    const rate = rateOver(promises.filter(({ at }) => at + window <= one.at));
    return { ...one, pooled: rate === 0 ? null : atRate(one.audience, rate) };
  });

/**
 * Coverage of the central 80 % by randomised PIT, and the interval score over that of the pooled rate: as known at each
 * tap (promises before the first closed play are left out), and, harder, of the promised plays alone as known when all is
 * over, which nobody could have known.
 */
export function coverageOf(promises: readonly Seeded[]): object {
  const ratio = (plays: readonly Judged[], other: (one: Judged) => Range): number | null => {
    const score = (of: (one: Judged) => Range): number =>
      plays.reduce((sum, one) => sum + intervalScore(of(one), one.came, LEVEL_OF_RANGES), 0);
    const theirs = score(other);
    return theirs === 0 ? null : rounded(score(({ promised }) => promised) / theirs);
  };
  const rate = rateOver(promises);
  const all = covered(promises);
  const known = promises.filter(({ pooled }) => pooled !== null);
  return {
    promises: promises.length,
    coverage: all?.coverage ?? null,
    coverage_se: all?.se ?? null,
    coverage_by_kind: by(promises, ({ kind }) => kind),
    coverage_by_size: by(promises, sizeOf),
    interval_score_ratio: ratio(known, ({ pooled, audience }) => pooled ?? atRate(audience, rate)),
    interval_score_ratio_in_hindsight: ratio(promises, ({ audience }) => atRate(audience, rate)),
  };
}

const CAP = { most: 3, days: 7 } as const;

/** How often somebody got more than the usual policy allows, counted from what the market itself saw arrive. */
export function violationsOf(days: ReadonlyMap<number, readonly number[]>): number {
  let broken = 0;
  for (const got of days.values())
    got.forEach((day, i) => {
      const recent = got.slice(0, i + 1).filter((d) => d > day - CAP.days);
      if (recent.length > CAP.most) broken += 1;
    });
  return broken;
}
