import type { Keyed } from "../who/told.ts";

/** How a person is called in what others keep: `ids` and `words` as they are, phones as keyed hashes. */
export type Called = {
  readonly ids: readonly string[];
  readonly words: readonly string[];
  readonly phones: ReadonlySet<string>;
};

// Shorter ones stand in every other text: 12 is somebody's id, and how many were sold.
const SHORTEST_ID = 4;
const SHORTEST_WORD = 2;
/** A shorter name may be a part of another. */
const ALONE = 4;
const NUMBER = /1[3-9](?:[\s-]?\d){9}/g;
const LETTER = /[\p{L}\p{N}]/u;

/** Ids that can be told apart in a text. */
export const findable = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id) => id.length >= SHORTEST_ID)),
];

/** Does the word stand there by itself, and not as a part of another? 张三 is not in 张三丰. */
function stands(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + word.length)];
    if (!(LETTER.test(before) || LETTER.test(after))) return true;
  }
  return false;
}

/** Tells whether a text speaks of the person. */
export function speaksOf({ ids, words, phones }: Called, keyed: Keyed): (text: string) => boolean {
  const named = findable(ids);
  const called = [...new Set(words)].filter((word) => word.length >= SHORTEST_WORD);
  const isTheirs = (number: string): boolean =>
    phones.has(keyed(`phone/${number.replace(/[\s-]/g, "")}`));
  return (text) =>
    named.some((id) => text.includes(id)) ||
    called.some((word) => (word.length < ALONE ? stands(word, text) : text.includes(word))) ||
    (phones.size > 0 && (text.match(NUMBER) ?? []).some(isTheirs));
}
