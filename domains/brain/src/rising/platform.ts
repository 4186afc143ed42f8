import type { Looked } from "./looked.ts";
import { BLOCKS } from "./window.ts";

const ROUNDS = 30;
const SETTLED = 0.002;
/** Jacobi's step on a multinomial Hessian, whose eigenvalues reach twice the diagonal. */
const STEP = 0.5;
/** So much information that nothing moved: keeps the pull of what few look at near 0. */
const STEADY = 1;
/** A customer whose weeks are all but the same says little about what would move them. */
const FLOOR = 0.1;

type Seen = {
  readonly looked: Looked;
  readonly shares: Float64Array;
  /** 1 for each customer who is compared with their own past. */
  readonly active: Uint8Array;
  /** See `loosenessOf`. */
  readonly looseness: Float64Array;
};

/** Σ Var(share) ÷ Σ mean·(1 − mean) over the entries of one customer; at least FLOOR. */
function looseness({ starts }: Looked, shares: Float64Array, customer: number): number {
  let [varies, could] = [0, 0];
  for (let e = starts[customer] ?? 0; e < (starts[customer + 1] ?? 0); e += 1) {
    let [n, sum, squares] = [0, 0, 0];
    for (let at = e * BLOCKS; at < (e + 1) * BLOCKS; at += 1) {
      const share = shares[at] ?? -1;
      if (share < 0) continue;
      n += 1;
      sum += share;
      squares += share * share;
    }
    varies += squares / n - (sum / n) ** 2;
    could += (sum / n) * (1 - sum / n);
  }
  return could > 0 ? Math.max(FLOOR, varies / could) : 1;
}

/**
 * How loosely each customer's weeks vary, as a part of how much single touches would: 1 when a week is one touch
 * or one passing interest, less the more of them it holds. It looks at the set of weeks, never at their order.
 */
export const loosenessOf = (
  looked: Looked,
  shares: Float64Array,
  active: Uint8Array,
): Float64Array =>
  Float64Array.from(active, (compared, i) => (compared ? looseness(looked, shares, i) : 1));

type Fitting = Seen & {
  readonly pull: Float64Array;
  readonly lean: Float64Array;
};

/** ln of each week's chance to be the last one, under the present pulls: Σ pull·share ÷ looseness, made to sum to 1. */
function leanOf({ looked, shares, looseness, pull, lean }: Fitting, customer: number): void {
  const [from, to] = [looked.starts[customer] ?? 0, looked.starts[customer + 1] ?? 0];
  const own = lean.subarray(customer * BLOCKS, (customer + 1) * BLOCKS);
  let mass = 0;
  for (let b = 0; b < BLOCKS; b += 1) {
    own[b] = Number.NEGATIVE_INFINITY;
    if ((shares[from * BLOCKS + b] ?? -1) < 0) continue;
    let sum = 0;
    for (let e = from; e < to; e += 1)
      sum += (pull[looked.category[e] ?? 0] ?? 0) * (shares[e * BLOCKS + b] ?? 0);
    own[b] = sum / (looseness[customer] ?? 1);
    mass += Math.exp(own[b] ?? 0);
  }
  for (let b = 0; b < BLOCKS; b += 1) own[b] = (own[b] ?? 0) - Math.log(mass);
}

type Score = { readonly missing: Float64Array; readonly information: Float64Array };

/** What one customer's last week says about the pulls: share seen less share told, and its variance. */
function learnFrom(
  { looked, shares, looseness, lean }: Fitting,
  customer: number,
  { missing, information }: Score,
): void {
  const [from, to] = [looked.starts[customer] ?? 0, looked.starts[customer + 1] ?? 0];
  const scale = looseness[customer] ?? 1;
  const chances = lean.subarray(customer * BLOCKS, (customer + 1) * BLOCKS).map(Math.exp);
  for (let e = from; e < to; e += 1) {
    const c = looked.category[e] ?? 0;
    let [mean, squares] = [0, 0];
    for (let b = 0; b < BLOCKS; b += 1) {
      const share = shares[e * BLOCKS + b] ?? 0;
      mean += (chances[b] ?? 0) * share;
      squares += (chances[b] ?? 0) * share * share;
    }
    const last = shares[e * BLOCKS + BLOCKS - 1] ?? 0;
    missing[c] = (missing[c] ?? 0) + (last - mean) / scale;
    information[c] = (information[c] ?? 0) + (squares - mean * mean) / scale ** 2;
  }
}

function improve(pull: Float64Array, { missing, information }: Score): number {
  let largest = 0;
  for (let c = 0; c < pull.length; c += 1) {
    const before = pull[c] ?? 0;
    const step = (STEP * ((missing[c] ?? 0) - STEADY * before)) / ((information[c] ?? 0) + STEADY);
    pull[c] = before + step;
    largest = Math.max(largest, Math.abs(step));
  }
  return largest;
}

/**
 * Which of a customer's weeks is likely to be the last one, by what moved the whole platform: ln of its chance,
 * per customer and block; −∞ in weeks without a touch.
 *
 * A season or a sale multiplies the pull of a category for everybody, but not the shares: whoever looks at
 * little else can hardly look at more of it, and whoever also follows another rising category looks at less. If
 * every touch is drawn with chance ∝ taste·pull, then, given the set of a customer's weeks, the tastes cancel and
 * P(week w is the last) ∝ exp(Σ ln(pull)·share): a conditional logit (McFadden 1974) over all categories at once.
 */
export function platformLean(seen: Seen, categories: number): Float64Array {
  const customers = seen.active.length;
  const fitting: Fitting = {
    ...seen,
    pull: new Float64Array(categories),
    lean: new Float64Array(customers * BLOCKS),
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const missing = new Float64Array(categories);
    const information = new Float64Array(categories);
    for (let i = 0; i < customers; i += 1) {
      if (!seen.active[i]) continue;
      leanOf(fitting, i);
      learnFrom(fitting, i, { missing, information });
    }
    if (improve(fitting.pull, { missing, information }) < SETTLED) break;
  }
  return fitting.lean;
}
