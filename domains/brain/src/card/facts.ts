import type { BusinessDay, ShopId, Text } from "@zhongshu/kernel";
import type { Expected } from "../due/due.ts";
import type { Tally } from "../fatigue/fatigue.ts";
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
  /** The statement behind each piece of evidence, by its key. */
  readonly checks: Readonly<Record<string, Check>>;
};

/** Mean share of a category in what customers look at: last week, and in the weeks before. */
export type Shares = { readonly customers: number; readonly now: number; readonly before: number };

export type RisingFacts = Common & {
  readonly kind: "rising-attention";
  readonly category: string;
  readonly community: { readonly id: string; readonly name: string; readonly members: number };
  /** Promotion days of the category, left out of all figures. */
  readonly without: readonly BusinessDay[];
  readonly here: Shares;
  readonly elsewhere: Shares;
  readonly net: number;
  readonly behind: number;
};

export type DueFacts = Common & {
  readonly kind: "due-again";
  /** How many of them were erased since, before it went out: they are among its people no more. */
  readonly gone?: number;
  /** Where looks at this kind of goods decided: from which day on, and how many looked; cards of long ago have none. */
  readonly interest?: {
    readonly category: string;
    readonly from: BusinessDay;
    readonly looked: number;
  } | null;
  /** Who was left out because messages came to them lately, and what came of such messages before, and of the others. */
  readonly tired?: {
    readonly profiles: readonly string[];
    readonly from: BusinessDay;
    readonly such: Tally;
    readonly others: Tally;
  } | null;
  /** Median of their own mean days between purchases, over those who bought on several days. */
  readonly again: { readonly customers: number; readonly days: number } | null;
  /** Of those who bought on several days, how many are past their own mean days between; cards of long ago have none. */
  readonly passed?: number;
  /** Median of days since the last purchase. */
  readonly since: number;
  readonly expected: Expected | null;
  /** How the same forecast did on past mornings: buyers foretold and counted. */
  readonly past: { readonly cases: number; readonly foretold: number; readonly came: number };
};

/** All that decided a card, as it was that morning. */
export type Facts = RisingFacts | DueFacts;
