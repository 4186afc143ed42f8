import { type BusinessDay, DAY, type Instant, startOf } from "@zhongshu/kernel";

/** A source that used to deliver: how often, and how long ago the last time was. */
export type Stale = { readonly every: number; readonly since: number };

const REGULAR = 4;
const PATIENCE = 3;
const AT_LEAST = 2;
/** Whoever has been gone for so long has left for good, and is not called for any more. */
const GONE = 60;

const median = (sorted: readonly number[]): number => {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/**
 * Null while a source is as usual, or never was regular: on at least four days. It has stopped when three of its usual
 * gaps have passed without it, and two days at the least.
 */
export function stale(days: readonly BusinessDay[], now: Instant): Stale | null {
  const told = [...new Set(days)].map(startOf).toSorted((a, b) => a - b);
  const last = told.at(-1);
  if (told.length < REGULAR || last === undefined) return null;
  const gaps = told.slice(1).map((at, i) => (at - (told[i] ?? at)) / DAY);
  const every = median(gaps.toSorted((a, b) => a - b));
  const since = Math.floor((now - last) / DAY);
  return since > Math.max(AT_LEAST, PATIENCE * every) && since <= GONE ? { every, since } : null;
}
