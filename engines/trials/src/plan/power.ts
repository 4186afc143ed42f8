import { binomialMass, normalTail, normalUpper } from "@zhongshu/numerics";

/** What is expected: buyers per person without the message, and how many more with it (as a difference, .02 = 2 in 100). */
export type Expectation = { readonly base: number; readonly lift: number };

export type Design = Expectation & {
  readonly treated: number;
  readonly heldOut: number;
  /** Two-sided level of the test; .05 unless told. */
  readonly alpha?: number;
};

/** Masses of a binomial within ten standard deviations, and the sums below each. */
type Law = { readonly from: number; readonly mass: Float64Array; readonly below: Float64Array };

function lawOf(n: number, p: number): Law {
  const reach = 10 * Math.sqrt(n * p * (1 - p)) + 10;
  const from = Math.max(0, Math.floor(n * p - reach));
  const until = Math.min(n, Math.ceil(n * p + reach));
  const mass = Float64Array.from({ length: until - from + 1 }, (_, i) =>
    binomialMass(from + i, n, p),
  );
  let sum = 0;
  const below = mass.map((m) => {
    sum += m;
    return sum;
  });
  return { from, mass, below };
}

/** P(X ≤ k). */
const belowOf = ({ from, below }: Law, k: number): number =>
  k < from ? 0 : (below[Math.min(k - from, below.length - 1)] ?? 1);

/**
 * The chance that the score interval at 1 − α leaves out 0 when the lift is as expected: exact, over every pair of counts
 * within ten standard deviations. The test refutes where |z|·√((N − 1)/N) > z_{α/2} with the pooled z, which is
 * monotone in each count, so two moving edges per held-out count are enough. Throws on rates outside [0, 1].
 */
export function power({ base, lift, treated, heldOut, alpha = 0.05 }: Design): number {
  checkRates({ base, lift });
  if (treated < 1 || heldOut < 1) return 0;
  const n = treated + heldOut;
  const limit = (normalUpper(alpha / 2) ** 2 * n) / (n - 1);
  const signed = (x1: number, x0: number): number => {
    const pooled = (x1 + x0) / n;
    const spread = pooled * (1 - pooled) * (1 / treated + 1 / heldOut);
    const difference = x1 / treated - x0 / heldOut;
    return spread === 0 ? 0 : (Math.sign(difference) * difference ** 2) / spread;
  };
  const [one, zero] = [lawOf(treated, base + lift), lawOf(heldOut, base)];
  // Largest count that refutes downwards, and least that refutes upwards; both only grow with x0.
  let [down, up] = [-1, 0];
  let chance = 0;
  zero.mass.forEach((mass, i) => {
    const x0 = zero.from + i;
    while (down < treated && signed(down + 1, x0) < -limit) down += 1;
    while (up <= treated && signed(up, x0) <= limit) up += 1;
    chance += mass * (belowOf(one, down) + 1 - belowOf(one, up - 1));
  });
  return Math.min(1, Math.max(0, chance));
}

/** The same by the normal law (Fleiss, Levin & Paik 2003, §4): where counts are too many to list. */
export function powerAbout({ base, lift, treated, heldOut, alpha = 0.05 }: Design): number {
  const with_ = base + lift;
  const pooled = (with_ * treated + base * heldOut) / (treated + heldOut);
  const null_ = Math.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / heldOut));
  const own = Math.sqrt((with_ * (1 - with_)) / treated + (base * (1 - base)) / heldOut);
  const edge = normalUpper(alpha / 2) * null_;
  return normalTail((edge - lift) / own) + normalTail((edge + lift) / own);
}

export function checkRates({ base, lift }: Expectation): void {
  const with_ = base + lift;
  if (!(base >= 0 && base <= 1 && with_ >= 0 && with_ <= 1))
    throw new Error(`No rates ${base} and ${with_}`);
}
