const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/** One form for everything that is written alike: width, case, quotes, spaces. */
export const normalised = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ")
    .replace(BETWEEN_HAN, "")
    .trim();

/** What is told of letters and figures only; spaces and signs say nothing. */
export const essence = (text: string): string => normalised(text).replace(/[^\p{L}\p{N}]/gu, "");

/** Takes nothing out. */
export const NOTHING = /(?!)/g;

const LATIN = /[a-z0-9']/;
/** Latin words are taken out whole, so that "go" does not bite into "mango". */
export function without(text: string, words: RegExp): string {
  return text
    .replace(words, (found, ...rest: readonly unknown[]) => {
      const at = rest.find((one) => typeof one === "number");
      const start = typeof at === "number" ? at : 0;
      const inside =
        (LATIN.test(found[0] ?? "") && LATIN.test(text[start - 1] ?? " ")) ||
        (LATIN.test(found.at(-1) ?? "") && LATIN.test(text[start + found.length] ?? " "));
      return inside ? found : " ";
    })
    .replace(/\s+/g, " ")
    .trim();
}

const PUNCTUATION = /[?!.,;:，。！？、；：~～…“”„"「」『』《》〈〉【】<>()（）]/g;
export const unpointed = (text: string): string =>
  text.replace(PUNCTUATION, " ").replace(/\s+/g, " ").trim();
