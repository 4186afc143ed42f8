import { normalised } from "./match.ts";

export type Titled = { readonly product: string; readonly title: string };

export type Found =
  | { readonly kind: "one"; readonly goods: Titled }
  | { readonly kind: "several"; readonly goods: readonly Titled[] }
  | { readonly kind: "none" };

/** What is told of letters and figures only; spaces and signs say nothing. */
const essence = (text: string): string => normalised(text).replace(/[^\p{L}\p{N}]/gu, "");

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

/** 1 for the title itself, above .9 for a part of it, less for every letter that differs; 0 for another thing. */
function likeness(words: string, { product, title }: Titled): number {
  const [asked, known] = [essence(words), essence(title)];
  if (asked === "" || known === "") return 0;
  if (asked === known || asked === essence(product)) return 1;
  if (known.includes(asked)) return 0.9 + 0.05 * (asked.length / known.length);
  if (asked.includes(known) && known.length >= 2) return 0.9;
  const wrong = changes(asked, known) / [...asked].length;
  return [...asked].length >= 3 && wrong <= 0.34 ? 0.85 - wrong : 0;
}

const MOST = 4;

/** The goods that are meant by the first of these names that any goods carry, those that may be, or none. */
export function meant(names: readonly string[], goods: readonly Titled[]): Found {
  for (const name of names) {
    const found = called(name, goods);
    if (found.kind !== "none") return found;
  }
  return { kind: "none" };
}

function called(words: string, goods: readonly Titled[]): Found {
  const scored = goods
    .map((one) => ({ one, score: likeness(words, one) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.one.product < b.one.product ? -1 : 1));
  const [best, second] = scored;
  if (best === undefined) return { kind: "none" };
  if (best.score === 1 || second === undefined || best.score - second.score > 0.2)
    return { kind: "one", goods: best.one };
  return { kind: "several", goods: scored.slice(0, MOST).map(({ one }) => one) };
}
