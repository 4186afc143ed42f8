import type { Reason, StatementRow } from "../contract.ts";
import { ofKind, sumOf, totalOf } from "./rows.ts";

type Sold = { readonly minor: number; readonly earned: number };

const soldOf = (rows: readonly StatementRow[]): Sold => ({
  minor: rows.reduce((sum, { minor }) => sum + minor, 0),
  earned: totalOf(sumOf(rows)),
});
/** Another level is another share of the same price, so it is told apart. */
const keyOf = ({ product, level }: StatementRow): string => `${level} ${product}`;

/** What the changed shares of goods that sold in both stretches did. */
function byRule(now: readonly StatementRow[], before: readonly StatementRow[]): number {
  const earlier = Map.groupBy(before, keyOf);
  let sum = 0;
  for (const [key, rows] of Map.groupBy(now, keyOf)) {
    const was = soldOf(earlier.get(key) ?? []);
    const is = soldOf(rows);
    if (was.minor > 0) sum += is.earned - (is.minor * was.earned) / was.minor;
  }
  return Math.round(sum);
}

/**
 * Why one stretch earned more or less than another: less ordered at the share of before, shares that changed, other
 * goods, refunds, orders never paid, rules told for sales of before. The parts add up to the difference exactly; the largest comes first.
 */
export function reasonsOf(
  now: readonly StatementRow[],
  before: readonly StatementRow[],
): readonly Reason[] {
  const [is, was] = [ofKind(now, "ordered"), ofKind(before, "ordered")];
  const [sold, soldBefore] = [soldOf(is), soldOf(was)];
  const ordered = sold.earned - soldBefore.earned;
  const orders =
    soldBefore.minor === 0
      ? ordered
      : Math.round(((sold.minor - soldBefore.minor) * soldBefore.earned) / soldBefore.minor);
  const rule = soldBefore.minor === 0 ? 0 : byRule(is, was);
  const of = (...kinds: readonly StatementRow["kind"][]): number => {
    const worth = (rows: readonly StatementRow[]) =>
      totalOf(sumOf(rows.filter(({ kind }) => kinds.includes(kind))));
    return worth(now) - worth(before);
  };
  const all: readonly Reason[] = [
    { key: "orders", minor: orders },
    { key: "rule", minor: rule },
    { key: "mix", minor: ordered - orders - rule },
    { key: "refunds", minor: of("refunded", "clawed-back") },
    { key: "lapsed", minor: of("lapsed") },
    { key: "back-dated", minor: of("rule-changed") },
    { key: "other", minor: of("paid", "unpaid", "settled") },
  ];
  return all
    .filter(({ minor }) => minor !== 0)
    .toSorted((a, b) => Math.abs(b.minor) - Math.abs(a.minor));
}
