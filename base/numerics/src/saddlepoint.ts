import { type Cumulants, minus, plus } from "./histories.ts";
import { normalTail } from "./normal.ts";

export type Cgf = (tilt: number) => Cumulants;

const FARTHEST = 2_000;

/**
 * The tilt at which the sum is expected to be `target`: Newton's steps, held inside a bracket, for K′ grows.
 * Null when no tilt within reach gives it (the target is at or past the end of the range).
 */
export function tiltFor(cgf: Cgf, target: number, start = 0): number | null {
  let low = -FARTHEST;
  let high = FARTHEST;
  let tilt = start;
  for (let step = 0; step < 200; step += 1) {
    const { mean, variance } = cgf(tilt);
    const miss = mean - target;
    if (Math.abs(miss) <= 1e-10 * (1 + Math.abs(target))) return tilt;
    if (miss > 0) high = tilt;
    else low = tilt;
    const newton = tilt - miss / variance;
    const next = newton > low && newton < high ? newton : bisect(low, high, tilt);
    if (Math.abs(next - tilt) < 1e-13 * (1 + Math.abs(tilt))) return next;
    tilt = next;
  }
  return Math.abs(tilt) > FARTHEST * 0.999 ? null : tilt;
}

// Far brackets are halved on the scale of their own size, so that no step jumps from 1 to 1,000.
function bisect(low: number, high: number, at: number): number {
  const reach = 2 * Math.abs(at) + 1;
  return (Math.max(low, at - reach) + Math.min(high, at + reach)) / 2;
}

/** sinh(x)/x → 1 as x → 0. */
const sinhRatio = (x: number): number => (Math.abs(x) < 1e-6 ? 1 : Math.sinh(x) / x);

type Roots = { readonly w: number; readonly u: number; readonly spread: number };

/** Φ̄(r*), r* = w + ln(u/w)/w (Barndorff-Nielsen 1986): Lugannani–Rice to the same order, always in [0, 1]. */
function starred({ w, u, spread }: Roots): number {
  if (Math.abs(w) < 1e-4 || u / w <= 0) return normalTail(w / Math.sqrt(spread));
  return normalTail((w + Math.log(u / w) / w) / Math.sqrt(spread));
}

const signedRoot = (sign: number, half: number): number =>
  Math.sign(sign) * Math.sqrt(Math.max(0, 2 * half));

export type Lattice = {
  /** Distance between neighbouring values of the sum; 0 where it is continuous. */
  readonly step: number;
  /** Variance found over variance expected, ≥ 1: divides the squared deviate (quasi-likelihood). */
  readonly spread: number;
};
const CONTINUOUS: Lattice = { step: 0, spread: 1 };

/**
 * P(S ≥ s) for independent summands with the CGF given: saddlepoint (Lugannani & Rice 1980) in its r* form,
 * with the second continuity correction for sums on a lattice (Daniels 1987): s − step/2 and
 * u = (2/step)·sinh(â·step/2)·√K″(â). Relative error about 1/n far in the tail; 1 when S cannot vary
 * (nothing is claimed); an unreachable s > max gives 0.
 */
export function tailOfSum(cgf: Cgf, s: number, { step, spread }: Lattice = CONTINUOUS): number {
  if (cgf(0).variance === 0) return 1;
  const target = s - step / 2;
  const a = tiltFor(cgf, target);
  if (a === null) return cgf(0).mean < target ? 0 : 1;
  const { k, variance } = cgf(a);
  const w = signedRoot(a, a * target - k);
  const u = a * sinhRatio((a * step) / 2) * Math.sqrt(variance);
  return starred({ w, u, spread });
}

/** Two groups of one organisation: what is tested, and all the others. */
export type Groups = { readonly group: Cgf; readonly rest: Cgf };
export type Sums = { readonly group: number; readonly rest: number };

/**
 * P(S_group ≥ s | S_group + S_rest = T) when both share one unknown tilt: the double saddlepoint of Skovgaard
 * (1987). Conditioning on T removes the tilt exactly — no plug-in, so a small rest makes the tail wider by
 * itself. w² / 2 is the log-likelihood ratio of "own tilts a, b" against "one tilt h";
 * u = (a − b)·√(K_g″(a) K_r″(b) / (K_g″(h) + K_r″(h))). Returns 1 (no claim) when a side cannot vary.
 */
export function tailAgainst(
  { group, rest }: Groups,
  sums: Sums,
  { step, spread }: Lattice = CONTINUOUS,
): number {
  if (group(0).variance === 0 || rest(0).variance === 0) return 1;
  const s = sums.group - step / 2;
  const r = sums.rest + step / 2;
  const both: Cgf = (t) => plus(group(t), rest(t));
  const h = tiltFor(both, s + r);
  if (h === null) return 1;
  const a = tiltFor(group, s, h);
  const b = tiltFor(rest, r, h);
  if (a === null || b === null) return 1;
  const [atA, atB, atH] = [group(a), rest(b), both(h)];
  const w = signedRoot(a - b, a * s - atA.k + (b * r - atB.k) - (h * (s + r) - atH.k));
  const scale = Math.sqrt((atA.variance * atB.variance) / atH.variance);
  const u = (a - b) * sinhRatio(((a - b) * step) / 2) * scale;
  return starred({ w, u, spread });
}

export const restOf =
  (all: Cgf, group: Cgf): Cgf =>
  (tilt) =>
    minus(all(tilt), group(tilt));
