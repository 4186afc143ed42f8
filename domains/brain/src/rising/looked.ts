import { BLOCK_DAYS, BLOCKS, type Window } from "./window.ts";

/** What each customer looked at: the entries of one customer stand together, each with BLOCKS counts. */
export type Looked = {
  /** Customer i owns the entries starts[i] … starts[i + 1] − 1. */
  readonly starts: Uint32Array;
  /** Whose entry it is, and of which category. */
  readonly owner: Uint32Array;
  readonly category: Uint16Array;
  readonly counts: Float64Array;
};

/** The numbers of the rows, one customer's after another's (counting sort). */
export function rowsByCustomer({ customers, touches }: Window): Uint32Array {
  const next = new Uint32Array(customers + 1);
  for (let r = 0; r < touches.size; r += 1) {
    const after = (touches.customer[r] ?? 0) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let i = 0; i < customers; i += 1) next[i + 1] = (next[i + 1] ?? 0) + (next[i] ?? 0);
  const sorted = new Uint32Array(touches.size);
  for (let r = 0; r < touches.size; r += 1) {
    const customer = touches.customer[r] ?? 0;
    const at = next[customer] ?? 0;
    sorted[at] = r;
    next[customer] = at + 1;
  }
  return sorted;
}

/** Touches per customer, category and block, with the days of `out` left out. */
export function lookedAt(
  { touches, customers, categories }: Window,
  rows: Uint32Array,
  out: ReadonlySet<number>,
): Looked {
  const starts = new Uint32Array(customers + 1);
  const owner: number[] = [];
  const category: number[] = [];
  const counts: number[] = [];
  const entryOf = new Int32Array(categories).fill(-1);
  let open = -1;
  for (const r of rows) {
    const day = touches.day[r] ?? 0;
    if (out.size > 0 && out.has(day)) continue;
    const customer = touches.customer[r] ?? 0;
    if (customer !== open) starts.fill(category.length, open + 1, customer + 1);
    open = customer;
    const c = touches.category[r] ?? 0;
    if (c >= categories) throw new Error(`Category ${c} of ${categories}`);
    if ((entryOf[c] ?? -1) < (starts[customer] ?? 0)) {
      entryOf[c] = category.push(c) - 1;
      owner.push(customer);
      for (let b = 0; b < BLOCKS; b += 1) counts.push(0);
    }
    const cell = (entryOf[c] ?? 0) * BLOCKS + Math.floor(day / BLOCK_DAYS);
    counts[cell] = (counts[cell] ?? 0) + (touches.touches[r] ?? 0);
  }
  starts.fill(category.length, open + 1);
  return {
    starts,
    owner: Uint32Array.from(owner),
    category: Uint16Array.from(category),
    counts: Float64Array.from(counts),
  };
}

/** Share of each entry in its customer's week; −1 in the weeks in which the customer touched nothing. */
export function sharesOf({ starts, counts }: Looked): Float64Array {
  const shares = new Float64Array(counts.length).fill(-1);
  for (let i = 0; i + 1 < starts.length; i += 1) {
    const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? 0];
    for (let b = 0; b < BLOCKS; b += 1) {
      let all = 0;
      for (let e = from; e < to; e += 1) all += counts[e * BLOCKS + b] ?? 0;
      if (all === 0) continue;
      for (let e = from; e < to; e += 1)
        shares[e * BLOCKS + b] = (counts[e * BLOCKS + b] ?? 0) / all;
    }
  }
  return shares;
}
