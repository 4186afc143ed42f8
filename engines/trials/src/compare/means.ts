import { type Moments, type Pairs, studentTail, studentUpper, variance } from "@zhongshu/numerics";
import { type Interval, outside } from "./arms.ts";

export type MeansCompared = Interval & {
  readonly p: number;
  /** Variance of `middle`, for pooling over plays. */
  readonly variance: number;
};

type Spread = { readonly middle: number; readonly parts: readonly [Part, Part] };
type Part = { readonly variance: number; readonly freedom: number };

/** Student's interval with Satterthwaite's degrees of freedom. */
function satterthwaite({ middle, parts }: Spread, level: number): MeansCompared {
  const sum = parts[0].variance + parts[1].variance;
  if (sum === 0) return { low: middle, middle, high: middle, p: middle === 0 ? 1 : 0, variance: 0 };
  const freedom = sum ** 2 / parts.reduce((s, part) => s + part.variance ** 2 / part.freedom, 0);
  const reach = studentUpper(outside(level), freedom) * Math.sqrt(sum);
  const p = 2 * studentTail(Math.abs(middle) / Math.sqrt(sum), freedom);
  return { low: middle - reach, middle, high: middle + reach, p: Math.min(1, p), variance: sum };
}

/**
 * Difference of mean outcome per person, from mergeable moments alone: Welch's t (1947), variance s₁²/n₁ + s₀²/n₀. Money
 * with many zeros is skewed; below some hundred buyers an arm use `permute` instead. Throws below two people an arm.
 */
export const compareMeans = (one: Moments, other: Moments, level: number): MeansCompared =>
  satterthwaite(
    {
      middle: one.mean - other.mean,
      parts: [
        { variance: variance(one) / one.n, freedom: one.n - 1 },
        { variance: variance(other) / other.n, freedom: other.n - 1 },
      ],
    },
    level,
  );

/**
 * CUPED (Deng, Xu, Kohavi & Walker 2013): the same comparison of y − θ·x, θ = cov(x, y)/var(x) within arms, x known before
 * the play (what the person spent earlier). Randomisation makes both arms' x alike, so the estimate stays right and its
 * variance falls by the share 1 − ρ². An x that never varies changes nothing.
 */
export function compareAdjusted(
  one: Pairs,
  other: Pairs,
  level: number,
): MeansCompared & { readonly theta: number } {
  const spread = one.xx + other.xx;
  const theta = spread === 0 ? 0 : (one.xy + other.xy) / spread;
  const part = ({ n, xx, xy, yy }: Pairs): Part => {
    if (n < 3) throw new Error(`No adjusted comparison with ${n} people in an arm`);
    const left = Math.max(0, yy - 2 * theta * xy + theta * theta * xx);
    return { variance: left / (n - 1) / n, freedom: n - 1 };
  };
  const middle = one.y - other.y - theta * (one.x - other.x);
  return { ...satterthwaite({ middle, parts: [part(one), part(other)] }, level), theta };
}
