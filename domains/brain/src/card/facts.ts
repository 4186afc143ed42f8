import type { BusinessDay, ShopId, Text } from "@zhongshu/kernel";
import type { Expected } from "../due/due.ts";
import type { Check } from "../ports.ts";

type Common = {
  readonly id: string;
  readonly shop: ShopId;
  readonly day: BusinessDay;
  /** What it is about; not raised again within the cool-down. */
  readonly topic: string;
  readonly product: string;
  /** Whose rows it rests on. */
  readonly profiles: readonly string[];
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly bestHour: { readonly hour: number; readonly basis: Text } | null;
  readonly check: Check;
};

export type RisingFacts = Common & {
  readonly kind: "rising-attention";
  readonly category: string;
  readonly community: { readonly id: string; readonly name: string; readonly members: number };
  readonly now: number;
  readonly before: number;
  readonly net: number;
  readonly behind: number;
  readonly compared: number;
};

export type DueFacts = Common & {
  readonly kind: "due-again";
  /** Medians over the customers due, in days. */
  readonly usual: number;
  readonly since: number;
  readonly expected: Expected | null;
  /** How the same forecast did on past mornings: buyers foretold and counted. */
  readonly past: { readonly cases: number; readonly foretold: number; readonly came: number };
};

/** All that decided a card, as it was that morning. */
export type Facts = RisingFacts | DueFacts;
