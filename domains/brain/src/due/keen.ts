import type { Window } from "../rising/window.ts";

/** How much a customer looks at a category, against everybody else: 1 is usual, and where nothing is known. */
export type Keenness = (profile: string, category: string) => number;

/** The usual share weighs as much as so many looks of the customer's own. */
const PRIOR_LOOKS = 5;

/** Customers are independent, looks are not: the usual share is the mean over customers of their own shares. */
function usualShares({ size, customer, category, touches }: Window["touches"], of: Counted) {
  const sums = new Float64Array(of.categories);
  for (let i = 0; i < size; i += 1) {
    const c = category[i] ?? 0;
    sums[c] = (sums[c] ?? 0) + (touches[i] ?? 0) / (of.looks[customer[i] ?? 0] ?? 1);
  }
  const people = of.looks.reduce((n, looks) => (looks > 0 ? n + 1 : n), 0);
  return sums.map((sum) => sum / Math.max(1, people));
}

type Counted = { readonly categories: number; readonly looks: Float64Array };

/**
 * (looks at the category / its usual share + 5) / (all looks + 5), over the five weeks of the window: the share of the
 * category in what a customer looks at over the usual share, drawn towards 1 where the customer looked at little.
 */
export function keennessOf(
  { customers, categories, touches }: Pick<Window, "customers" | "categories" | "touches">,
  names: { readonly profiles: readonly string[]; readonly categories: readonly string[] },
): Keenness {
  const looks = new Float64Array(customers);
  const at = new Map<number, number>();
  for (let i = 0; i < touches.size; i += 1) {
    const [who, what, n] = [touches.customer[i] ?? 0, touches.category[i] ?? 0, touches.touches[i]];
    looks[who] = (looks[who] ?? 0) + (n ?? 0);
    const key = who * categories + what;
    at.set(key, (at.get(key) ?? 0) + (n ?? 0));
  }
  const usual = usualShares(touches, { categories, looks });
  const profiles = new Map(names.profiles.map((name, i) => [name, i]));
  const numbers = new Map(names.categories.map((name, i) => [name, i]));
  return (profile, category) => {
    const who = profiles.get(profile);
    const what = numbers.get(category);
    const share = what === undefined ? 0 : (usual[what] ?? 0);
    if (who === undefined || what === undefined || share === 0) return 1;
    const own = (at.get(who * categories + what) ?? 0) / share;
    return (own + PRIOR_LOOKS) / ((looks[who] ?? 0) + PRIOR_LOOKS);
  };
}
