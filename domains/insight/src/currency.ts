/** The currency that most of these are in, in which sums are told; CNY of none. */
export function usualCurrency(currencies: readonly string[]): string {
  const by = Map.groupBy(currencies, (currency) => currency);
  return [...by].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "CNY";
}
