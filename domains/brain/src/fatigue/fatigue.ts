import { DAY, type Instant } from "@zhongshu/kernel";

/** A message that somebody got. */
export type Got = {
  readonly profile: string;
  readonly at: Instant;
  /** Within a day; null where its way cannot tell, or the day is not over. */
  readonly opened: boolean | null;
  /** Wanted no more within a week, and before the next one. */
  readonly left: boolean;
};

/** One way in which people may tire: a message is still felt by half after `halfLife` days. */
type Way = {
  readonly halfLife: number;
  /** Each message still felt leaves ½^tires of what is opened. */
  readonly tires: number;
  /** Each message still felt multiplies by so much how many leave. */
  readonly annoys: number;
  /** How many of those leave who feel no earlier message. */
  readonly leaves: number;
  readonly weight: number;
};

/** How tired this organisation's customers get, as its own messages show. */
export type Fatigue = {
  readonly ways: readonly Way[];
  /** Messages that somebody on its lists gets in half a year. */
  readonly ahead: number;
  /** What a message must be worth, over one to somebody rested that nobody leaves at. */
  readonly least: number;
};

/** What may be the case, each with what is believed of it before anything was seen. */
export const GRID = {
  /** Days. */
  halfLives: [2, 4, 8, 16],
  /** Most customers mind one more message a little. */
  tires: [
    [0, 0.35],
    [0.25, 0.25],
    [0.5, 0.2],
    [1, 0.12],
    [1.5, 0.08],
  ],
  annoys: [
    [1, 0.6],
    [1.5, 0.25],
    [2, 0.1],
    [3, 0.05],
  ],
  /** Three of a thousand leave at a message; as good as three hundred messages seen. */
  leaves: { rate: 0.003, messages: 300 },
} as const;

const MOST_OPENED = 0.98;
const WEEK = 7;
const HALF_A_YEAR = 26;
/** The newest weeks, from which the pace of messages is taken. */
const PACE_WEEKS = 4;
/** Fewer messages of which it is known what came of them say nothing of how people tire. */
const ENOUGH = 100;
/** Days between messages to one person that are weighed against each other. */
const LONGEST_PAUSE = 28;
/** What is felt of older messages is next to nothing. */
const FELT_DAYS = 90;
const HARDLY = 1e-4;

/** What is still felt of messages got so many days ago. */
const felt = (ages: readonly number[], halfLife: number): number =>
  ages.reduce((sum, age) => sum + 0.5 ** (age / halfLife), 0);

/** Days since each earlier message, of every message of these people. */
function agesOf(got: readonly Got[]): readonly (readonly [Got, readonly number[]])[] {
  const byPerson = Map.groupBy(got, ({ profile }) => profile);
  return [...byPerson.values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.at - b.at);
    return inOrder.map((one, i) => {
      const ages = inOrder.slice(0, i).map(({ at }) => (one.at - at) / DAY);
      return [one, ages] as const;
    });
  });
}

type Felt = { readonly felt: number; readonly opened: boolean | null; readonly left: boolean };

/** log P(opened as they were | tires), the share that rested people open being what fits best. */
function openedLikelihood(messages: readonly Felt[], tires: number): number {
  const known = messages.filter(({ opened }) => opened !== null);
  const parts = known.map((one) => 0.5 ** (tires * one.felt));
  const opened = known.filter((one) => one.opened).length;
  const rested =
    opened /
    Math.max(
      1e-9,
      parts.reduce((a, b) => a + b, 0),
    );
  return known.reduce((sum, one, i) => {
    const p = Math.max(1e-6, Math.min(MOST_OPENED, rested * (parts[i] ?? 1)));
    return sum + Math.log(one.opened ? p : 1 - p);
  }, 0);
}

/** log P(left as they did | annoys) and the rate of leaving, gamma with what is believed beforehand. */
function leaving(messages: readonly Felt[], annoys: number) {
  const left = messages.filter((one) => one.left);
  const exposed = messages.reduce((sum, one) => sum + annoys ** one.felt, 0) + GRID.leaves.messages;
  const shape = left.length + GRID.leaves.rate * GRID.leaves.messages;
  const power = left.reduce((sum, one) => sum + one.felt, 0);
  return {
    likelihood: power * Math.log(annoys) - shape * Math.log(exposed),
    leaves: shape / exposed,
  };
}

