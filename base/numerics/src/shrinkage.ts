/** Observations of one group, as sums: enough to merge and to shrink. */
export type Group = { readonly n: number; readonly sum: number; readonly squares: number };

export type Components = {
  /** Grand mean, variance inside groups, variance of the groups' true means. */
  readonly mean: number;
  readonly within: number;
  readonly between: number;
};

/**
 * Variance components of a one-way random-effects layout by moments (unbalanced ANOVA, Searle 1971 §10.2):
 * within = SSW / (N − G); between = max(0, (MSB − within) / n₀), n₀ = (N − Σnᵢ²/N) / (G − 1).
 * Null when no group has two observations or there is one group only: then nothing separates the two.
 */
export function components(groups: readonly Group[]): Components | null {
  let count = 0;
  let sum = 0;
  let inside = 0;
  let sizes = 0;
  for (const { n, sum: s, squares } of groups) {
    count += n;
    sum += s;
    inside += squares - (s * s) / n;
    sizes += n * n;
  }
  const g = groups.length;
  if (g < 2 || count <= g) return null;
  const mean = sum / count;
  const across = groups.reduce((b, { n, sum: s }) => b + n * (s / n - mean) ** 2, 0) / (g - 1);
  const within = Math.max(0, inside) / (count - g);
  const typical = (count - sizes / count) / (g - 1);
  return { mean, within, between: Math.max(0, (across - within) / typical) };
}

/**
 * The group's true mean given its observations: drawn to `towards` with weight within / (within + n·between).
 * `variance` is what stays unknown about it.
 */
export function shrunk(
  group: Pick<Group, "n" | "sum">,
  towards: number,
  { within, between }: Pick<Components, "within" | "between">,
): { readonly mean: number; readonly variance: number } {
  if (group.n === 0 || between === 0) return { mean: towards, variance: between };
  const own = (group.n * between) / (within + group.n * between);
  return { mean: own * (group.sum / group.n) + (1 - own) * towards, variance: between * (1 - own) };
}
