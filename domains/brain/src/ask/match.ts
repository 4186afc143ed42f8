import type { Instant } from "@zhongshu/kernel";
import { type Period, timed } from "./periods.ts";
import { essence, normalised, unpointed, without } from "./plain.ts";
import * as spoken from "./spoken.ts";

/** A name as it was written, then without the words of a question; none where nothing was named. */
type Names = readonly string[];
type Days = Period | null;

/** What is asked, in words that were matched and nothing more. */
export type Intent =
  | { readonly kind: "opportunities" }
  | { readonly kind: "recent"; readonly period: Days }
  /** `bare`: a name and nothing besides, which is a question only where some goods carry it. */
  | {
      readonly kind: "product";
      readonly words: Names;
      readonly period: Days;
      readonly bare: boolean;
    }
  | { readonly kind: "sales"; readonly words: Names; readonly period: Days }
  | { readonly kind: "buyers"; readonly words: Names; readonly period: Days }
  | { readonly kind: "person"; readonly words: Names }
  | { readonly kind: "stock"; readonly words: Names }
  | { readonly kind: "commission"; readonly words: Names; readonly period: Days }
  /** Of a time that cannot be told, or of two. */
  | { readonly kind: "time" }
  | { readonly kind: "unknown" };

/** A name in quotes of any kind, also where both ends are the same; single ones only around a name, for "yesterday's" has one. */
const QUOTED =
  /[《〈「『【“”„"]\s*([^《》〈〉「」『』【】“”„"]{1,100}?)\s*[》〉」』】“”"]|(?<![a-z0-9])'\s*([^']{1,100}?)\s*'(?![a-z0-9])/;

const UNKNOWN: Intent = { kind: "unknown" };

const subjectIn = (bare: string): string =>
  without(without(bare, spoken.DEMONSTRATIVE), spoken.FILLERS);

/** What these words of a question leave: the goods or the person that it names. */
function namesIn(text: string, asking: RegExp): Names {
  const bare = without(text, asking);
  const subject = subjectIn(bare);
  return subject === "" ? [] : [spoken.named(bare), subject];
}

type Asked = {
  readonly plain: string;
  /** Without the words of stock, where stock is asked for. */
  readonly unasked: string;
  readonly period: Days;
  readonly other: boolean;
  /** What was in quotes, else what these words of the question leave. */
  names(asking: RegExp): Names;
  readonly quoted: boolean;
};

/** How something went: what was executed, the shop, or goods. */
function going({ plain, period, quoted, names }: Asked): Intent {
  const bare = without(plain, spoken.SOLD);
  const words = names(spoken.SOLD);
  const asks = bare !== plain;
  if (spoken.WHICH.test(plain.replace(/怎么样|咋样/g, "")) && !quoted) return UNKNOWN;
  if (words.length > 0)
    return asks || quoted || (words.at(-1) ?? "").length >= 2
      ? { kind: "product", words, period, bare: !asks && !quoted }
      : UNKNOWN;
  const sent = without(plain, spoken.DEMONSTRATIVE) !== plain;
  if (asks && !sent && spoken.SELLING.test(plain)) return { kind: "sales", words, period };
  return asks || (period !== null && plain !== "") ? { kind: "recent", period } : UNKNOWN;
}

/** In this order: a question about who bought holds words of one about sales, and so on. */
function kindOf(asked: Asked): Intent {
  const { plain, unasked, period, names, other } = asked;
  const has = (words: RegExp): boolean => without(plain, words) !== plain;
  if (has(spoken.BUYERS))
    return other ? { kind: "time" } : { kind: "buyers", words: names(spoken.BUYERS), period };
  if (has(spoken.PERSON)) return { kind: "person", words: names(spoken.PERSON) };
  const sums = has(spoken.SALES);
  if (has(spoken.COMMISSION))
    return other
      ? { kind: "time" }
      : { kind: "commission", words: names(spoken.COMMISSION), period };
  if (unasked !== plain && !spoken.OPPORTUNITY.test(plain)) {
    const words = asked.quoted ? names(spoken.STOCK) : namesIn(unasked, /(?!)/g);
    return { kind: "stock", words };
  }
  if (spoken.BEYOND.test(plain) || (!sums && spoken.PRICE.test(plain))) return UNKNOWN;
  if (sums) return other ? { kind: "time" } : { kind: "sales", words: names(spoken.SALES), period };
  if (spoken.OPPORTUNITY.test(plain) && !asked.quoted) return { kind: "opportunities" };
  return going(asked);
}

function read(text: string, quoted: string | null, now: Instant): Asked {
  const { rest, period, other } = timed(text, now);
  const plain = unpointed(rest);
  const counted = without(plain, spoken.STOCK);
  // 现货 and 库存 stand in titles too: whoever asks how something sold asks nothing of stock.
  const unasked =
    counted === plain || spoken.SELLING.test(counted) ? plain : without(counted, spoken.COUNTING);
  const names = (asking: RegExp) => (quoted === null ? namesIn(plain, asking) : [quoted]);
  return { plain, unasked, period, other, names, quoted: quoted !== null };
}

/** A whole title that stands in the question without quotes, the longest; its own words are no question. */
const titleIn = (text: string, titles: readonly string[]): string | null =>
  titles
    .map(normalised)
    .filter((title) => essence(title).length >= 2 && text.includes(title))
    .toSorted((a, b) => b.length - a.length)[0] ?? null;

/**
 * What a question asks for, by its words alone. A title in quotes, or a whole one of the shop's, names the goods; it is
 * none where more than words of a question stand around it. Nothing here guesses beyond the words.
 */
export function intentOf(asked: string, now: Instant, titles: readonly string[] = []): Intent {
  const text = normalised(asked);
  const found = QUOTED.exec(text);
  const quoted = found?.[1] ?? found?.[2];
  if (quoted !== undefined) return kindOf(read(text.replace(QUOTED, " "), quoted, now));
  const title = titleIn(text, titles);
  if (title === null) return kindOf(read(text, null, now));
  const around = kindOf(read(text.replace(title, " "), null, now));
  const free = !("words" in around) || around.words.length === 0;
  return kindOf(free ? read(text.replace(title, " "), title, now) : read(text, null, now));
}
