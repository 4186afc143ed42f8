/** What the slots of a sentence read; null or absent when nothing is known. */
export type Slots = Readonly<Record<string, string | null>>;
/** A number from 0 to n − 1. */
export type Pick = (n: number) => number;

const SLOT = /\{(\w+)\}/g;
const CHOICE = /\[([^\]]*)\]/g;

/** Does the sentence name only what is known? */
const speaksOfKnown = (sentence: string, slots: Slots): boolean =>
  [...sentence.matchAll(SLOT)].every(([, slot]) => (slots[slot ?? ""] ?? null) !== null);

const one = <T>(of: readonly T[], pick: Pick): T | undefined => of[pick(of.length)];

/** One sentence of the pool with its choices made and its slots read; "" when none can be said truthfully. */
export function said(pool: readonly string[], slots: Slots, pick: Pick): string {
  const chosen = one(
    pool.filter((sentence) => speaksOfKnown(sentence, slots)),
    pick,
  );
  if (chosen === undefined) return "";
  // Slots come last: brackets inside a title are no choice of ours.
  return chosen
    .replace(CHOICE, (_, options: string) => one(options.split("|"), pick) ?? "")
    .replace(SLOT, (_, slot: string) => slots[slot] ?? "");
}
