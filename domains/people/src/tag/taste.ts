/** Category → a number: a weight, or a share of all. */
export type Tastes = Readonly<Record<string, number>>;

/** So many fresh touches, or their worth in older ones, make a taste. */
const ENOUGH_WEIGHT = 2;
const LEAST_SHARE = 0.3;

/** Shares of the weights, and the favourite among them if there is one. Shares do not change while nothing is touched. */
export function tasteOf(weights: Tastes): {
  readonly taste: string | null;
  readonly tastes: Tastes;
} {
  const each = Object.entries(weights);
  const whole = each.reduce((sum, [, weight]) => sum + weight, 0);
  const shares = each
    .map(([category, weight]) => [category, weight / whole] as const)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [first] = shares;
  const clear = first !== undefined && whole >= ENOUGH_WEIGHT && first[1] >= LEAST_SHARE;
  return { taste: clear ? first[0] : null, tastes: Object.fromEntries(shares) };
}
