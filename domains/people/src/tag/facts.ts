import type { Instant, Money, Text } from "@zhongshu/kernel";
import type { BgNbd, Buying, GammaGamma } from "@zhongshu/numerics";
import { TOUCHES } from "../attention/touches.ts";

/** What a customer's orders tell of their habits; days are business days of buying. */
export type Habits = {
  readonly days: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly orders: number;
  /** Orders of which something was refunded. */
  readonly refunded: number;
  /** Lines of goods that the shop sold dear and cheap: how many, how many of them they bought cheap. */
  readonly compared: number;
  readonly cheap: number;
  /** How many cheap ones everybody's share in the same goods lets expect, and the variance of that. */
  readonly cheapExpected: number;
  readonly cheapVariance: number;
};

/** The laws of buying, fitted to the shop's own customers. Time is in weeks, money in minor units. */
export type Law = {
  readonly buying: BgNbd;
  readonly spending: GammaGamma | null;
  readonly currency: string;
  /** Customers it was fitted to, and how many of them had come back. */
  readonly customers: number;
  readonly repeaters: number;
  /** What a usual customer is expected to spend in the time ahead. */
  readonly usual: number | null;
};

/** What is known of the whole shop. */
export type Market = {
  readonly law: Law | null;
  /** Share of orders of which something was refunded; null while there are too few. */
  readonly refunded: number | null;
  /** Share of the price that the shop earns as commission, in basis points; null: unknown, so sums are sales. */
  readonly earnedBp: number | null;
};

export type Facts = {
  readonly now: Instant;
  readonly counts: Readonly<Record<string, number>>;
  readonly hours: readonly number[];
  readonly orders: number;
  readonly spent: Money | null;
  readonly habits: Habits | null;
  readonly market: Market;
};

type Figure = number | string | null;
/** A value and the figures that it was decided by. */
export type Decided = {
  readonly value: string;
  readonly evidence: Readonly<Record<string, Figure>>;
};

/** What opens when somebody asks for the rows behind a tag. */
export type Opens = "orders" | "prices" | "refunds" | "coupons" | "acts" | "touches";

const ORDERS = ["order_placed", "order_paid", "order_refunded"];
/** Events that say what a tag rests on; null: whatever the customer did. */
export const RESTS_ON: Readonly<Record<Opens, readonly string[] | null>> = {
  orders: ORDERS,
  prices: ["order_placed"],
  refunds: ORDERS,
  coupons: ["coupon_issued", "coupon_used", "coupon_expired"],
  acts: null,
  touches: TOUCHES,
};

export type TagValue = { readonly key: string; readonly name: Text };

/** A tag in words: what it is called, what it means, which values there are. */
export type TagWords = {
  readonly key: string;
  /** Goes up whenever what it means changes; everybody is then decided again. */
  readonly version: number;
  readonly name: Text;
  readonly meaning: Text;
  /** In a fixed order, `unknown` first. */
  readonly values: readonly TagValue[];
  readonly opens: Opens;
};

/** A tag that is decided for each customer by itself. */
export type Decision = TagWords & { decide(facts: Facts): Decided };

export const UNKNOWN: TagValue = {
  key: "unknown",
  name: { zh: "还看不出来", en: "Cannot be told yet" },
};

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS);

/** A customer's days of buying as the law reads them, at the end of `today`. */
export const buyingOf = (
  { days, firstDay, lastDay }: Pick<Habits, "days" | "firstDay" | "lastDay">,
  today: string,
): Buying => ({
  repeats: days - 1,
  recency: daysBetween(firstDay, lastDay) / 7,
  age: daysBetween(firstDay, today) / 7,
});
