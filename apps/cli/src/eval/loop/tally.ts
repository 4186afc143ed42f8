import type { Instant } from "@zhongshu/kernel";
import { centralRange, intervalScore, liftOf, planHoldOut, scoreInterval } from "@zhongshu/trials";
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

/** A play of any kind that was acted on, promised or not, and who bought in it. */
export type Play = Pick<Promise_, "at" | "audience" | "came">;

const rateOver = (plays: readonly Play[]): number => {
  const people = plays.reduce((n, one) => n + one.audience, 0);
  return people === 0 ? 0 : plays.reduce((n, one) => n + one.came, 0) / people;
};
/** What they would promise who know nothing but one rate of buying: the binomial's central 80 %. */
const atRate = (people: number, rate: number): Range =>
  centralRange({ people, mean: people * rate, excess: 0 }, LEVEL_OF_RANGES);

/** Beside each promise of one market the range of who knew, at its tap, the pooled rate of all plays closed by then. */
export const besidePooled = (
  promises: readonly Promise_[],
  plays: readonly Play[],
  window: number,
): readonly Judged[] =>
  promises.map((one) => {
    const rate = rateOver(plays.filter(({ at }) => at + window <= one.at));
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

const draw = (n: number, rate: number, dice: () => number): number => {
  let k = 0;
  for (let i = 0; i < n; i += 1) if (dice() < rate) k += 1;
  return k;
};

const AA_PLAYS = 10_000;
const POWER_PLAYS = 20_000;
const LEVEL = 0.05;
/** Extra buyers per person that power is asked for. */
const LIFT = 0.05;

type Said = { readonly stated: boolean; readonly interval: boolean };
const NOTHING: Said = { stated: false, interval: false };

/** A play of these people and rates, judged as the product judges: what it would state, and what its interval alone says. */
function judged(
  people: number,
  rates: readonly [number, number],
  at: { share: number; dice: () => number },
): Said {
  const held = Math.max(1, Math.round(people * at.share));
  const treated = Math.max(1, people - held);
  const arms = {
    treated: { people: treated, buyers: draw(treated, rates[0], at.dice) },
    heldOut: { people: held, buyers: draw(held, rates[1], at.dice) },
  };
  const { low, high } = scoreInterval(arms.treated, arms.heldOut, 1 - LEVEL);
  const interval = low > 0 || high < 0;
  const share = held / (held + treated);
  const lift = liftOf({ ...arms, holdOutShare: share, closed: true, always: null });
  return { interval, stated: lift.known && (lift.at95.low > 0 || lift.at95.high < 0) };
}

/**
 * A/A plays at the audience sizes and rates that really occurred, with the share that the product itself would leave out:
 * how often it states a difference that is none (silence states nothing), and how often its interval alone, which is not
 * shown below thirty expected outcomes, leaves out nought. And the power of what it states, at the number of people that
 * it calls enough: silence is not the trick.
 */
export function aaAndPower(promises: readonly Promise_[], dice: () => number): object {
  const real = promises.filter(({ audience }) => audience > 1);
  const some = (): Promise_ | undefined => real[Math.floor(dice() * real.length)] ?? real[0];
  // The same audience and rate come again and again.
  const plans = new Map<string, ReturnType<typeof planHoldOut>>();
  const planOf = (people: number, base: number): ReturnType<typeof planHoldOut> => {
    const key = `${people} ${base}`;
    const plan = plans.get(key) ?? planHoldOut({ people, base, lift: LIFT });
    plans.set(key, plan);
    return plan;
  };
  const baseOf = ({ audience, came }: Promise_): number =>
    Math.min(0.6, Math.max(0.02, (came + 0.5) / (audience + 1)));
  const drawn = (plays: number, one: (play: Promise_) => Said): readonly Said[] =>
    Array.from({ length: real.length === 0 ? 0 : plays }, some).flatMap((play) =>
      play === undefined ? [] : one(play),
    );
  const idle = drawn(AA_PLAYS, (play) => {
    const base = baseOf(play);
    const plan = planOf(play.audience, base);
    return judged(play.audience, [base, base], { share: plan.share, dice });
  });
  const planted = drawn(POWER_PLAYS, (play) => {
    const base = baseOf(play);
    const { enough } = planOf(1, base);
    if (enough === null) return NOTHING;
    return judged(enough, [base + LIFT, base], { share: 0.5, dice });
  });
  const share = (plays: readonly Said[], of: (said: Said) => boolean): number | null =>
    plays.length === 0 ? null : rounded(plays.filter(of).length / plays.length);
  return {
    aa_plays: idle.length,
    aa_false_positive: share(idle, ({ stated }) => stated),
    aa_interval_alone: share(idle, ({ interval }) => interval),
    power: share(planted, ({ stated }) => stated),
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