function waysOf(messages: readonly (readonly [Got, readonly number[]])[]): readonly Way[] {
  const told = GRID.halfLives.flatMap((halfLife) => {
    const seen = messages.map(([{ opened, left }, ages]) => ({
      ...{ felt: felt(ages, halfLife), opened, left },
    }));
    const opens = GRID.tires.map(([tires, prior]) => ({
      ...{ tires, log: Math.log(prior) + openedLikelihood(seen, tires) },
    }));
    const goes = GRID.annoys.map(([annoys, prior]) => ({
      annoys,
      prior,
      ...leaving(seen, annoys),
    }));
    return opens.flatMap(({ tires, log }) =>
      goes.map(({ annoys, prior, likelihood, leaves }) => ({
        ...{ halfLife, tires, annoys, leaves, log: log + Math.log(prior) + likelihood },
      })),
    );
  });
  const most = told.reduce((top, { log }) => Math.max(top, log), Number.NEGATIVE_INFINITY);
  const heavy = told.map(({ log, ...way }) => ({ ...way, weight: Math.exp(log - most) }));
  const kept = heavy.filter(({ weight }) => weight > HARDLY);
  const sum = kept.reduce((total, { weight }) => total + weight, 0);
  return kept.map((way) => ({ ...way, weight: way.weight / sum }));
}

/**
 * What one more message to somebody is worth who got earlier ones so many days ago, over one to somebody rested:
 * E[½^(tires·felt) − ahead·leaves·annoys^felt], felt = Σ ½^(days / halfLife). Who leaves is lost for the messages ahead.
 */
export const worthTo = ({ ways, ahead }: Omit<Fatigue, "least">, ages: readonly number[]): number =>
  ways.reduce((sum, { halfLife, tires, annoys, leaves, weight }) => {
    const still = felt(ages, halfLife);
    return sum + weight * (0.5 ** (tires * still) - ahead * leaves * annoys ** still);
  }, 0);

/** Messages in half a year to somebody who is written to at all, at the pace of the newest weeks. */
function aheadOf(got: readonly Got[], now: Instant): number {
  const late = got.filter(({ at }) => at >= now - PACE_WEEKS * WEEK * DAY);
  const people = new Set(late.map(({ profile }) => profile)).size;
  return people === 0 ? 0 : (late.length / people / PACE_WEEKS) * HALF_A_YEAR;
}

/** What a message is worth to somebody who has long been getting one every so many days. */
const steady = (known: Omit<Fatigue, "least">, pause: number): number =>
  worthTo(
    known,
    Array.from({ length: Math.ceil(FELT_DAYS / pause) }, (_, n) => (n + 1) * pause),
  );

/**
 * How people tire, of all messages to people who were written to lately. A message must be worth at least what each is
 * at the pause at which messages to one person are worth the most in all; nobody is written to at all where more is lost by
 * leaving than is won. As long as too little is known nobody is left out.
 */
export function fatigueOf(got: readonly Got[], now: Instant): Fatigue {
  const known = { ways: waysOf(agesOf(got)), ahead: aheadOf(got, now) };
  if (got.filter(({ opened }) => opened !== null).length < ENOUGH)
    return { ...known, least: Number.NEGATIVE_INFINITY };
  let best = { aDay: Number.NEGATIVE_INFINITY, least: 0 };
  for (let pause = 1; pause <= LONGEST_PAUSE; pause += 1) {
    const least = steady(known, pause);
    if (least / pause > best.aDay) best = { aDay: least / pause, least };
  }
  return { ...known, least: Math.max(0, best.least) };
}

/** Had better be left in peace, who got messages so many days ago? */
export const isTired = (fatigue: Fatigue, ages: readonly number[]): boolean =>
  worthTo(fatigue, ages) < fatigue.least;

export type Tally = { readonly messages: number; readonly opened: number; readonly left: number };

/** What came of the messages that went to tired people and of the others: those of which it is known. */
export function talliesOf(fatigue: Fatigue, got: readonly Got[]) {
  const known = agesOf(got).filter(([{ opened }]) => opened !== null);
  const tally = (tired: boolean): Tally => {
    const some = known.filter(([, ages]) => isTired(fatigue, ages) === tired).map(([one]) => one);
    return {
      messages: some.length,
      opened: some.filter(({ opened }) => opened === true).length,
      left: some.filter(({ left }) => left).length,
    };
  };
  return { tired: tally(true), others: tally(false) };
}
