import type { Lift } from "@zhongshu/cards";
import { type Money, money, type Text } from "@zhongshu/kernel";
import { seeded, variance } from "@zhongshu/numerics";
import {
  clusterLift,
  compareMeans,
  estimatesOf as countsOf,
  ENOUGH_OUTCOMES,
  expectedOutcomes,
  type Interval,
  liftOf,
  permute,
  type Stratum,
  totalOf,
} from "@zhongshu/trials";
import { alike } from "../learn/looks.ts";
import type { Past } from "../learn/past.ts";
import { smoothed, together } from "../promise/worth.ts";
import { armsOf, earningsOf } from "./arms.ts";
import type { Arms, Cluster, Measured } from "./facts.ts";
import * as words from "./words.ts";

type Count = Pick<Arms["treated"], "people" | "buyers">;
type Counts = { readonly treated: Count; readonly heldOut: Count };

const told = ({ treated, heldOut }: Counts) => ({
  treated: { people: treated.people, buyers: treated.buyers },
  heldOut: { people: heldOut.people, buyers: heldOut.buyers },
});
/** Counts, and why they are all that is said: in a sentence, and in a word. */
export const silent = (arms: Counts, why: Text, brief: Text = words.BRIEF.few): Lift => ({
  known: false,
  ...told(arms),
  why,
  brief,
});
const times = ({ low, middle, high }: Interval, n: number): Interval => ({
  low: low * n,
  middle: middle * n,
  high: high * n,
});

const moneys = ({ low, middle, high }: Interval, currency: string): words.Worth => {
  const of = (minor: number): Money => money(Math.round(minor), currency);
  return { low: of(low), middle: of(middle), high: of(high) };
};

/** What is said to have been added or lost is no more often than one time in twenty nothing but chance. */
const LEVEL = 0.95;
const DRAWS = 2_000;
/** Below so many buyers an arm money is too skewed for Student's law; above so many people re-dealing takes too long. */
const FEW_BUYERS = 300;
const FEW_PEOPLE = 5_000;
// Chance that is the same whenever the report is opened.
const SEED = 3;

/** Additional commission per person; null where nothing was earned at all. */
function earnedMore(measured: Measured, arms: Arms): Interval | null {
  const { treated, heldOut } = arms;
  if (treated.people < 2 || heldOut.people < 2) return null;
  if (variance(treated.earned) + variance(heldOut.earned) === 0) return null;
  const small = Math.min(treated.buyers, heldOut.buyers) < FEW_BUYERS;
  if (small && treated.people + heldOut.people <= FEW_PEOPLE) {
    const dealt = earningsOf(measured);
    const chance = { random: seeded(SEED), draws: DRAWS };
    return permute(dealt.treated, dealt.heldOut, LEVEL, chance).interval;
  }
  return compareMeans(treated.earned, heldOut.earned, LEVEL);
}

const WHY = {
  "no-hold-out": { why: words.UNPROVEN, brief: words.BRIEF.unproven },
  "sample-ratio": { why: words.MISMATCHED, brief: words.BRIEF.withheld },
  open: { why: words.OPEN, brief: words.BRIEF.open },
} as const;

export type Judged = { readonly plays: number; readonly cancelled: boolean };

/** What this one execution added, or why that cannot be said. */
export function liftHere(measured: Measured, { plays, cancelled }: Judged): Lift {
  if (measured.groups !== null) return groupsHere(measured, cancelled);
  const arms = armsOf(measured);
  if (cancelled) return silent(arms, words.CANCELLED, words.BRIEF.cancelled);
  if (arms.treated.people === 0) return silent(arms, words.few(0));
  const lift = liftOf({
    ...{ treated: told(arms).treated, heldOut: told(arms).heldOut, plays },
    holdOutShare: measured.holdOutShare,
    closed: measured.state !== "open",
    always: null,
  });
  if (!lift.known) {
    if (lift.why === "few")
      return silent(arms, words.few(arms.treated.buyers + arms.heldOut.buyers));
    const { why, brief } = WHY[lift.why];
    return silent(arms, why, brief);
  }
  const buyers = times(lift.at95, arms.treated.people);
  const more = earnedMore(measured, arms);
  const worth = more && moneys(times(more, arms.treated.people), measured.currency);
  const said = words.liftInWords(buyers, worth);
  return { known: true, ...told(arms), buyers, worth, words: said, basis: words.BASIS_HERE };
}

const armOfClusters = (clusters: readonly Pick<Cluster, "arm" | "people" | "buyers">[]): Counts => {
  const of = (arm: Cluster["arm"]) => {
    const own = clusters.filter((cluster) => cluster.arm === arm);
    const people = own.reduce((n, one) => n + one.people, 0);
    const buyers = own.reduce((n, one) => n + one.buyers, 0);
    return { people, buyers };
  };
  return { treated: of("treated"), heldOut: of("held-out") };
};

