import { type BusinessDay, plusDays } from "@zhongshu/kernel";
import type { Histories } from "@zhongshu/numerics";

/** Days in a block, and blocks looked at: last week and the four before it. */
export const BLOCK_DAYS = 7;
export const BLOCKS = 5;
export const WINDOW_DAYS = BLOCK_DAYS * BLOCKS;

/** One customer's touches of one category on one day, with names already turned into numbers. */
export type Touches = {
  readonly size: number;
  readonly customer: Uint32Array;
  /** 0 is the oldest day of the window, WINDOW_DAYS − 1 the last. */
  readonly day: Uint8Array;
  readonly category: Uint16Array;
  readonly touches: Float64Array;
};

export type Window = {
  readonly customers: number;
  readonly categories: number;
  readonly touches: Touches;
  /** Per category, the days of the window that are promotion days of it: they are left out for it. */
  readonly promoted: readonly ReadonlySet<number>[];
};

/** The first day of the window whose cards are shown on the morning of `day`, and its last. */
export const windowBefore = (day: BusinessDay): { from: BusinessDay; to: BusinessDay } => ({
  from: plusDays(day, -WINDOW_DAYS),
  to: plusDays(day, -1),
});

/** One category as every informative customer of the organisation lived it. */
export type Category = {
  readonly category: number;
  /** Weighted shares per active block, last week last, of customers active last week and before. */
  readonly histories: Histories;
  readonly customers: Uint32Array;
  /** Share of last week; mean share of the weeks before. Aligned with `customers`. */
  readonly now: Float64Array;
  readonly before: Float64Array;
  readonly weight: Float64Array;
  /** 1 for each customer active last week and in a week before, whatever they looked at. */
  readonly active: Uint8Array;
};

/** Touches of one category: customer numbers, and BLOCKS counts for each of them in turn. */
type Cells = { readonly customers: number[]; readonly counts: number[] };

const mask = (days: ReadonlySet<number>): string => [...days].toSorted((a, b) => a - b).join();

/** All touches per customer and block, with the days of `out` left out. */
function totals({ customers, touches }: Window, out: ReadonlySet<number>): Float64Array {
  const sum = new Float64Array(customers * BLOCKS);
  for (let r = 0; r < touches.size; r += 1) {
    const day = touches.day[r] ?? 0;
    if (out.size > 0 && out.has(day)) continue;
    const cell = (touches.customer[r] ?? 0) * BLOCKS + Math.floor(day / BLOCK_DAYS);
    sum[cell] = (sum[cell] ?? 0) + (touches.touches[r] ?? 0);
  }
  return sum;
}

/** Touches per category, customer and block; a customer appears under the categories they touched. */
function cells({ customers, categories, touches, promoted }: Window): readonly Cells[] {
  const byCategory: Cells[] = Array.from({ length: categories }, () => ({
    customers: [],
    counts: [],
  }));
  const slot = new Int32Array(customers * categories).fill(-1);
  for (let r = 0; r < touches.size; r += 1) {
    const category = touches.category[r] ?? 0;
    const day = touches.day[r] ?? 0;
    if (promoted[category]?.has(day)) continue;
    const customer = touches.customer[r] ?? 0;
    const list = byCategory[category];
    if (list === undefined) throw new Error(`Category ${category} of ${categories}`);
    const key = customer * categories + category;
    if (slot[key] === -1) {
      slot[key] = list.customers.push(customer) - 1;
      for (let block = 0; block < BLOCKS; block += 1) list.counts.push(0);
    }
    const at = (slot[key] ?? 0) * BLOCKS + Math.floor(day / BLOCK_DAYS);
    list.counts[at] = (list.counts[at] ?? 0) + (touches.touches[r] ?? 0);
  }
  return byCategory;
}

/** Who was active last week and in at least one week before. */
function activeBoth(all: Float64Array): Uint8Array {
  const active = new Uint8Array(all.length / BLOCKS);
  for (let i = 0; i < active.length; i += 1) {
    const weeks = all.subarray(i * BLOCKS, (i + 1) * BLOCKS);
    if ((weeks[BLOCKS - 1] ?? 0) > 0 && weeks.subarray(0, -1).some((n) => n > 0)) active[i] = 1;
  }
  return active;
}

type Totals = { readonly all: Float64Array; readonly active: Uint8Array };

/**
 * How much a customer's weeks can tell: mean share over its variance, as the likelihood of a proportional rise
 * weighs them (a steady interest tells more than a burst). It looks at the set of weeks, never at their order,
 * so the weeks stay exchangeable; the added constant keeps a nearly constant customer from ruling the sum.
 */
const FLOOR = 0.005;
function weightOf(values: readonly number[], from: number): number {
  let sum = 0;
  let squares = 0;
  for (let w = from; w < values.length; w += 1) {
    sum += values[w] ?? 0;
    squares += (values[w] ?? 0) ** 2;
  }
  const n = values.length - from;
  const mean = sum / n;
  return mean / (squares / n - mean * mean + FLOOR);
}

function packed(category: number, list: Cells, { all, active }: Totals): Category {
  const values: number[] = [];
  const starts: number[] = [0];
  const customers: number[] = [];
  const now: number[] = [];
  const before: number[] = [];
  const weight: number[] = [];
  list.customers.forEach((customer, i) => {
    if (!active[customer]) return;
    const from = values.length;
    for (let block = 0; block < BLOCKS; block += 1) {
      const total = all[customer * BLOCKS + block] ?? 0;
      if (total > 0) values.push((list.counts[i * BLOCKS + block] ?? 0) / total);
    }
    const last = values.at(-1) ?? 0;
    const sum = values.slice(from).reduce((a, b) => a + b, 0);
    now.push(last);
    before.push((sum - last) / (values.length - from - 1));
    const w = weightOf(values, from);
    weight.push(w);
    for (let v = from; v < values.length; v += 1) values[v] = (values[v] ?? 0) * w;
    starts.push(values.length);
    customers.push(customer);
  });
  return {
    category,
    histories: { values: Float64Array.from(values), starts: Uint32Array.from(starts) },
    customers: Uint32Array.from(customers),
    now: Float64Array.from(now),
    before: Float64Array.from(before),
    weight: Float64Array.from(weight),
    active,
  };
}

/** The window cut into blocks, per category. */
export function categoriesOf(window: Window): readonly Category[] {
  const known = new Map<string, Totals>();
  const totalsWithout = (out: ReadonlySet<number>): Totals => {
    const found = known.get(mask(out));
    if (found) return found;
    const all = totals(window, out);
    const made = { all, active: activeBoth(all) };
    known.set(mask(out), made);
    return made;
  };
  return cells(window).map((list, c) =>
    packed(c, list, totalsWithout(window.promoted[c] ?? new Set())),
  );
}
