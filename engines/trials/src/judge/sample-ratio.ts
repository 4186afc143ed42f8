import { binomialBelow, binomialMass, binomialTail, chiTail, logGamma } from "@zhongshu/numerics";

const SAME = 1 + 1e-7;
const WARN_BELOW = 0.01;
const WITHHOLD_BELOW = 0.0005;
/** As many outcomes are listed one by one. */
const LISTED = 300_000;

export type SampleRatio = {
  readonly p: number;
  /** p times the number of plays looked at (Bonferroni), at most 1: what the verdict goes by. */
  readonly corrected: number;
  readonly verdict: "fine" | "warn" | "withhold";
  /** `limit`: Pearson's χ², for three arms and more when there are too many outcomes to list. */
  readonly method: "exact" | "limit";
};

/**
 * Do the arms hold the numbers that their shares promise? Two arms: exact binomial test at any size, every count no more
 * likely than the one seen. More arms: the exact multinomial test the same way while at most 300,000 outcomes are
 * possible, beyond that Pearson's χ² with its law in the limit. Below .01 it warns, below .0005 nothing should be said.
 */
export function sampleRatio(
  arms: readonly { readonly people: number; readonly share: number }[],
  plays = 1,
): SampleRatio {
  const total = arms.reduce((s, arm) => s + arm.share, 0);
  const broken = arms.some(({ people, share }) => !(share > 0) || !(people >= 0));
  if (arms.length < 2 || broken || Math.abs(total - 1) > 1e-9)
    throw new Error("Two arms at least, with shares above 0 that add up to 1");
  const counts = arms.map((arm) => arm.people);
  const shares = arms.map((arm) => arm.share);
  const exact = arms.length === 2 || outcomes(counts) <= LISTED;
  const p = exact ? exactP(counts, shares) : limitP(counts, shares);
  const corrected = Math.min(1, p * Math.max(1, plays));
  const verdict =
    corrected < WITHHOLD_BELOW ? "withhold" : corrected < WARN_BELOW ? "warn" : "fine";
  return { p, corrected, verdict, method: exact ? "exact" : "limit" };
}

const exactP = (counts: readonly number[], shares: readonly number[]): number => {
  const [first = 0, second = 0] = counts;
  if (counts.length > 2) return multinomialTest(counts, shares);
  return binomialTest(first, first + second, shares[0] ?? 0);
};

/** P of all counts no more likely than k among n: two tails, the far one found by halving. */
export function binomialTest(k: number, n: number, p: number): number {
  const seen = binomialMass(k, n, p) * SAME;
  const mode = Math.floor((n + 1) * p);
  if (binomialMass(mode, n, p) <= seen) return 1;
  if (k < mode) {
    let [likely, rare] = [mode, n + 1];
    while (rare - likely > 1) {
      const middle = Math.floor((likely + rare) / 2);
      if (binomialMass(middle, n, p) <= seen) rare = middle;
      else likely = middle;
    }
    return Math.min(1, binomialBelow(k, n, p) + binomialTail(rare, n, p));
  }
  let [rare, likely] = [-1, mode];
  while (likely - rare > 1) {
    const middle = Math.floor((likely + rare) / 2);
    if (binomialMass(middle, n, p) <= seen) rare = middle;
    else likely = middle;
  }
  return Math.min(1, binomialBelow(rare, n, p) + binomialTail(k, n, p));
}

/** C(n + arms − 1, arms − 1). */
function outcomes(counts: readonly number[]): number {
  const n = counts.reduce((a, b) => a + b, 0);
  let c = 1;
  for (let i = 1; i < counts.length; i += 1) c = (c * (n + i)) / i;
  return c;
}

function multinomialTest(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((a, b) => a + b, 0);
  const logs = shares.map(Math.log);
  const factorials = Float64Array.from({ length: n + 1 }, (_, k) => logGamma(k + 1));
  const of = (arm: number, k: number): number => k * (logs[arm] ?? 0) - (factorials[k] ?? 0);
  const top = factorials[n] ?? 0;
  const seen = Math.exp(top + counts.reduce((s, k, arm) => s + of(arm, k), 0)) * SAME;
  let p = 0;
  const walk = (arm: number, left: number, log: number): void => {
    if (arm === counts.length - 1) {
      const mass = Math.exp(top + log + of(arm, left));
      if (mass <= seen) p += mass;
      return;
    }
    for (let k = 0; k <= left; k += 1) walk(arm + 1, left - k, log + of(arm, k));
  };
  walk(0, n, 0);
  return Math.min(1, p);
}

function limitP(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((a, b) => a + b, 0);
  const chi = counts.reduce((s, k, arm) => {
    const expected = n * (shares[arm] ?? 0);
    return s + (k - expected) ** 2 / expected;
  }, 0);
  return chiTail(chi, counts.length - 1);
}