/** One execution's groups are too few to say anything; the time before is a reference and no more. */
function groupsHere(measured: Measured, cancelled: boolean): Lift {
  const arms = armsOf(measured);
  if (cancelled) return silent(arms, words.CANCELLED, words.BRIEF.cancelled);
  if (measured.state === "open") return silent(arms, words.OPEN, words.BRIEF.open);
  const { before } = measured;
  if (before && arms.treated.people > 0)
    return silent(arms, words.beforeAfter(before), words.BRIEF.reference);
  const posted = measured.groups?.some(({ arm }) => arm === "treated") ?? false;
  return silent(arms, posted ? words.NOBODY_COMPARED : words.LEFT_OUT_GROUP);
}

/** All group posts of this play: communities and days are the observations. */
function groupsPooled(past: readonly Past[], currency: string): Lift {
  const clusters = past.flatMap(({ result }) => result.clusters);
  const arms = armOfClusters(clusters);
  const of = (outcome: (cluster: Cluster) => number) =>
    clusterLift(
      clusters.map((cluster) => ({ ...cluster, outcome: outcome(cluster) })),
      LEVEL,
      { random: seeded(SEED), draws: DRAWS },
    );
  const buyers = of((cluster) => cluster.buyers);
  const earned = of((cluster) => cluster.earned);
  if (!buyers.known) return silent(arms, words.fewGroups(buyers));
  const people = arms.treated.people;
  const worth = earned.known ? moneys(times(earned, people), currency) : null;
  const scaled = times(buyers, people);
  return {
    ...{ known: true, ...told(arms), buyers: scaled, worth },
    words: words.liftInWords(scaled, worth),
    basis: words.basisOfGroups(past.length),
  };
}

type Tried = { readonly arms: Arms; readonly unit: number | null };

/**
 * What each execution earned more per person, in minor units. Its variance is not taken from its own people alone, where
 * nobody happening to buy would look like certainty, but `smoothed` by what the play's people differ by: on the card's product in sales' worth, since a dear good's
 * earnings differ more than a cheap one's, and on other goods as they are.
 */
function earnedEach(many: readonly Tried[]): readonly Stratum[] {
  const known = many.flatMap(({ unit }) => (unit ? [unit] : []));
  const usual = known.reduce((sum, unit) => sum + unit / known.length, 0) || 1;
  const each = many.map(({ arms: { treated, heldOut }, unit }) => ({
    ...{ treated, heldOut, unit: unit || usual, n: treated.people + heldOut.people },
  }));
  const people = each.reduce((sum, { n }) => sum + n, 0);
  const over = (squares: (one: (typeof each)[number]) => number): number =>
    each.reduce((sum, one) => sum + squares(one), 0) / Math.max(1, people);
  const own = over((one) => (one.treated.own.m2 + one.heldOut.own.m2) / one.unit ** 2);
  const others = over(({ treated, heldOut }) => treated.elsewhere.m2 + heldOut.elsewhere.m2);
  return each.map(({ treated, heldOut, unit, n }) => {
    const expected = own * unit ** 2 + others;
    const sides = 1 / treated.people + 1 / heldOut.people;
    const squares = treated.earned.m2 + heldOut.earned.m2;
    return {
      people: treated.people,
      estimate: treated.earned.mean - heldOut.earned.mean,
      variance: smoothed(squares, n, expected) * sides,
    };
  });
}

/** Buyers and commission that all these executions added: each judged by its own two sides, then summed up. */
function personsPooled(many: readonly Tried[], currency: string): Lift {
  const arms = many.map((one) => one.arms);
  const all = together(arms);
  const enough = expectedOutcomes(all.treated, all.heldOut) >= ENOUGH_OUTCOMES;
  const counted = countsOf(arms).map((one, i) => ({
    ...one,
    people: arms[i]?.treated.people ?? 0,
  }));
  const buyers = enough ? totalOf(counted, LEVEL) : null;
  if (buyers === null) return silent(all, words.few(all.treated.buyers + all.heldOut.buyers));
  const earned = totalOf(earnedEach(many), LEVEL);
  const worth = earned && earned.high > earned.low ? moneys(earned, currency) : null;
  return {
    ...{ known: true, ...told(all), buyers, worth },
    words: words.liftInWords(buyers, worth),
    basis: words.basisPooled(many.length),
  };
}

/** Executions that were put together, and how many could not be since their windows are of another length. */
export type Pool = { readonly of: readonly Past[]; readonly lift: Lift; readonly apart: number };

const usable = ({ result: { arms, spoilt, holdOutShare, clusters } }: Past): boolean => {
  if (spoilt) return false;
  // A single group, or groups of which none may be left out, were dealt no arms: they say nothing of the post.
  if (arms === null) return holdOutShare > 0 && clusters.length > 1;
  return holdOutShare > 0 && arms.heldOut.people > 0;
};

/** The same play over the whole organisation, in windows of one length; null where nothing can be put together. */
export function liftPooled(past: readonly Past[], grouped: boolean, currency: string): Pool | null {
  const all = past.filter(
    (one) => (one.result.arms === null) === grouped && one.currency === currency && usable(one),
  );
  const of = alike(all);
  if (of.length === 0) return null;
  const lift = grouped
    ? groupsPooled(of, currency)
    : personsPooled(
        of.flatMap(({ unit, result: { arms } }) => (arms ? [{ arms, unit }] : [])),
        currency,
      );
  return { of, lift, apart: all.length - of.length };
}
