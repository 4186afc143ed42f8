import { GrowthBook } from "@growthbook/growthbook";

/** One way to be treated, and its share of everybody. */
export type Arm<Name extends string = string> = { readonly name: Name; readonly share: number };

/** `salt` makes two experiments independent of each other; it must never change while one runs. */
export type Experiment<Name extends string = string> = {
  readonly salt: string;
  /** At least two; their shares add up to 1. */
  readonly arms: readonly [Arm<Name>, Arm<Name>, ...Arm<Name>[]];
};

/** Where an id stands. Not assigned means: do not treat, and do not analyse. */
export type Assignment<Name extends string = string> =
  | { readonly assigned: true; readonly arm: Name }
  | { readonly assigned: false; readonly why: "empty-id" };

// GrowthBook silently deals equal shares when weights are off by more than .01, so we are strict first.
const ROUNDING = 1e-9;

/**
 * The arm of `id`, the same for ever: it depends on the salt, the shares and the id only. The arms take
 * the 10,000 buckets of the hash upwards in their order, so enlarging the first arm never moves anybody
 * out of it. Throws on a missing salt and on shares that are negative or do not add up to 1.
 */
export function assign<Name extends string>(
  { salt, arms }: Experiment<Name>,
  id: string,
): Assignment<Name> {
  check(salt, arms);
  const [first, second, ...rest] = arms;
  const drawn = new GrowthBook({ attributes: { id } }).run<Name>({
    // Only the seed is hashed. The prefix keeps the key apart from what every object has: GrowthBook takes
    // an experiment named "toString" for one whose arm is forced.
    key: `trial:${salt}`,
    seed: salt,
    hashAttribute: "id",
    hashVersion: 2,
    variations: [first.name, second.name, ...rest.map((arm) => arm.name)],
    weights: arms.map((arm) => arm.share),
  });
  return drawn.inExperiment
    ? { assigned: true, arm: drawn.value }
    : { assigned: false, why: "empty-id" };
}

function check(salt: string, arms: readonly Arm[]): void {
  if (salt === "") throw new Error("An experiment needs a salt");
  const total = arms.reduce((sum, arm) => sum + arm.share, 0);
  if (arms.some((arm) => !(arm.share >= 0)) || !(Math.abs(total - 1) < ROUNDING))
    throw new Error(`The shares of an experiment must add up to 1, not ${total}`);
}
