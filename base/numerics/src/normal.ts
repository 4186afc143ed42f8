const TAIL_START = 3;

/** Mills' ratio by its continued fraction (Laplace 1805), evaluated backwards; for x ≥ 3. */
function mills(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k -= 1) fraction = x + k / fraction;
  return 1 / fraction;
}

export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** Φ(x) − ½ = φ(x) Σ x^{2k+1} / (1·3·…·(2k+1)) (Abramowitz & Stegun 26.2.11); for |x| ≤ 3. */
function centre(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-17; k += 1) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return normalDensity(x) * sum;
}

/** P(Z ≥ x) of a standard normal, to a relative 1e-13 as far out as doubles go (0 beyond 38). */
export function normalTail(x: number): number {
  if (Number.isNaN(x)) throw new Error("The tail of NaN");
  if (x > TAIL_START) return normalDensity(x) * mills(x);
  if (x < -TAIL_START) return 1 - normalDensity(x) * mills(-x);
  return 0.5 - centre(x);
}

/** x with P(Z ≥ x) = p, by Newton's steps on the logarithm of the tail. Throws outside (0, 1). */
export function normalUpper(p: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`Not a probability inside (0, 1): ${p}`);
  if (p > 0.5) return -normalUpper(1 - p);
  let x = Math.max(0, Math.sqrt(-2 * Math.log(2 * p)) - 0.3);
  for (let step = 0; step < 60; step += 1) {
    const tail = normalTail(x);
    const move = ((Math.log(tail) - Math.log(p)) * tail) / normalDensity(x);
    x += move;
    if (Math.abs(move) < 1e-13 * (1 + x)) break;
  }
  return x;
}
