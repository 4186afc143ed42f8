import { logGamma } from "./counts.ts";
import { normalTail, normalUpper } from "./normal.ts";

const TINY = 1e-300;
const away = (x: number): number => (Math.abs(x) < TINY ? TINY : x);

/** The continued fraction of I_x(a, b) (DLMF 8.17.22) by Lentz's method; quick for x < (a + 1)/(a + b + 2). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

/** The regularised incomplete beta function I_x(a, b), a, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) throw new Error(`No beta function of ${a}, ${b}`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const log = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  if (x < (a + 1) / (a + b + 2)) return (Math.exp(log) * fraction(x, a, b)) / a;
  return 1 - (Math.exp(log) * fraction(1 - x, b, a)) / b;
}

/** Degrees of freedom beyond which Student's t is the normal to 1e-9. */
const NORMAL_FROM = 1e8;

/** P(T ≥ t) of Student's t: ½ I_{ν/(ν + t²)}(ν/2, ½) for t ≥ 0. Throws unless freedom > 0. */
export function studentTail(t: number, freedom: number): number {
  if (!(freedom > 0)) throw new Error(`No t with ${freedom} degrees of freedom`);
  if (t < 0) return 1 - studentTail(-t, freedom);
  if (freedom > NORMAL_FROM) return normalTail(t);
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** t with P(T ≥ t) = p, 0 < p < 1, by halving. */
export function studentUpper(p: number, freedom: number): number {
  if (p > 0.5) return -studentUpper(1 - p, freedom);
  let high = Math.max(1, normalUpper(p));
  while (studentTail(high, freedom) > p) high *= 2;
  let low = 0;
  for (let step = 0; step < 200 && high - low > 1e-13 * (1 + high); step += 1) {
    const middle = (low + high) / 2;
    if (studentTail(middle, freedom) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(χ² ≥ x): Q(ν/2, x/2) by its series below ν/2 + 1, else by its continued fraction (DLMF 8.11.4, 8.9.2). */
export function chiTail(x: number, freedom: number): number {
  if (!(freedom > 0)) throw new Error(`No χ² with ${freedom} degrees of freedom`);
  if (x <= 0) return 1;
  const [a, y] = [freedom / 2, x / 2];
  const front = Math.exp(a * Math.log(y) - y - logGamma(a));
  if (y < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > 1e-17 * sum; n += 1) {
      term *= y / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let c = 1 / TINY;
  let d = 1 / (y + 1 - a);
  let value = d;
  for (let n = 1; n < 10_000; n += 1) {
    const [over, under] = [-n * (n - a), y + 2 * n + 1 - a];
    d = 1 / away(over * d + under);
    c = away(under + over / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * value;
}
