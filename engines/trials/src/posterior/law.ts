import { betaBinomialMass, binomialMass } from "@zhongshu/numerics";

/**
 * How many of `people` will do it: a beta-binomial of this mean, never above `people`. `excess` is the variance of the
 * rate itself, in rate²; 0 is the plain binomial.
 */
export type CountLaw = { readonly people: number; readonly mean: number; readonly excess: number };

/** Below this the beta is a point for every number of people that we count. */
const NO_EXCESS = 1e-6;
const NO_RATE = 1e-9;
/** And so strong a beta: how it spreads is lost in the last digits of its gamma functions. */
const STRONGEST = 1e7;
/** A beta cannot spread wider than all or nothing; it is kept a little inside. */
const LEAST_STRENGTH = 0.05;

/** P(count = k). A mean outside [0, people] stands for the nearest one inside. */
export function massAt({ people, mean, excess }: CountLaw, k: number): number {
  if (people <= 0) return k === 0 ? 1 : 0;
  const rate = Math.min(1, Math.max(0, mean / people));
  if (excess < NO_EXCESS || rate < NO_RATE || rate > 1 - NO_RATE)
    return binomialMass(k, people, rate);
  const strength = Math.max(LEAST_STRENGTH, (1 - rate) / (rate * excess) - 1);
  if (strength > STRONGEST) return binomialMass(k, people, rate);
  return betaBinomialMass(k, people, { a: rate * strength, b: (1 - rate) * strength });
}

/** P(count < k) and P(count ≤ k): between them lies the randomised probability integral transform. */
export function chanceUpTo(law: CountLaw, k: number): { below: number; upTo: number } {
  let below = 0;
  for (let j = 0; j < k && j <= law.people; j += 1) below += massAt(law, j);
  return { below: Math.min(1, below), upTo: Math.min(1, below + massAt(law, k)) };
}

/** The central part of this level, ends included; holds at least so much, for counts come in whole numbers. */
export function centralRange(law: CountLaw, level: number): { low: number; high: number } {
  const tail = (1 - level) / 2;
  let sum = 0;
  let low = -1;
  for (let k = 0; k < law.people; k += 1) {
    sum += massAt(law, k);
    if (low < 0 && sum >= tail) low = k;
    if (sum >= 1 - tail) return { low, high: k };
  }
  return { low: low < 0 ? law.people : low, high: law.people };
}
