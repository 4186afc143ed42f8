import type { BusinessDay, Instant, Rate, ShopId } from "@zhongshu/kernel";
import type { Moments } from "@zhongshu/numerics";
import type { Assigned, Outcome } from "../ports.ts";

/** A line of goods with what was the shop's by the rule of its own instant; null where no rule held. */
export type Earning = Outcome & { readonly rate: Rate | null };

/**
 * What happened to one arm of a comparison. Commission per person, in minor units, net of refunds: `earned` over all
 * goods, of which `own` on the card's product and `elsewhere` on the others.
 */
export type Arm = {
  readonly people: number;
  readonly buyers: number;
  readonly earned: Moments;
  readonly own: Moments;
  readonly elsewhere: Moments;
};
export const ARMS = ["treated", "held-out"] as const;
export type ArmName = (typeof ARMS)[number];
export type Arms = { readonly treated: Arm; readonly heldOut: Arm };

/** People, and how many of them ordered. */
export type Ordered = { readonly people: number; readonly came: number };
/** Of either arm, as they were drawn. */
export type OrderedApart = { readonly treated: Ordered; readonly heldOut: Ordered };

/** One group on one day, as it was drawn: everybody in it reads the post, so it is one observation. */
export type Cluster = {
  readonly community: string;
  readonly day: BusinessDay;
  readonly arm: ArmName;
  readonly people: number;
  readonly buyers: number;
  /** Sum of commission, in minor units. */
  readonly earned: number;
};

/** Buyers among the same people in as long a time before a group post, and after it. */
export type Before = { readonly people: number; readonly before: number; readonly after: number };

export type Window = {
  readonly startedAt: Instant;
  readonly closesAt: Instant;
  readonly returnsUntil: Instant;
};
export type State = "open" | "provisional" | "final";

/** Counts only while the window is open; the result moves until the return period has ended. */
export function stateAt({ closesAt, returnsUntil }: Window, now: Instant): State {
  if (now < closesAt) return "open";
  return now < returnsUntil ? "provisional" : "final";
}

/** A final result never moves again, so nothing after its return period is read. */
export const knownUntil = ({ returnsUntil }: Window, now: Instant): Instant =>
  Math.min(now, returnsUntil);

export type Group = {
  readonly community: string;
  readonly day: BusinessDay;
  readonly arm: ArmName;
  readonly members: readonly string[];
};

/** One execution as it is measured, with everything that its report says. */
export type Measured = Window & {
  readonly shop: ShopId;
  /** The card's; null where whatever was bought counts. */
  readonly product: string | null;
  readonly currency: string;
  readonly asOf: Instant;
  readonly state: State;
  readonly holdOutShare: number;
  /** Everybody of the audience; of a group post all members, each with the arm of their group. */
  readonly persons: readonly Assigned[];
  /** How many were drawn twice, in different arms, and turned out to be one person: in no figure. */
  readonly crossed: number;
  /** Of a group post: its groups. */
  readonly groups: readonly Group[] | null;
  readonly before: Before | null;
  readonly lines: readonly Earning[];
};
