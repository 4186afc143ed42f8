import { normalUpper } from "@zhongshu/numerics";
import { type Belief, commonOf, type Estimate, type Prior } from "../pool/pool.ts";

/** A normal posterior of what one more written-to person is worth. */
export type Worth = {
  readonly mean: number;
  readonly variance: number;
  /** Variance between plays, which no amount of people in one play takes away. */
  readonly between: number;
  /** Past plays that it rests on. */
  readonly plays: number;
};

const median = (xs: readonly number[]): number =>
  xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)] ?? 0;

/**
 * Incremental value per person of the next play, from past plays' estimates and their variances: the next effect under
 * partial pooling (`commonOf`) as the normal of the same mean and the same central 80 %, so that doubt about the
 * common effect and about τ is in it. The prior's scale is three fifths of the median standard error when not given; give
 * it where more is known. Null when there is no past and no prior of the common effect: then little is known, and the
 * product says so.
 */
export function worthPosterior(
  past: readonly Estimate[],
  prior: Partial<Prior> = {},
): Worth | null {
  const telling = past.filter(({ variance }) => variance < Number.POSITIVE_INFINITY);
  const typical = median(telling.map((play) => play.variance)) || prior.common?.variance || 1;
  const scale = prior.scale ?? 0.6 * Math.sqrt(typical);
  const pooled = commonOf(telling, { ...prior, scale });
  if (pooled === null) return null;
  const variance = asNormal(pooled.next);
  return {
    mean: pooled.next.mean,
    variance,
    between: Math.max(0, variance - asNormal(pooled.common)),
    plays: telling.length,
  };
}

// By its width, not its moments: with a play or two the tails of τ alone would decide the variance.
const asNormal = ({ at80 }: Belief): number =>
  ((at80.high - at80.low) / (2 * normalUpper(0.1))) ** 2;

/** The belief after this play's own estimate has come in as well. */
export function updated(worth: Worth, own: Estimate): Worth {
  if (own.variance === Number.POSITIVE_INFINITY) return worth;
  const keep = worth.variance / (worth.variance + own.variance);
  return {
    ...worth,
    mean: worth.mean + keep * (own.estimate - worth.mean),
    variance: worth.variance * (1 - keep),
  };
}
