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
  /** Shares per active block, last week last; only customers whose shares are not all the same. */
  readonly histories: Histories;
  readonly customers: Uint32Array;
  /** Share of last week; mean share of the weeks before. Aligned with `customers`. */
  readonly now: Float64Array;
  readonly then: Float64Array;
  /** 1 for each customer active last week and in a week before, whatever they looked at. */
  readonly active: Uint8Array;
};

type Cell = { readonly customer: number; readonly counts: Float64Array };

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
function cells({ customers, categories, touches, promoted }: Window): readonly Cell[][] {
  const byCategory: Cell[][] = Array.from({ length: categories }, () => []);
  const slot = new Int32Array(customers * categories).fill(-1);
  for (let r = 0; r < touches.size; r += 1) {
    const category = touches.category[r] ?? 0;
    const day = touches.day[r] ?? 0;
    if (promoted[category]?.has(day)) continue;
    const customer = touches.customer[r] ?? 0;
    const list = byCategory[category];
    if (list === undefined) throw new Error(`Category ${category} of ${categories}`);
    const key = customer * categories + category;
    if (slot[key] === -1) slot[key] = list.push({ customer, counts: new Float64Array(BLOCKS) }) - 1;
    const counts = list[slot[key] ?? 0]?.counts;
    const block = Math.floor(day / BLOCK_DAYS);
    if (counts) counts[block] = (counts[block] ?? 0) + (touches.touches[r] ?? 0);
  }
  return byCategory;
}

/** Shares over the blocks in which the customer was active; null unless last week and one before are. */
function shares({ customer, counts }: Cell, all: Float64Array): readonly number[] | null {
  const found: number[] = [];
  for (let block = 0; block < BLOCKS; block += 1) {
    const total = all[customer * BLOCKS + block] ?? 0;
    if (total > 0) found.push((counts[block] ?? 0) / total);
    else if (block === BLOCKS - 1) return null;
  }
  return found.length > 1 ? found : null;
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

function packed(category: number, list: readonly Cell[], { all, active }: Totals): Category {
  const values: number[] = [];
  const starts: number[] = [0];
  const customers: number[] = [];
  const now: number[] = [];
  const then: number[] = [];
  for (const cell of list) {
    const row = shares(cell, all);
    if (row === null) continue;
    const last = row.at(-1) ?? 0;
    values.push(...row);
    starts.push(values.length);
    customers.push(cell.customer);
    now.push(last);
    then.push((row.reduce((a, b) => a + b, 0) - last) / (row.length - 1));
  }
  return {
    category,
    histories: { values: Float64Array.from(values), starts: Uint32Array.from(starts) },
    customers: Uint32Array.from(customers),
    now: Float64Array.from(now),
    then: Float64Array.from(then),
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
