/** Of an even number of values the mean of the two in the middle, as SQL's percentile_cont has it; a whole number. */
export const median = (xs: readonly number[]): number => {
  const sorted = xs.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return Math.round((low + high) / 2);
};
