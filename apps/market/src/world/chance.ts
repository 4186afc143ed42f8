import { gaussian, seeded } from "@zhongshu/numerics";

/** One step of mixing (the finaliser of MurmurHash3, Appleby 2008). */
function mixed(h: number): number {
  let x = h >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * A stream of its own for every place in the world: what one customer does on one day does not depend on how
 * often chance was asked elsewhere, so two policies meet the same world (common random numbers).
 */
export function chanceAt(seed: number, ...place: readonly number[]): () => number {
  let a = mixed(seed);
  let b = mixed(seed ^ 0x9e3779b9);
  for (const part of place) {
    a = mixed(a ^ Math.imul(part + 1, 0x9e3779b1));
    b = mixed(b + Math.imul(part + 1, 0x85ebca77));
  }
  return seeded(a + (b % 2 ** 20) * 2 ** 32);
}

export const logNormal = (
  { median, sd }: { readonly median: number; readonly sd: number },
  random: () => number,
): number => median * Math.exp(sd * gaussian(random));

export const between = (
  { from, to }: { readonly from: number; readonly to: number },
  random: () => number,
): number => from + Math.floor(random() * (to - from + 1));

/** An index by weight. Throws on weights that do not add up to anything. */
export function pick(weights: ArrayLike<number>, random: () => number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += weights[i] ?? 0;
  if (!(sum > 0)) throw new Error("Nothing has any weight");
  let left = random() * sum;
  for (let i = 0; i < weights.length; i += 1) {
    left -= weights[i] ?? 0;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** A chance moved by so much on the scale of log-odds; 0 and 1 stay what they are. */
export const moved = (chance: number, logOdds: number): number =>
  chance <= 0 || chance >= 1 ? chance : 1 / (1 + ((1 - chance) / chance) * Math.exp(-logOdds));
