import type { Brief, Holes } from "../contract.ts";
import { FAMILIES, type Family } from "./stems.ts";

/** What is written between characters so that a word is not found: 包-邮, 便 宜. A full stop or a new line stays. */
const SPLIT = /(?<=\p{Script=Han})[ \t·•\-_*|/\\'"“”‘’「」『』()（）]+(?=\p{Script=Han})/gu;
const UNSEEN = /[\u{fe00}-\u{fe0f}\u{200b}-\u{200f}\u{2060}\u{feff}]/gu;
/** Traditional forms of the characters that the stems are made of. */
const TRADITIONAL =
  "價价錢钱塊块庫库貨货搶抢賣卖銷销換换賠赔贈赠禮礼醫医專专漲涨劃划優优員员萬万過过嬰婴婦妇寶宝減减郵邮運运費费貴贵虧亏熱热還还緊紧趕赶們们個个鬆松愛爱說说買买";
const SIMPLE = new Map(
  [...TRADITIONAL.matchAll(/(.)(.)/gu)].map(([, old = "", now = ""]) => [old, now]),
);

/** One form for the marks that end a clause. */
const MARKS: Readonly<Record<string, string>> = {
  ",": "，",
  "?": "？",
  "!": "！",
  ";": "；",
  "~": "～",
};

const plain = (text: string): string =>
  [...text.normalize("NFKC").replace(UNSEEN, "").replace(SPLIT, "")]
    .map((char) => MARKS[char] ?? char)
    .map((char) => SIMPLE.get(char) ?? char)
    .join("");

/** The words with the family's own placeholders as ≡, others as □, and harmless compounds taken out. */
function read(words: string, holes: Holes, { holes: kinds, harmless }: Family): string {
  const own = kinds.map((kind) => holes[kind]);
  const held = words.replace(/\{\{[^{}]*\}\}/g, (hole) => (own.includes(hole) ? "≡" : "□"));
  return plain(held).replace(harmless, (found) => "□".repeat(found.length));
}

/** Is this very word, with a neighbour when it is a single character, in what the shop says of the goods? */
function supported(text: string, { index, length }: Hit, facts: string): boolean {
  const end = index + length;
  if (length > 1) return facts.includes(text.slice(index, end));
  return [text.slice(Math.max(0, index - 1), end), text.slice(index, end + 1)].some(
    (word) => word.length > 1 && facts.includes(word),
  );
}
type Hit = { readonly index: number; readonly length: number };

/** A coupon is told by its placeholder, or by that of the price which it makes. */
const couponTold = (words: string, { coupon, price }: Holes): boolean =>
  coupon !== null && [coupon, price].some((hole) => hole !== null && words.includes(hole));

/**
 * What a model says of price, stock, policy, sales, or of whom it suits, and what neither the goods' own words nor a
 * filled placeholder says. Null when nothing. For a model's words alone: the templates are ours and are tested.
 */
export function unsupported(words: string, { product, holes }: Brief): string | null {
  const facts = plain([product.title, product.category ?? "", ...product.points].join("\n"));
  const coupon = couponTold(words, holes);
  for (const family of FAMILIES) {
    const text = read(words, holes, family);
    const found = [...text.matchAll(family.stems)].find(
      ({ 0: word, index }) =>
        !(coupon && word === "券") && !supported(text, { index, length: word.length }, facts),
    );
    if (found !== undefined) return found[0];
  }
  return null;
}
