/** Running moments (Welford 1962; merged by Chan et al. 1979): m2 = Σ(x − mean)². */
export type Moments = { readonly n: number; readonly mean: number; readonly m2: number };

export const NOTHING: Moments = { n: 0, mean: 0, m2: 0 };

/** The moments of both samples together, whatever the order of merging. */
export function merge(a: Moments, b: Moments): Moments {
  const n = a.n + b.n;
  if (n === 0) return NOTHING;
  const d = b.mean - a.mean;
  return { n, mean: a.mean + (d * b.n) / n, m2: a.m2 + b.m2 + (d * d * a.n * b.n) / n };
}

export function momentsOf(xs: Iterable<number>): Moments {
  let n = 0;
  let mean = 0;
  let m2 = 0;
  for (const x of xs) {
    n += 1;
    const d = x - mean;
    mean += d / n;
    m2 += d * (x - mean);
  }
  return { n, mean, m2 };
}

/** n people of whom each spent nothing: merge them in instead of listing them. */
export const zeros = (n: number): Moments => ({ n, mean: 0, m2: 0 });

/** Unbiased, m2 / (n − 1). Throws below two observations. */
export function variance({ n, m2 }: Moments): number {
  if (n < 2) throw new Error(`No variance of ${n} observations`);
  return m2 / (n - 1);
}

/** Moments of pairs: `xx`, `yy`, `xy` are sums of products about the means. */
export type Pairs = {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
};

export function mergePairs(a: Pairs, b: Pairs): Pairs {
  const n = a.n + b.n;
  if (n === 0) return a;
  const [dx, dy, both] = [b.x - a.x, b.y - a.y, (a.n * b.n) / n];
  return {
    n,
    x: a.x + (dx * b.n) / n,
    y: a.y + (dy * b.n) / n,
    xx: a.xx + b.xx + dx * dx * both,
    yy: a.yy + b.yy + dy * dy * both,
    xy: a.xy + b.xy + dx * dy * both,
  };
}

export function pairsOf(pairs: Iterable<readonly [x: number, y: number]>): Pairs {
  let sum: Pairs = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (const [x, y] of pairs) sum = mergePairs(sum, { n: 1, x, y, xx: 0, yy: 0, xy: 0 });
  return sum;
}
