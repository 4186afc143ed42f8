/**
 * A seeded stream of uniforms in [0, 1): sfc32 (Doty-Humphrey 2010, "Small Fast Counter"), period ≥ 2^32,
 * passes PractRand. For simulations, never for secrets. Same seed, same stream, on every machine.
 */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 15; warm += 1) next();
  return next;
}

/** A standard normal deviate (Box–Muller 1958); 1 − u keeps the logarithm finite. */
export const gaussian = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * A Poisson deviate: Knuth's product of uniforms below 30, halved until there above
 * (Poisson(m) = Poisson(m/2) + Poisson(m/2), exact). Throws on a negative mean.
 */
export function poisson(mean: number, random: () => number): number {
  if (!(mean >= 0)) throw new Error(`Not a mean: ${mean}`);
  if (mean > 30) return poisson(mean / 2, random) + poisson(mean / 2, random);
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count += 1;
  return count;
}
