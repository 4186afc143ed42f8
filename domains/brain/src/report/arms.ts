import { net } from "@zhongshu/insight/contract";
import { type Moments, merge, momentsOf, zeros } from "@zhongshu/numerics";
import type { Assigned } from "../ports.ts";
import type { Arm, ArmName, Arms, Cluster, Earning, Group, Measured } from "./facts.ts";

/** A purchase that was taken back whole is none. */
const kept = ({ minor, refunded }: Earning): boolean => refunded < minor;

/** In a final result what was never paid is not counted; before, it still may be. */
const counts =
  ({ state, currency }: Pick<Measured, "state" | "currency">) =>
  (line: Earning): boolean =>
    line.currency === currency && (state !== "final" || line.paid !== "no");

/** Who may be compared: let through by the gate at the tap, and not in the standing hold-out. */
export const compared = ({ arm, eligible }: Assigned): boolean => eligible && arm !== "programme";

/** Who may be compared of one arm, as it was drawn. */
export const drawnInto = (
  arm: ArmName,
  { persons }: Pick<Measured, "persons">,
): readonly string[] =>
  persons.flatMap((one) => (compared(one) && one.arm === arm ? [one.profile] : []));

export type Of = {
  /** Null: whatever was bought. */
  readonly product: string | null;
  readonly state: Measured["state"];
  readonly currency: string;
};

/** Who of these kept the product, and what each of them earned the shop: on the card's product, and over all goods. */
export function became(lines: readonly Earning[], of: Of) {
  const buyers = new Set<string>();
  const earned = new Map<string, number>();
  const own = new Map<string, number>();
  const add = (to: Map<string, number>, profile: string, line: Earning): void => {
    to.set(profile, (to.get(profile) ?? 0) + net(line));
  };
  for (const line of lines.filter(counts(of))) {
    const { profile } = line;
    if (profile === null) continue;
    add(earned, profile, line);
    if (of.product !== null && line.product !== of.product) continue;
    add(own, profile, line);
    if (kept(line)) buyers.add(profile);
  }
  return { buyers, earned, own };
}

function armOf(
  profiles: readonly string[],
  { buyers, earned, own }: ReturnType<typeof became>,
): Arm {
  const moments = (of: (profile: string) => number): Moments => {
    const sums = profiles.flatMap((profile) => (earned.has(profile) ? of(profile) : []));
    return merge(momentsOf(sums), zeros(profiles.length - sums.length));
  };
  const onOwn = (profile: string): number => own.get(profile) ?? 0;
  const onAll = (profile: string): number => earned.get(profile) ?? 0;
  return {
    people: profiles.length,
    buyers: profiles.filter((profile) => buyers.has(profile)).length,
    earned: moments(onAll),
    own: moments(onOwn),
    elsewhere: moments((profile) => onAll(profile) - onOwn(profile)),
  };
}

/**
 * Both arms as they were drawn, whether or not the message arrived. Buyers are those of the card's product; what was
 * earned counts all goods of these people, so that a sale which only moved from one product to another adds nothing.
 */
export function armsOf(measured: Measured): Arms {
  const result = became(measured.lines, measured);
  const of = (arm: ArmName): Arm => armOf(drawnInto(arm, measured), result);
  return { treated: of("treated"), heldOut: of("held-out") };
}

/** What each person of either arm earned, in minor units, those who bought nothing included. */
export function earningsOf(measured: Measured) {
  const { earned } = became(measured.lines, measured);
  const of = (arm: ArmName): readonly number[] =>
    drawnInto(arm, measured).map((profile) => earned.get(profile) ?? 0);
  return { treated: of("treated"), heldOut: of("held-out") };
}

/** Groups as they were drawn, each one observation. */
export function clustersOf(
  groups: readonly Group[],
  lines: readonly Earning[],
  of: Of,
): readonly Cluster[] {
  const result = became(lines, of);
  return groups.map(({ community, day, arm, members }) => {
    const { people, buyers, earned } = armOf(members, result);
    return { community, day, arm, people, buyers, earned: earned.mean * people };
  });
}
