import { narrow } from "../values.ts";
import type { Product } from "./header.ts";

/** One numbered line: who, what of which, and what else they wrote. */
export type Entry = {
  readonly name: string;
  readonly items: readonly { readonly product: Product; readonly quantity: number }[];
  readonly note: string;
  /** What they pay in all, as it is written; "" when it is not. */
  readonly total: string;
  readonly cancelled: boolean;
  /** How many they want in words that are no number of pieces, such as 1.5斤 or 2-3份; "" where it is clear. */
  readonly unclear: string;
};

const HAN = "一二两三四五六七八九十";
const UNIT =
  "份|件|个|盒|箱|袋|瓶|只|条|包|套|单|组|提|桶|枚|罐|斤|公斤|kg|板|串|束|捆|筐|杯|碗|颗|支|双|片";
/** A quantity, with the word before it; a house or an hour is none. */
const WANT = new RegExp(
  `([①-⑳]|[^\\s\\d+＋xX×*,，、;；:：.．~/-]*?)\\s*[+＋xX×*]?\\s*(\\d{1,4}|[${HAN}]{1,3})\\s*(${UNIT})(?!楼|单元)|([①-⑳A-Za-z]|[^\\s\\d+＋xX×*,，、;；:：.．~/-]*?)\\s*[+＋xX×*]\\s*(\\d{1,4})(?!\\d|号|栋|楼|单元|室|点|[:：.]\\d)|([①-⑳A-Za-z]|[^\\s\\d+＋xX×*,，、;；:：.．~/-]+?)(\\d{1,4})(?!\\d|号|栋|楼|单元|室|点|期|[:：.]\\d)|(?<=^|\\s)()(\\d{1,3})(?=\\s|$)`,
  "g",
);
const TOTAL = /(?:共|合计|总计|实付|已付)\s*[¥￥]?\s*(\d+(?:\.\d{1,2})?)\s*(?:元|块)?/;
const CANCELLED = /取消|不要了|退出|作废|^\s*不要\s*$/;

/** 两 is another word for two, 十二 are twelve and 二十 twenty. */
const digitOf = (letter: string): number => {
  const place = HAN.indexOf(letter);
  return place <= 1 ? place + 1 : place;
};
function countOf(text: string): number {
  if (/\d/.test(text)) return Number(text);
  const [tens, ones = ""] = text.split("十");
  if (tens === text) return digitOf(text);
  return (tens === "" ? 1 : digitOf(tens ?? "")) * 10 + (ones === "" ? 0 : digitOf(ones));
}

const PART = "\\d+\\s*[.．]\\s*\\d+|[-－退]\\s*\\d+|0(?!\\d)";
/** No whole number of pieces with its unit; where nobody names a unit, a range may be a house and many digits a telephone. */
const UNCLEAR = new RegExp(
  `(?<![\\d.])(?:${PART}|\\d+\\s*[-~到/至]\\s*\\d+|半|\\d{5,})\\s*(?:${UNIT})`,
);
const UNCLEAR_ALONE = new RegExp(`(?<=^|[^\\d\\s.]|[^\\d]\\s)(?:${PART})(?=\\s|$)`);

/** Which of the goods a word means: by its letter, or by being part of its name. */
function meant(word: string, products: readonly Product[]): Product | null {
  const plain = narrow(word).replace(/^(?:要|买|来|订|预订|加)/, "");
  if (plain === "") return null;
  const coded = products.find(({ code }) => code !== "" && code === plain.toUpperCase());
  const named = products.filter(({ title }) => title.includes(plain) || plain.includes(title));
  return coded ?? (named.length === 1 ? (named[0] ?? null) : null);
}

type Found = { readonly items: Entry["items"]; readonly rest: string };

function itemsIn(text: string, products: readonly Product[]): Found {
  const items: { product: Product; quantity: number }[] = [];
  const [only] = products.length === 1 ? products : [];
  const rest = text.replace(WANT, (all, ...groups: unknown[]) => {
    const [w1, n1, , w2, n2, w3, n3, w4, n4] = groups.map((one) =>
      typeof one === "string" ? one : undefined,
    );
    const word = (w1 ?? w2 ?? w3 ?? w4 ?? "").trim();
    const quantity = countOf(n1 ?? n2 ?? n3 ?? n4 ?? "");
    const product = meant(word, products) ?? (word === "" || items.length === 0 ? only : undefined);
    if (product === undefined || quantity < 1) return all;
    if (items.some((item) => item.product === product)) return all;
    items.push({ product, quantity });
    return meant(word, products) === null && word !== "" ? ` ${word} ` : " ";
  });
  return { items, rest };
}

const tidy = (text: string): string =>
  text.replace(/[\s,，、;；]+/g, " ").replace(/^[\s:：+＋-]+|[\s:：+＋-]+$/g, "");

/** "小李妈2份" is a name and a quantity; "小鱼99" before a quantity is a name. */
function parted(text: string): readonly [name: string, rest: string] {
  const [, head = "", rest = ""] = /^(\S+?)(?:[\s:：,，]+([\s\S]*))?$/.exec(text.trim()) ?? [];
  const glued = new RegExp(
    `^(.*?[^\\d${HAN}+＋xX×*])\\s*((?:[+＋xX×*]\\s*\\d{1,4}|(?:\\d{1,4}|[${HAN}])(?:${UNIT})).*)$`,
  ).exec(head);
  if (glued === null) return [head, rest];
  return [glued[1] ?? head, `${glued[2] ?? ""} ${rest}`];
}

/** A number to call, which is no number of pieces however it is grouped. */
const PHONE = /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/;

/** "老王（代邻居刘姐）": whoever orders, and for whom, which is a note. */
const ON_BEHALF = /^(.+?)[（(]((?:代|帮|替)[^（()）]+)[)）]$/;

/** Reads what stands behind a number; without a quantity somebody wants one, where there is only one thing to want. */
export function entryOf(text: string, products: readonly Product[]): Entry {
  const [told, behind] = parted(narrow(text));
  const [, name = told, whom = ""] = ON_BEHALF.exec(told) ?? [];
  const total = TOTAL.exec(behind);
  const phone = PHONE.exec(behind)?.[0] ?? "";
  const wanted = [total?.[0] ?? "", phone].reduce((text, one) => text.replace(one, " "), behind);
  const { items, rest } = itemsIn(wanted, products);
  const [only] = products.length === 1 ? products : [];
  const alone = items.length === 0 ? UNCLEAR_ALONE.exec(wanted) : null;
  const unclear = (UNCLEAR.exec(wanted) ?? alone)?.[0].trim() ?? "";
  return {
    name,
    items: items.length > 0 || only === undefined ? items : [{ product: only, quantity: 1 }],
    note: tidy(`${whom} ${rest} ${phone}`),
    total: total?.[1] ?? "",
    cancelled: CANCELLED.test(behind) || CANCELLED.test(text.trim()),
    unclear,
  };
}
