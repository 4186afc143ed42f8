import { normalUpper } from "@zhongshu/numerics";
import { USUAL_HOLD_OUT_SHARE } from "../hold-out.ts";
import { ENOUGH_OUTCOMES } from "../judge/lift.ts";
import { checkRates, type Design, type Expectation, power, powerAbout } from "./power.ts";

const ENOUGH_POWER = 0.8;
const LEAST_PERCENT = 10;
const MOST_PERCENT = 50;
/** More people than this are planned for by the normal law: it is as good there, and listing counts takes seconds. */
const LISTED = 200_000;

const split = (people: number, share: number) => {
  const heldOut = Math.round(people * share);
  return { heldOut, treated: people - heldOut };
};

const powerOf = (expected: Expectation, people: number, share: number): number => {
  const design = { ...expected, ...split(people, share) };
  return people > LISTED ? powerAbout(design) : power(design);
};

export type Sample = Expectation & {
  /** Part of the people that is held out. */
  readonly share: number;
  /** .8 unless told. */
  readonly power?: number;
};

/**
 * How many people in all it takes to find the lift with the power wanted, two-sided .05. Starts from Fleiss' formula and
 * walks up by half-per-cents until the exact power holds there and at the next two steps (it is a saw-tooth, and the
 * arms' sizes are drawn, not set). Null when there is no lift to be found, or 1e10 people are too few.
 */
export function sampleSize({
  share,
  power: wanted = ENOUGH_POWER,
  ...expected
}: Sample): number | null {
  checkRates(expected);
  if (!(share > 0 && share < 1)) throw new Error(`No share ${share}`);
  const { base, lift } = expected;
  if (lift === 0) return null;
  const with_ = base + lift;
  const pooled = with_ * (1 - share) + base * share;
  const null_ = Math.sqrt(pooled * (1 - pooled) * (1 / share + 1 / (1 - share)));
  const own = Math.sqrt((with_ * (1 - with_)) / (1 - share) + (base * (1 - base)) / share);
  const about = ((normalUpper(0.025) * null_ + normalUpper(1 - wanted) * own) / lift) ** 2;
  if (about > 1e10) return null;
  if (about > LISTED) return Math.ceil(about);
  const step = Math.max(1, Math.round(about * 0.005));
  let held = 0;
  // The formula is seldom far off where counts are large; where they are not, every step is cheap.
  const near = powerOf(expected, Math.floor(0.96 * about), share) < wanted - 0.005;
  for (let n = Math.max(4, Math.floor((near ? 0.96 : 0.7) * about)); n < 1e10; n += step) {
    held = powerOf(expected, n, share) >= wanted ? held + 1 : 0;
    if (held === 3) return n - 2 * step;
  }
  return null;
}

export type HoldOutPlan = {
  readonly share: number;
  readonly power: number;
  /** Outcomes expected in the smaller arm; under 30 nothing will be said whatever the power. */
  readonly outcomes: number;
};

const outcomesOf = ({ base, lift }: Expectation, people: number, share: number): number => {
  const { heldOut, treated } = split(people, share);
  return (
    (base * heldOut + (base + lift) * treated) * (Math.min(heldOut, treated) / Math.max(1, people))
  );
};

/**
 * Which part to leave out, in whole per cents from 10 to 50: the smallest share with power .8 and 30 expected outcomes in
 * each arm, else the share of the highest power (the smaller of equals).
 */
export function planHoldOut({
  people,
  ...expected
}: Expectation & { readonly people: number }): HoldOutPlan {
  checkRates(expected);
  let best = { share: LEAST_PERCENT / 100, power: -1 };
  let found = false;
  for (let percent = LEAST_PERCENT; percent <= MOST_PERCENT && !found; percent += 1) {
    const share = percent / 100;
    const here = { share, power: powerOf(expected, people, share) };
    found = here.power >= ENOUGH_POWER && outcomesOf(expected, people, share) >= ENOUGH_OUTCOMES;
    if (found || here.power > best.power + 1e-9) best = here;
  }
  return { ...best, outcomes: outcomesOf(expected, people, best.share) };
}

/** Will arms of these sizes tell: is the lift found with power .8, and are so many outcomes expected that anything is said? */
export function tells(
  expected: Expectation,
  { treated, heldOut }: Pick<Design, "treated" | "heldOut">,
): boolean {
  const people = treated + heldOut;
  if (treated < 1 || heldOut < 1) return false;
  const share = heldOut / people;
  return (
    outcomesOf(expected, people, share) >= ENOUGH_OUTCOMES &&
    powerOf(expected, people, share) >= ENOUGH_POWER
  );
}

/** So many expected outcomes an arm that the thirty wanted come in nine times of ten (Poisson by the normal law). */
const SURELY_ENOUGH = ENOUGH_OUTCOMES + normalUpper(0.1) * Math.sqrt(ENOUGH_OUTCOMES);

/** Planned for a little more than is wanted: the arms and the standing hold-out get their people by chance. */
const PLANNED_POWER = 0.82;

/**
 * How many people an audience needs to find this lift and to speak of it, half of them left out, the standing hold-out
 * compared with nobody. Null: no number is enough.
 */
export function enoughOf(expected: Expectation): number | null {
  checkRates(expected);
  const size = sampleSize({ ...expected, share: MOST_PERCENT / 100, power: PLANNED_POWER });
  if (size === null) return null;
  const rate = expected.base + expected.lift / 2;
  const compared = Math.max(size, (2 * SURELY_ENOUGH) / rate);
  return Math.ceil(compared / (1 - USUAL_HOLD_OUT_SHARE));
}
