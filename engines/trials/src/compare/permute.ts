import { type Interval, outside } from "./arms.ts";

/** What a re-dealt treated arm holds: how many were truly treated, Σy, Σy², and Σy of the truly treated. */
type Deal = { readonly z: number; readonly y: number; readonly yy: number; readonly zy: number };

type Sums = { readonly n: number; readonly y: number; readonly yy: number };
type Sample = { readonly treated: number; readonly other: number; readonly all: Deal };

/** Welch's t of a deal after δ has been taken from everybody truly treated. */
function statistic(deal: Deal, { treated, other, all }: Sample, delta: number): number {
  const shifted = ({ z, y, yy, zy }: Deal, n: number): Sums => ({
    n,
    y: y - delta * z,
    yy: yy - 2 * delta * zy + delta * delta * z,
  });
  const one = shifted(deal, treated);
  const rest: Deal = {
    z: all.z - deal.z,
    y: all.y - deal.y,
    yy: all.yy - deal.yy,
    zy: all.zy - deal.zy,
  };
  const two = shifted(rest, other);
  const spread = ({ n, y, yy }: Sums): number => Math.max(0, yy - (y * y) / n) / (n - 1) / n;
  const difference = one.y / one.n - two.y / two.n;
  // Money is in whole units of at least 1e-9: two all-equal arms must not divide by rounding.
  const variance = spread(one) + spread(two);
  return difference / Math.sqrt(variance + 1e-18);
}

/** Re-deals the treated arm `draws` times; the first deal is the true one. Fisher–Yates, the first part only. */
function dealt(values: Float64Array, treated: number, chance: Chance): Deal[] {
  const order = Uint32Array.from(values, (_, i) => i);
  const deals: Deal[] = [];
  for (let draw = 0; draw <= chance.draws; draw += 1) {
    let [z, y, yy, zy] = [0, 0, 0, 0];
    for (let i = 0; i < treated; i += 1) {
      if (draw > 0) {
        const j = i + Math.floor(chance.random() * (order.length - i));
        const swap = order[i] ?? 0;
        order[i] = order[j] ?? 0;
        order[j] = swap;
      }
      const who = order[i] ?? 0;
      const value = values[who] ?? 0;
      y += value;
      yy += value * value;
      if (who < treated) {
        z += 1;
        zy += value;
      }
    }
    deals.push({ z, y, yy, zy });
  }
  return deals;
}

export type Chance = { readonly random: () => number; readonly draws: number };

/** Null where so few people cannot bound the effect at this level. */
export type Permuted = {
  readonly p: number;
  readonly middle: number;
  readonly interval: Interval | null;
};

/**
 * Randomisation test and interval for the difference of mean outcome per person. The arms are re-dealt `draws` times and
 * Welch's t is compared with its own re-dealt values: exact when writing adds the same to everybody, and right in large
 * samples when it does not (Chung & Romano 2013, Annals of Statistics 41, 484–507). p is the smaller of both one-sided
 * shares, doubled, the true deal included (so never 0). The interval holds every δ that the test at 1 − level does not
 * refute when δ is taken from each treated person. Exact only up to the chance of `draws`; 2,000 is plenty for 95 %.
 */
export function permute(
  treated: readonly number[],
  other: readonly number[],
  level: number,
  chance: Chance,
): Permuted {
  if (treated.length < 2 || other.length < 2) throw new Error("Two people an arm at least");
  // Against the common mean, so that squares keep their digits.
  const everyone = [...treated, ...other];
  const centre = everyone.reduce((a, b) => a + b, 0) / everyone.length;
  const values = Float64Array.from(everyone, (x) => x - centre);
  const deals = dealt(values, treated.length, chance);
  const all = { z: treated.length, y: 0, yy: 0, zy: deals[0]?.y ?? 0 };
  for (const value of values) {
    all.y += value;
    all.yy += value * value;
  }
  const sample: Sample = { treated: treated.length, other: other.length, all };
  const shares = (delta: number) => sharesAt(deals, sample, delta);
  const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
  const middle = mean(treated) - mean(other);
  const zero = shares(0);
  const tail = outside(level);
  const step = 8 * Math.abs(middle / (statistic(deals[0] ?? all, sample, 0) || 1)) || 1;
  const low = edge({ middle, step: -step, refuted: (d) => shares(d).above <= tail });
  const high = edge({ middle, step, refuted: (d) => shares(d).below <= tail });
  return {
    p: Math.min(1, 2 * Math.min(zero.above, zero.below)),
    middle,
    interval: low === null || high === null ? null : { low, middle, high },
  };
}

/** Shares of deals whose statistic is at least, and at most, the true one. */
function sharesAt(deals: readonly Deal[], sample: Sample, delta: number) {
  let seen = 0;
  let [above, below] = [0, 0];
  deals.forEach((deal, i) => {
    const t = statistic(deal, sample, delta);
    if (i === 0) seen = t;
    const slack = 1e-9 * (1 + Math.abs(seen));
    if (t >= seen - slack) above += 1;
    if (t <= seen + slack) below += 1;
  });
  return { above: above / deals.length, below: below / deals.length };
}

type Search = {
  readonly middle: number;
  readonly step: number;
  readonly refuted: (delta: number) => boolean;
};

/** Walks from the middle until δ is refuted, then halves. Null when nothing within reach is. */
function edge({ middle, step, refuted }: Search): number | null {
  let [good, bad] = [middle, middle + step];
  for (let widen = 0; !refuted(bad); widen += 1) {
    if (widen === 12) return null;
    good = bad;
    bad = middle + (bad - middle) * 2;
  }
  for (let halving = 0; halving < 40; halving += 1) {
    const delta = (good + bad) / 2;
    if (refuted(delta)) bad = delta;
    else good = delta;
  }
  return good;
}
