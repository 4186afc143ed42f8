import type { Histories } from "@zhongshu/numerics";
import { type Looked, lookedAt, rowsByCustomer, sharesOf } from "./looked.ts";
import { loosenessOf, platformLean } from "./platform.ts";
import { BLOCKS, type Window } from "./window.ts";

/** One category as every informative customer of the organisation lived it. */
export type Category = {
  readonly category: number;
  /**
   * Weighted shares per active block, last week last, of customers active last week and before, with the
   * chance that each of them is the last one by what moved the whole platform.
   */
  readonly histories: Histories;
  readonly customers: Uint32Array;
  /** Share of last week; mean share of the weeks before. Aligned with `customers`. */
  readonly now: Float64Array;
  readonly before: Float64Array;
  /** The last of the customer's histories. */
  readonly score: Float64Array;
  /** The smallest distance between two of a customer's weighted shares; 0 when all weeks are the same. */
  readonly gap: Float64Array;
  /** 1 for each customer active last week and in a week before, whatever they looked at. */
  readonly active: Uint8Array;
};

/** What is known of the weeks once the same days are left out for all categories. */
type Weeks = {
  readonly looked: Looked;
  readonly shares: Float64Array;
  readonly active: Uint8Array;
  /** How loosely each customer's weeks vary; the weight of a customer is its inverse. */
  readonly looseness: Float64Array;
  /** ln of each week's chance to be the last one, by the platform alone; per customer and block. */
  readonly lean: Float64Array;
};

/** Who was active last week and in at least one week before. */
function activeBoth({ starts }: Looked, shares: Float64Array): Uint8Array {
  const active = new Uint8Array(starts.length - 1);
  for (let i = 0; i < active.length; i += 1) {
    const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? 0];
    if (from === to) continue;
    const weeks = shares.subarray(from * BLOCKS, (from + 1) * BLOCKS);
    if ((weeks[BLOCKS - 1] ?? -1) >= 0 && weeks.subarray(0, -1).some((share) => share >= 0))
      active[i] = 1;
  }
  return active;
}

function weeksWithout(window: Window, rows: Uint32Array, out: ReadonlySet<number>): Weeks {
  const looked = lookedAt(window, rows, out);
  const shares = sharesOf(looked);
  const active = activeBoth(looked, shares);
  const looseness = loosenessOf(looked, shares, active);
  const seen = { looked, shares, active, looseness };
  return { ...seen, lean: platformLean(seen, window.categories) };
}

/** The smallest distance between two of these values; 0 when they are all the same. */
function gapOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  let gap = 0;
  for (let w = 1; w < sorted.length; w += 1) {
    const step = (sorted[w] ?? 0) - (sorted[w - 1] ?? 0);
    if (step > 1e-12 && (gap === 0 || step < gap)) gap = step;
  }
  return gap;
}

/** Columns that grow customer by customer, and the histories beside them. */
function packing() {
  const columns = { customers: [0], now: [0], before: [0], score: [0], gap: [0] };
  const history = { values: [0], lean: [0] };
  for (const column of [...Object.values(columns), ...Object.values(history)]) column.length = 0;
  return { columns, history, starts: [0] };
}

function packed(category: number, seen: Weeks): Category {
  const { looked, shares, active, looseness, lean } = seen;
  const { columns, history, starts } = packing();
  for (let entry = 0; entry < looked.category.length; entry += 1) {
    const customer = looked.owner[entry] ?? 0;
    if (looked.category[entry] !== category || !active[customer]) continue;
    const weight = 1 / (looseness[customer] ?? 1);
    const own: number[] = [];
    for (let b = 0; b < BLOCKS; b += 1) {
      const share = shares[entry * BLOCKS + b] ?? -1;
      if (share < 0) continue;
      own.push(share);
      history.values.push(share * weight);
      history.lean.push(lean[customer * BLOCKS + b] ?? 0);
    }
    const last = own.at(-1) ?? 0;
    columns.customers.push(customer);
    columns.now.push(last);
    columns.before.push((own.reduce((a, b) => a + b, 0) - last) / (own.length - 1));
    columns.score.push(last * weight);
    columns.gap.push(gapOf(own) * weight);
    starts.push(history.values.length);
  }
  return {
    category,
    histories: {
      values: Float64Array.from(history.values),
      lean: Float64Array.from(history.lean),
      starts: Uint32Array.from(starts),
    },
    customers: Uint32Array.from(columns.customers),
    now: Float64Array.from(columns.now),
    before: Float64Array.from(columns.before),
    score: Float64Array.from(columns.score),
    gap: Float64Array.from(columns.gap),
    active,
  };
}

const mask = (days: ReadonlySet<number>): string => [...days].toSorted((a, b) => a - b).join();

/** The window cut into blocks, per category. */
export function categoriesOf(window: Window): readonly Category[] {
  const known = new Map<string, Weeks>();
  const rows = rowsByCustomer(window);
  return Array.from({ length: window.categories }, (_, category) => {
    const out = window.promoted[category] ?? new Set();
    const weeks = known.get(mask(out)) ?? weeksWithout(window, rows, out);
    known.set(mask(out), weeks);
    return packed(category, weeks);
  });
}
