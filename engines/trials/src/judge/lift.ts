import type { ArmCount, Interval } from "../compare/arms.ts";
import { compareProportions, scoreInterval } from "../compare/proportions.ts";
import { type SampleRatio, sampleRatio } from "./sample-ratio.ts";

/** Fewer expected outcomes than this in an arm, and nothing is said. */
export const ENOUGH_OUTCOMES = 30;

/** The same difference at both levels that the product speaks of. */
export type Levels = { readonly at80: Interval; readonly at95: Interval };

export type Seen = {
  /** Both as assigned, whether or not the message was sent. */
  readonly treated: ArmCount;
  readonly heldOut: ArmCount;
  /** Share that was to be held out; 0 when the owner did without. */
  readonly holdOutShare: number;
  readonly closed: boolean;
  /** While open: intervals that may be looked at any time (`alwaysValid`), or null for counts only. */
  readonly always: Levels | null;
  /** How many plays are looked at together; corrects the check of the sample ratio. */
  readonly plays?: number;
};

export type Lift =
  | (Levels & {
      readonly known: true;
      /** Null while the window is open: a p-value looked at twice is none. */
      readonly p: number | null;
      readonly ratio: SampleRatio;
    })
  | { readonly known: false; readonly why: "no-hold-out" | "sample-ratio" | "open" | "few" };

const silent = (why: "no-hold-out" | "sample-ratio" | "open" | "few"): Lift => ({
  known: false,
  why,
});

/** Outcomes expected in the arm that has fewer, by the rate of both together. */
export function expectedOutcomes(one: ArmCount, other: ArmCount): number {
  const rate = (one.buyers + other.buyers) / Math.max(1, one.people + other.people);
  return rate * Math.min(one.people, other.people);
}

/**
 * Enough or silence: what the writing changed in buyers per person, or why nothing can be said. In this order: nobody was
 * left out; the arms do not have their shares; the window is open and no always-valid interval is given; fewer than
 * 30 outcomes are expected in an arm. Closed windows get the score interval.
 */
export function liftOf({ treated, heldOut, holdOutShare, ...seen }: Seen): Lift {
  if (holdOutShare <= 0 || heldOut.people === 0) return silent("no-hold-out");
  const ratio = sampleRatio(
    [
      { people: heldOut.people, share: holdOutShare },
      { people: treated.people, share: 1 - holdOutShare },
    ],
    seen.plays,
  );
  if (ratio.verdict === "withhold") return silent("sample-ratio");
  if (!seen.closed && seen.always === null) return silent("open");
  if (expectedOutcomes(treated, heldOut) < ENOUGH_OUTCOMES) return silent("few");
  if (!seen.closed && seen.always !== null) return { known: true, ...seen.always, p: null, ratio };
  return {
    known: true,
    at80: scoreInterval(treated, heldOut, 0.8),
    at95: scoreInterval(treated, heldOut, 0.95),
    p: compareProportions(treated, heldOut).p,
    ratio,
  };
}
