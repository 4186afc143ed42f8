/**
 * Each customer's values over the blocks of time in which they were active; the latest block stands last.
 * Customer i owns values[starts[i]] … values[starts[i + 1] − 1].
 */
export type Histories = {
  readonly values: Float64Array;
  readonly starts: Uint32Array;
  /** ln of each block's chance to be the latest one, aligned with `values`; all alike when left out. */
  readonly lean?: Float64Array;
};

/** K(η) = Σᵢ ln Σ_w π_iw exp(η x_iw), π_iw the chance of the block, with its first two derivatives. */
export type Cumulants = { readonly k: number; readonly mean: number; readonly variance: number };

const add = (a: Cumulants, b: Cumulants, sign: 1 | -1): Cumulants => ({
  k: a.k + sign * b.k,
  mean: a.mean + sign * b.mean,
  variance: a.variance + sign * b.variance,
});
export const plus = (a: Cumulants, b: Cumulants): Cumulants => add(a, b, 1);
export const minus = (a: Cumulants, b: Cumulants): Cumulants => add(a, b, -1);

/** Exponentials are taken from the largest one down, so nothing overflows for any η. */
function one({ values, lean }: Histories, [from, to]: readonly [number, number], tilt: number) {
  const alike = -Math.log(to - from);
  let top = Number.NEGATIVE_INFINITY;
  for (let w = from; w < to; w += 1)
    top = Math.max(top, (lean?.[w] ?? alike) + tilt * (values[w] ?? 0));
  let [mass, first, second] = [0, 0, 0];
  for (let w = from; w < to; w += 1) {
    const x = values[w] ?? 0;
    const weight = Math.exp((lean?.[w] ?? alike) + tilt * x - top);
    mass += weight;
    first += weight * x;
    second += weight * x * x;
  }
  const mean = first / mass;
  return {
    k: top + Math.log(mass),
    mean,
    variance: Math.max(0, second / mass - mean * mean),
  };
}

/** The cumulants of Σᵢ xᵢ,last at `tilt`, over the customers named, or over all. */
export function cumulants(histories: Histories, tilt: number, who?: readonly number[]): Cumulants {
  const { starts } = histories;
  let k = 0;
  let mean = 0;
  let variance = 0;
  const n = who?.length ?? starts.length - 1;
  for (let j = 0; j < n; j += 1) {
    const i = who?.[j] ?? j;
    const c = one(histories, [starts[i] ?? 0, starts[i + 1] ?? 0], tilt);
    k += c.k;
    mean += c.mean;
    variance += c.variance;
  }
  return { k, mean, variance };
}
