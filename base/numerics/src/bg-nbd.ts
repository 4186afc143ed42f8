import { logBeta } from "./binomial.ts";
import { logGamma } from "./counts.ts";
import { maximum } from "./maximum.ts";

/**
 * What is known of a customer's buying: `repeats` purchases after the first, the last of them `recency` after the first
 * (0 without a repeat), watched for `age` since the first. Any unit of time, the same for all.
 */
export type Buying = { readonly repeats: number; readonly recency: number; readonly age: number };

/**
 * While a customer lives, purchases come as a Poisson process whose rate is gamma(r, α) over customers; after each they leave
 * for good with a chance that is beta(a, b).
 */
export type BgNbd = {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
};

/** ln of the likelihood of one customer: Fader, Hardie & Lee (2005), eq. 6. */
export function logLikelihood({ repeats: x, recency, age }: Buying, of: BgNbd): number {
  const { r, alpha, a, b } = of;
  const counted = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
  const stayed = logBeta(a, b + x) - logBeta(a, b) - (r + x) * Math.log(alpha + age);
  if (x === 0) return counted + stayed;
  const left = logBeta(a + 1, b + x - 1) - logBeta(a, b) - (r + x) * Math.log(alpha + recency);
  const top = Math.max(stayed, left);
  return counted + top + Math.log(Math.exp(stayed - top) + Math.exp(left - top));
}

export type BgNbdFit = BgNbd & { readonly logLikelihood: number };

const exponents = (at: readonly number[]): BgNbd => {
  const [r = 1, alpha = 1, a = 1, b = 1] = at.map(Math.exp);
  return { r, alpha, a, b };
};

/** Customers with the same figures count once, so often: their likelihoods are equal. */
function grouped(customers: readonly Buying[]): readonly (Buying & { readonly times: number })[] {
  const groups = new Map<string, Buying & { times: number }>();
  for (const one of customers) {
    const key = `${one.repeats} ${one.recency} ${one.age}`;
    const group = groups.get(key);
    if (group) group.times += 1;
    else groups.set(key, { ...one, times: 1 });
  }
  return [...groups.values()];
}

/**
 * Maximum likelihood over the logarithms of the four parameters. Null without a single repeat, where nothing tells them
 * apart.
 */
export function fitBgNbd(customers: readonly Buying[]): BgNbdFit | null {
  if (!customers.some(({ repeats }) => repeats > 0)) return null;
  const groups = grouped(customers);
  const ages = customers.reduce((sum, { age }) => sum + age, 0) / customers.length;
  const { at, value } = maximum(
    (logs) => {
      const of = exponents(logs);
      return groups.reduce((sum, one) => sum + one.times * logLikelihood(one, of), 0);
    },
    [0, Math.log(Math.max(1e-3, ages / 4)), 0, 0],
  );
  return { ...exponents(at), logLikelihood: value };
}

/** ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0 by its series, after Euler's transformation where that converges sooner. */
export function hypergeometric(
  { a, b, c }: { readonly a: number; readonly b: number; readonly c: number },
  z: number,
): number {
  if (c - a - b < 0 && z > 0.5) {
    const turned = hypergeometric({ a: c - a, b: c - b, c }, z);
    if (Number.isFinite(turned)) return (1 - z) ** (c - a - b) * turned;
  }
  let term = 1;
  let sum = 1;
  for (let k = 0; k < 100_000; k += 1) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
    if (Math.abs(term) <= 1e-15 * Math.abs(sum)) break;
  }
  return sum;
}

/** How much likelier it is that a customer left right after the last purchase than that they are still there. */
const oddsOfLeft = ({ repeats: x, recency, age }: Buying, { r, alpha, a, b }: BgNbd): number =>
  x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);

/** The chance that they may still buy. By this law nobody leaves before a repeat: 1 without one. */
export const chanceAlive = (buying: Buying, of: BgNbd): number => 1 / (1 + oddsOfLeft(buying, of));

/** The formula has a hole at a = 1, where it is continuous. */
const HOLE = 1e-6;

/** Purchases expected of this customer in the time `ahead` from now: Fader, Hardie & Lee (2005), eq. 10. */
export function purchasesExpected(buying: Buying, of: BgNbd, ahead: number): number {
  const { repeats: x, age } = buying;
  const { r, alpha, b } = of;
  const a = Math.abs(of.a - 1) < HOLE ? 1 + HOLE : of.a;
  const series = hypergeometric(
    { a: r + x, b: b + x, c: a + b + x - 1 },
    ahead / (alpha + age + ahead),
  );
  const kept = ((alpha + age) / (alpha + age + ahead)) ** (r + x) * series;
  return (((a + b + x - 1) / (a - 1)) * (1 - kept)) / (1 + oddsOfLeft(buying, { ...of, a }));
}
