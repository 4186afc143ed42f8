import { logGamma } from "./counts.ts";

/** ln n! minus Stirling's ½ln(2πn) + n ln n − n. */
function stirlingError(n: number): number {
  if (n < 16) return logGamma(n + 1) - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
  const nn = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / nn) / nn) / nn) / n;
}

/** x ln(x/m) + m − x, without losing digits where x is near m. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/**
 * P(X = k) of a binomial: Loader's saddle-point form (2000, "Fast and accurate computation of binomial
 * probabilities"), right to some 1e-13 for n up to 1e9, where ln n! − … would have lost everything.
 */
export function binomialMass(k: number, n: number, p: number): number {
  if (k < 0 || k > n || !Number.isInteger(k)) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const log = errors - deviance(k, n * p) - deviance(n - k, n * (1 - p));
  return Math.sqrt(n / (2 * Math.PI * k * (n - k))) * Math.exp(log);
}

/** Sum of the masses from k away from the mode, up (step 1) or down (−1), until nothing is added any more. */
function outward(k: number, step: 1 | -1, { n, p }: { n: number; p: number }): number {
  let mass = binomialMass(k, n, p);
  let sum = 0;
  for (let j = k; j >= 0 && j <= n; j += step) {
    sum += mass;
    if (mass < 1e-18 * sum) break;
    mass *= step === 1 ? ((n - j) / (j + 1)) * (p / (1 - p)) : (j / (n - j + 1)) * ((1 - p) / p);
  }
  return sum;
}

/** P(X ≥ k) of a binomial, summed from k outwards, or 1 minus the sum below when k lies below the mean. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  return k > n * p ? outward(k, 1, { n, p }) : 1 - outward(k - 1, -1, { n, p });
}

/** P(X ≤ k) of a binomial, small values to full relative accuracy. */
export function binomialBelow(k: number, n: number, p: number): number {
  if (k < 0 || p >= 1) return k >= n ? 1 : 0;
  if (k >= n || p <= 0) return 1;
  return k < n * p ? outward(k, -1, { n, p }) : 1 - outward(k + 1, 1, { n, p });
}

/**
 * P(X = k), X the marked ones among `drawn` taken without replacement from `marked` + `plain`: hypergeometric, as a
 * ratio of binomials (Loader 2000 §5).
 */
export function hypergeometricMass(
  k: number,
  { marked, plain, drawn }: { marked: number; plain: number; drawn: number },
): number {
  const p = drawn / (marked + plain);
  const below = binomialMass(drawn, marked + plain, p);
  return (binomialMass(k, marked, p) * binomialMass(drawn - k, plain, p)) / below;
}

/** ln B(a, b). */
export const logBeta = (a: number, b: number): number =>
  logGamma(a) + logGamma(b) - logGamma(a + b);

/** P(X = k) of a binomial whose rate is drawn from Beta(a, b): C(n, k) B(k + a, n − k + b) / B(a, b). */
export function betaBinomialMass(k: number, n: number, { a, b }: { a: number; b: number }): number {
  if (k < 0 || k > n) return 0;
  const choose = -Math.log(n + 1) - logBeta(n - k + 1, k + 1);
  return Math.exp(choose + logBeta(k + a, n - k + b) - logBeta(a, b));
}
