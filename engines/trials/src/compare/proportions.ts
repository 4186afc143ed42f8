import { normalTail, normalUpper } from "@zhongshu/numerics";
import { type ArmCount, checkArm, type Interval, outside } from "./arms.ts";

/**
 * Two-sample z with the pooled variance, z = (p₁ − p₀) / √(p̄q̄(1/n₁ + 1/n₀)), and its two-sided p. Where nobody or
 * everybody bought, z is 0 and p 1.
 */
export function compareProportions(
  one: ArmCount,
  other: ArmCount,
): { readonly difference: number; readonly z: number; readonly p: number } {
  checkArm(one);
  checkArm(other);
  const difference = one.buyers / one.people - other.buyers / other.people;
  const pooled = (one.buyers + other.buyers) / (one.people + other.people);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / one.people + 1 / other.people));
  const z = spread === 0 ? 0 : difference / spread;
  return { difference, z, p: Math.min(1, 2 * normalTail(Math.abs(z))) };
}

/**
 * The other arm's rate that fits best when the first is larger by δ: the root of the likelihood's cubic in closed form
 * (Miettinen & Nurminen 1985, Statistics in Medicine 4, 213–226, appendix).
 */
export function restrictedRate(one: ArmCount, other: ArmCount, delta: number): number {
  const n = one.people + other.people;
  const sum = one.buyers + other.buyers;
  const l2 = (one.people + 2 * other.people) * delta - n - sum;
  const l1 = (other.people * delta - n - 2 * other.buyers) * delta + sum;
  const l0 = other.buyers * delta * (1 - delta);
  const third = l2 / (3 * n);
  const q = third ** 3 - (l1 * l2) / (6 * n * n) + l0 / (2 * n);
  const size = Math.sqrt(Math.max(0, third * third - l1 / (3 * n)));
  const p = q < 0 ? -size : size;
  const cos = p === 0 ? 0 : Math.min(1, Math.max(-1, q / p ** 3));
  const rate = 2 * p * Math.cos((Math.PI + Math.acos(cos)) / 3) - third;
  return Math.min(Math.min(1, 1 - delta), Math.max(Math.max(0, -delta), rate));
}

/** The score statistic of "the difference is δ": falls as δ grows. */
function score(one: ArmCount, other: ArmCount, delta: number): number {
  const p0 = restrictedRate(one, other, delta);
  const p1 = Math.min(1, Math.max(0, p0 + delta));
  const n = one.people + other.people;
  const spread = (p1 * (1 - p1)) / one.people + (p0 * (1 - p0)) / other.people;
  const miss = one.buyers / one.people - other.buyers / other.people - delta;
  if (Math.abs(miss) < 1e-15) return 0;
  return miss / Math.sqrt((spread * n) / (n - 1));
}

/**
 * Interval for p₁ − p₀ by inverting the score test, with the factor N/(N − 1) of Miettinen & Nurminen (1985): every δ
 * with |z(δ)| ≤ z_{(1−level)/2}. Its ends stay within [−1, 1]; `middle` is the plain difference.
 */
export function scoreInterval(one: ArmCount, other: ArmCount, level: number): Interval {
  checkArm(one);
  checkArm(other);
  const most = normalUpper(outside(level));
  const middle = one.buyers / one.people - other.buyers / other.people;
  // |z| exceeds `most` at `beyond` and does not at `within`.
  const end = (beyond: number): number => {
    let [bad, good] = [beyond, middle];
    for (let step = 0; step < 60; step += 1) {
      const delta = (bad + good) / 2;
      if (Math.abs(score(one, other, delta)) > most) bad = delta;
      else good = delta;
    }
    return good;
  };
  return { low: end(-1), middle, high: end(1) };
}
