import { essence } from "./plain.ts";

export type Titled = { readonly product: string; readonly title: string };

export type Found =
  | { readonly kind: "one"; readonly goods: Titled }
  | { readonly kind: "several"; readonly goods: readonly Titled[] }
  /** None is called that; these are written nearly so. */
  | { readonly kind: "near"; readonly goods: readonly Titled[] }
  | { readonly kind: "none" };

/** Fewest changes that make `words` a part of `title` (Sellers 1980). */
function changes(words: string, title: string): number {
  const goal = [...title];
  let row = new Array<number>(goal.length + 1).fill(0);
  [...words].forEach((letter, i) => {
    const next = [i + 1];
    goal.forEach((other, j) => {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    row = next;
  });
  return Math.min(...row);
}

/** One letter says nothing of which goods are meant. */
const FEWEST = 2;

const withCode = ({ product, title }: Titled): string => `${title}（${product}）`;

/** 1 for the title itself, its code or both, above .9 for a part of it; 0 for another thing. */
function likeness(asked: string, goods: Titled): number {
  const known = essence(goods.title);
  if ([known, essence(goods.product), essence(withCode(goods))].includes(asked)) return 1;
  const part = [...asked].length >= FEWEST && known.includes(asked);
  return part ? 0.9 + 0.05 * (asked.length / known.length) : 0;
}

/** A slip in five letters at most, or a title with more around it: not a name, but worth asking. */
function isNear(asked: string, { title }: Titled): boolean {
  const known = essence(title);
  if ([...known].length >= FEWEST && asked.includes(known)) return true;
  const { length } = [...asked];
  return length >= 3 && changes(asked, known) <= Math.max(1, Math.floor(length / 5));
}

const MOST = 4;

/** The goods that are meant by the first of these names that any goods carry, those that may be, or none. */
export function meant(names: readonly string[], goods: readonly Titled[]): Found {
  const asked = names.map(essence).filter((name) => name !== "");
  for (const name of asked) {
    const found = called(name, goods);
    if (found.kind !== "none") return found;
  }
  const near = goods.filter((one) => asked.some((name) => isNear(name, one)));
  return near.length === 0 ? { kind: "none" } : { kind: "near", goods: near.slice(0, MOST) };
}

function called(asked: string, goods: readonly Titled[]): Found {
  const scored = goods
    .map((one) => ({ one, score: likeness(asked, one) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.one.product < b.one.product ? -1 : 1));
  const exact = scored.filter(({ score }) => score === 1);
  const all = exact.length > 0 ? exact : scored;
  const [best, second] = all;
  if (best === undefined) return { kind: "none" };
  if (second === undefined) return { kind: "one", goods: best.one };
  return { kind: "several", goods: all.slice(0, MOST).map(({ one }) => one) };
}

/** The title, with the code where by the title others are meant too. */
export const nameOf = (one: Titled, goods: readonly Titled[]): string =>
  called(essence(one.title), goods).kind === "several" ? withCode(one) : one.title;
