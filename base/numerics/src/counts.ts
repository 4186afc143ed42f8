const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** ln Γ(x), x > 0: Lanczos (1964) with g = 7, n = 9; relative error below 1e-13. Throws at x ≤ 0. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new Error(`ln Γ of ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const sum = LANCZOS.reduce((s, c, i) => s + c / (z + i + 1), 0.99999999999980993);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * P(N = k) of a count with the given mean and variance mean + excess·mean²: negative binomial of size
 * 1/excess, Poisson when excess is 0.
 */
export function countMass(k: number, mean: number, excess: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  if (excess < 1e-9) return Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  const size = 1 / excess;
  const odds = Math.log(size / (size + mean));
  const rest = Math.log(mean / (size + mean));
  return Math.exp(logGamma(k + size) - logGamma(size) - logGamma(k + 1) + size * odds + k * rest);
}

/** The least k with P(N ≤ k) ≥ p. Throws on p outside [0, 1) or a negative mean or excess. */
export function countQuantile(p: number, mean: number, excess: number): number {
  if (!(p >= 0 && p < 1) || !(mean >= 0) || !(excess >= 0)) {
    throw new Error(`No quantile ${p} of a count with mean ${mean} and excess ${excess}`);
  }
  let sum = 0;
  for (let k = 0; k < 1e7; k += 1) {
    sum += countMass(k, mean, excess);
    if (sum >= p) return k;
  }
  throw new Error(`The mean ${mean} is too large to count up to`);
}
