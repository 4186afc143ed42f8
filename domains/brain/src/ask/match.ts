import { businessDay, type Instant } from "@zhongshu/kernel";
import { type Period, timed } from "./periods.ts";
import { essence, NOTHING, normalised, unpointed, without } from "./plain.ts";
import * as spoken from "./spoken.ts";

/** A name as it was written, then without the words of a question; none where nothing was named. */
type Names = readonly string[];
type Days = Period | null;
/** `other`: what was named may be another time, which cannot be told. */
export type OfDays = { readonly words: Names; readonly period: Days; readonly other: boolean };

/** What is asked, in words that were matched and nothing more. */
export type Intent =
  | { readonly kind: "opportunities" }
  /** Opportunities of another day than today. */
  | { readonly kind: "not-today" }
  | { readonly kind: "recent"; readonly period: Days }
  /** `bare`: a name and nothing besides, which is a question only where some goods carry it. */
  | ({ readonly kind: "product"; readonly bare: boolean } & OfDays)
  | ({ readonly kind: "sales" | "buyers" | "commission" } & OfDays)
  | { readonly kind: "person"; readonly words: Names }
  | { readonly kind: "stock"; readonly words: Names }
  /** Of a time that cannot be told, or of two. */
  | { readonly kind: "time" }
  | { readonly kind: "unknown" };

