import type { Money } from "./money.ts";

/** What of a price is somebody's: a part in basis points, or a fixed sum for each piece. */
export type Rate = { readonly bp: number } | { readonly each: Money };

export type RatedLine = {
  readonly quantity: number;
  /** Of all pieces together. */
  readonly minor: number;
  readonly currency: string;
};

/** A fixed sum is never more than the line brought, and nothing in another currency. */
const fixed = (each: Money, { quantity, minor, currency }: RatedLine): number =>
  each.currency === currency ? Math.min(each.minor * quantity, Math.max(0, minor)) : 0;

/**
 * What is somebody's of a part of a line: to the nearest minor unit, halves upward; of a fixed sum as much as the
 * part is of the line. Of the whole line it is the whole, so that sums stay exact.
 */
export function shareOf(line: RatedLine, part: number, rate: Rate | null): number {
  if (rate === null) return 0;
  if ("bp" in rate) return Math.round((part * rate.bp) / 10_000);
  const whole = fixed(rate.each, line);
  return line.minor === 0 ? 0 : Math.round((whole * part) / line.minor);
}

/** A rate as rows hold it: one of the two. */
export type RateColumns = {
  readonly bp: number | null;
  readonly eachMinor: number | null;
  readonly eachCurrency: string | null;
};

export function rateIn({ bp, eachMinor, eachCurrency }: RateColumns): Rate {
  if (bp !== null) return { bp };
  if (eachMinor === null || eachCurrency === null) throw new Error("A rate of neither kind");
  return { each: { minor: eachMinor, currency: eachCurrency } };
}

/** The rate alone of something that holds one. */
export const rateOf = (rated: Rate): Rate =>
  "bp" in rated ? { bp: rated.bp } : { each: rated.each };

/** Equal for equal rates only. */
export const rateKey = (rate: Rate): string =>
  "bp" in rate ? String(rate.bp) : `${rate.each.minor} ${rate.each.currency}`;
