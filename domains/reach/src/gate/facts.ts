import type { Instant, Text } from "@zhongshu/kernel";

/** Where a message goes. The law of each channel is in `quota.ts`. */
export type Channel = "wecom-mass" | "wecom-group" | "wecom-service" | "sms" | "app";

/**
 * `optional`: advertising and care, which a person may refuse and a hold-out never gets. `transactional`: an
 * order, a delivery, a refund. `reply`: an answer to the customer's own message.
 */
export type Kind = "optional" | "transactional" | "reply";

/** A group post is read by everybody in the group, so it is counted and held out by community, not by person. */
export type Message = {
  readonly kind: Kind;
  readonly channel: Channel;
  readonly to: "person" | "community";
};

/** What guard said, reduced to what the gate needs. */
export type Verdict = { readonly passes: true } | { readonly passes: false; readonly reason: Text };

type Consent = {
  /** Agreed to be written to on this channel; null when nobody knows. */
  readonly given: boolean | null;
  /** Refused what this message is for: suggestions, or notices. */
  readonly optedOut: boolean;
  /** Does not want to be chosen by their own record; whoever is written to one by one was. */
  readonly plain: boolean;
  /** Two profiles of different arms turned out to be one person: no longer comparable, so left alone. */
  readonly mergedAcrossArms: boolean;
};

/**
 * A slot spent on this person (or community). `ghost` marks one who was held out: it counts like any other,
 * else other plays would fill the gap and spoil the comparison.
 */
export type Slot = {
  readonly at: Instant;
  readonly channel: Channel;
  readonly kind: Kind;
  readonly ghost: boolean;
};

/** `unassigned` means that the id could not be assigned; null means that there is no such experiment. */
export type Standing = "treated" | "held-out" | "unassigned";

export type Facts = {
  readonly now: Instant;
  readonly message: Message;
  readonly compliance: Verdict;
  readonly grounding: Verdict;
  readonly consent: Consent;
  /** Every slot of this person or community that may still count, in any order. */
  readonly ledger: readonly Slot[];
  /** The customer's last message to us on the service channel. */
  readonly lastHeard: Instant | null;
  readonly policy: Policy;
  /** The organisation's standing hold-out, which concerns persons only. */
  readonly standing: Standing | null;
  /** The play's own hold-out. */
  readonly play: Standing | null;
};

export type Policy = {
  /** From and until which minute of the day in Shanghai nothing optional goes out; null: never quiet. */
  readonly quiet: { readonly from: number; readonly until: number } | null;
  /** How many mass messages a customer or group may get on WeCom. */
  readonly wecom: "days-of-month" | "seven-a-week" | "one-a-day";
  readonly service: { readonly most: number; readonly within: number };
  /** All plays and channels together; null: no cap. */
  readonly frequency: { readonly most: number; readonly days: number } | null;
  /** Write to those of whom we do not know whether they agreed? */
  readonly withoutConsent: boolean;
};
