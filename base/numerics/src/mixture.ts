import { normalDensity, normalTail } from "./normal.ts";

/** One normal of a mixture. A variance of 0 is a point. */
export type Part = { readonly weight: number; readonly mean: number; readonly variance: number };

/** P(X ≤ x) of a mixture of normals whose weights add up to 1, and its density there. */
function at(
  parts: readonly Part[],
  x: number,
): { readonly below: number; readonly density: number } {
  let below = 0;
  let density = 0;
  for (const { weight, mean, variance } of parts) {
    if (variance > 0) {
      const deviation = Math.sqrt(variance);
      below += weight * normalTail((mean - x) / deviation);
      density += (weight * normalDensity((x - mean) / deviation)) / deviation;
    } else if (x >= mean) below += weight;
  }
  return { below, density };
}

/** x with P(X ≤ x) = p, 0 < p < 1: Newton's steps held inside a bracket, to 1e-9 of the standard deviation. */
export function mixtureQuantile(parts: readonly Part[], p: number): number {
  const reach = ({ variance }: Part): number => 40 * Math.sqrt(variance);
  let low = Math.min(...parts.map((part) => part.mean - reach(part)));
  let high = Math.max(...parts.map((part) => part.mean + reach(part)));
  const { mean, variance } = mixtureMoments(parts);
  const close = 1e-9 * Math.sqrt(variance) + 1e-14 * Math.abs(mean);
  let x = mean;
  for (let step = 0; step < 200 && high - low > close; step += 1) {
    const { below, density } = at(parts, x);
    if (below < p) low = x;
    else high = x;
    const newton = x - (below - p) / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) < close) return next;
    x = next;
  }
  return (low + high) / 2;
}

/** Mean and variance of the whole mixture: E V + V E. */
export function mixtureMoments(parts: readonly Part[]): { mean: number; variance: number } {
  const mean = parts.reduce((s, part) => s + part.weight * part.mean, 0);
  const variance = parts.reduce(
    (s, part) => s + part.weight * (part.variance + (part.mean - mean) ** 2),
    0,
  );
  return { mean, variance };
}

/** Weights from log weights: normalised, without overflow. */
export function normalised(logs: readonly number[]): number[] {
  const top = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - top));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((w) => w / sum);
}
