import type { Instant } from "@zhongshu/kernel";

/** A part of a refund line that fell on one line of an order. */
export type Taken = {
  /** The refund document and its line. */
  readonly refund: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly minor: number;
};
export type Refunding = Taken;
type Line = { readonly ordinal: number; readonly minor: number };

/** In the order of time; of one instant by document and line, so that the parts are the same at every reading. */
const inTime = (a: Refunding, b: Refunding): number =>
  a.at - b.at || (a.refund < b.refund ? -1 : a.refund > b.refund ? 1 : a.ordinal - b.ordinal);

/**
 * What each line of one product in one order lost to each refund: the earliest line first and never more than the
 * line. A later refund changes no part of an earlier one.
 */
export function allot(
  lines: readonly Line[],
  refunds: readonly Refunding[],
): ReadonlyMap<number, readonly Taken[]> {
  const left: { ordinal: number; minor: number; taken: Taken[] }[] = lines
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .map(({ ordinal, minor }) => ({ ordinal, minor, taken: [] }));
  for (const refund of refunds.toSorted(inTime)) {
    let rest = refund.minor;
    for (const line of left) {
      const minor = Math.max(0, Math.min(rest, line.minor));
      if (minor === 0) continue;
      line.taken.push({ ...refund, minor });
      line.minor -= minor;
      rest -= minor;
    }
  }
  return new Map(left.map(({ ordinal, taken }) => [ordinal, taken]));
}