/** A name in quotes of any kind, also where both ends are the same; single ones only around a name, for "yesterday's" has one. */
const QUOTED =
  /[“”„"]\s*([^\s“”„"][^“”„"]{0,99}?)\s*[“”"]|[《〈「『【“”„"]\s*([^\s《》〈〉「」『』【】“”„"][^《》〈〉「」『』【】“”„"]{0,99}?)\s*[》〉」』】“”"]|(?<![a-z0-9])'\s*([^\s'][^']{0,99}?)\s*'(?![a-z0-9])/;

const UNKNOWN: Intent = { kind: "unknown" };

const subjectIn = (bare: string): string =>
  without(without(bare, spoken.DEMONSTRATIVE), spoken.FILLERS);

/** What these words of a question leave: the goods or the person that it names. */
function namesIn(text: string, asking: RegExp): Names {
  const bare = without(text, asking);
  const subject = subjectIn(bare);
  return subject === "" ? [] : [spoken.named(bare), subject];
}

/** Whether what is left of a question without the name of its goods names something more. */
const isMore = (left: Names): boolean => without(left.at(-1) ?? "", spoken.BESIDE) !== "";

type Asked = {
  readonly plain: string;
  /** Without the words of stock, where stock is asked for. */
  readonly unasked: string;
  readonly period: Days;
  readonly several: boolean;
  readonly other: boolean;
  /** Of days that today is not among. */
  readonly notToday: boolean;
  /** What was in quotes, else what these words of the question leave. */
  names(asking: RegExp): Names;
  readonly quoted: boolean;
  /** Asks which one, instead of naming one. */
  readonly which: boolean;
  /** Points at something that was sent. */
  readonly sent: boolean;
};

/** How something went: what was executed, the shop, or goods. */
function going(asked: Asked): Intent {
  const { plain, period, quoted, names, several, other } = asked;
  const bare = without(plain, spoken.SOLD);
  const words = names(spoken.SOLD);
  const asks = bare !== plain;
  if (asked.which) return UNKNOWN;
  if (several && asks) return TIME;
  if (words.length > 0) return { kind: "product", words, period, other, bare: !asks && !quoted };
  if (asks && !asked.sent && spoken.SELLING.test(plain))
    return { kind: "sales", words, period, other };
  return asks || (period !== null && plain !== "") ? { kind: "recent", period } : UNKNOWN;
}

const TIME: Intent = { kind: "time" };

/** Of what is named, or of everything, in some days. */
function ofDays(asked: Asked, kind: "sales" | "buyers" | "commission", asking: RegExp): Intent {
  const { period, other, several, names } = asked;
  const words = names(asking);
  return several || (other && words.length === 0) ? TIME : { kind, words, period, other };
}

/** What was sold in these days, or what a send of them brought. */
function sums(asked: Asked): Intent {
  const { names, period, several, other, sent } = asked;
  const ofSend = sent && !several && !other && names(spoken.SALES).length === 0;
  return ofSend ? { kind: "recent", period } : ofDays(asked, "sales", spoken.SALES);
}

function stock({ unasked, quoted, which, names }: Asked): Intent {
  const left = namesIn(unasked, NOTHING);
  if (quoted) return isMore(left) ? UNKNOWN : { kind: "stock", words: names(spoken.STOCK) };
  return { kind: "stock", words: which ? [] : left };
}

/** In this order: a question about who bought holds words of one about sales, and so on. */
function kindOf(asked: Asked): Intent {
  const { plain, unasked, names, which, quoted } = asked;
  const has = (words: RegExp): boolean => without(plain, words) !== plain;
  if (spoken.EXCEPT.test(plain)) return UNKNOWN;
  const chance = spoken.OPPORTUNITY.test(plain);
  if (spoken.RANKED.test(plain) && !chance) return UNKNOWN;
  if (has(spoken.BUYERS)) return ofDays(asked, "buyers", spoken.BUYERS);
  if (has(spoken.PERSON)) return { kind: "person", words: names(spoken.PERSON) };
  if (has(spoken.COMMISSION))
    return which ? UNKNOWN : ofDays(asked, "commission", spoken.COMMISSION);
  if (unasked !== plain && !chance) return stock(asked);
  const sold = has(spoken.SALES);
  if (spoken.BEYOND.test(plain) || (!sold && spoken.PRICE.test(plain))) return UNKNOWN;
  if (sold) return which ? UNKNOWN : sums(asked);
  if (!chance) return going(asked);
  if (quoted) return UNKNOWN;
  return { kind: asked.notToday ? "not-today" : "opportunities" };
}

function read(text: string, quoted: string | null, now: Instant): Asked {
  const { rest, period, other, elsewhen, ...times } = timed(text, now);
  const notToday = elsewhen || (period !== null && period.to < businessDay(now));
  // Beside a name in quotes these words can name nothing but a time.
  const several = times.several || (other && quoted !== null);
  const plain = unpointed(rest);
  const counted = without(plain, spoken.STOCK);
  // 现货 and 库存 stand in titles too: whoever asks how something sold asks nothing of stock.
  const unasked =
    counted === plain || spoken.SELLING.test(counted) ? plain : without(counted, spoken.COUNTING);
  const names = (asking: RegExp) => (quoted === null ? namesIn(plain, asking) : [quoted]);
  const which = spoken.WHICH.test(plain.replace(/怎么样|咋样/g, ""));
  const sent = without(plain, spoken.SENT) !== plain;
  const days = { period, several, other, notToday };
  return { plain, unasked, ...days, names, quoted: quoted !== null, which, sent };
}

/** A whole title that stands in the question without quotes, the longest; its own words are no question. */
const titleIn = (text: string, titles: readonly string[]): string | null =>
  titles
    .map(normalised)
    .filter((title) => essence(title).length >= 2 && text.includes(title))
    .toSorted((a, b) => b.length - a.length)[0] ?? null;

/** What is asked of what is named, by the words around it; null where they name more. */
function asksOf(name: string, around: string, now: Instant): Intent | null {
  const alone = kindOf(read(around, null, now));
  const more = "words" in alone && isMore(alone.words) && !("other" in alone && alone.other);
  return more ? null : kindOf(read(around, name, now));
}

/**
 * What a question asks for, by its words alone. A title in quotes, or a whole one of the shop's, names the goods; beside
 * one in quotes nothing else may be named, and a whole one is none where more is. Nothing here guesses beyond the words.
 */
export function intentOf(asked: string, now: Instant, titles: readonly string[] = []): Intent {
  const text = normalised(asked);
  const [all, ...quoted] = QUOTED.exec(text) ?? [];
  const name = quoted.find((one) => one !== undefined);
  if (all !== undefined && name !== undefined) {
    const around = text.replace(QUOTED, " ");
    const intent = QUOTED.test(around) ? null : asksOf(name, around, now);
    // These stand around a word of a title too.
    if (intent !== null || !all.startsWith("【")) return intent ?? UNKNOWN;
  }
  const title = titleIn(text, titles);
  const whole = title === null ? null : asksOf(title, text.replace(title, " "), now);
  return whole ?? kindOf(read(text, null, now));
}
