import { narrow } from "@zhongshu/ledger/contract";

/** One of the goods that a cell names; what the cell does not say is null. */
export type Item = {
  readonly title: string;
  readonly quantity: number | null;
  /** Money as it is written: for one, or where `whole` for all of them. */
  readonly price: string | null;
  readonly whole: boolean;
};

const UNIT = "份|件|个|盒|箱|袋|瓶|包|套|单|组|提|桶|罐|只|条|双|支|张|本|台|枚|斤|公斤|kg";
const MONEY = "[¥$£€]\\s*\\d[\\d,]*(?:\\.\\d{1,2})?|\\d[\\d,]*(?:\\.\\d{1,2})?\\s*(?:元|块)";

/** What may stand behind a name, from the end of it: 苹果(5斤装) ×2 ¥12.00. */
const TAILS = {
  /** ×2, *2份, x2 — no letter may stand before the x: box2 is a name. */
  times: new RegExp(`(?:[*×✕]|(?<![A-Za-z])[xX])\\s*(\\d{1,6})\\s*(?:${UNIT})?$`),
  named: new RegExp(`[,，]?\\s*(?:数量|共)\\s*[:：]?\\s*(\\d{1,6})\\s*(?:${UNIT})?$`),
  /** Without a sign, only what nobody packs goods in. */
  counted: /(?:\s|(?<=[^\d\s.]))(\d{1,4})\s*(?:份|件|套|单)$/,
  sum: new RegExp(`\\s*(?:=|小计\\s*[:：]?|共|合计\\s*[:：]?)\\s*(${MONEY}|\\d+(?:\\.\\d{1,2})?)$`),
  price: new RegExp(
    `\\s*(?:@|单价\\s*[:：]?|价格\\s*[:：]?)?\\s*(${MONEY})(?:\\s*/\\s*\\S{1,2})?$|\\s(\\d+\\.\\d{1,2})$`,
  ),
} as const;
const BRACKETED = /^(.+?)\s*[([]\s*([^()[\]]+)\s*[)\]]$/;
const LEADING = /^(\d{1,4})\s*(?:[*×✕xX]|(?:份|件|套|单)(?=\S))\s*(\S.*)$/;
const NUMBERED = /^(?:商品\s*)?(?:[([]?\d{1,2}[)\]]|\d{1,2}\s*[.、:：](?!\d))\s*/;

type Peeled = { title: string; quantity: number | null; price: string | null; whole: boolean };

function peelOne(item: Peeled, text: string): string | null {
  if (item.quantity === null)
    for (const pattern of [TAILS.times, TAILS.named, TAILS.counted]) {
      const found = pattern.exec(text);
      if (found === null || found.index === 0) continue;
      item.quantity = Number(found[1]);
      return text.slice(0, found.index);
    }
  if (item.price !== null) return null;
  for (const whole of [true, false]) {
    const found = (whole ? TAILS.sum : TAILS.price).exec(text);
    if (found === null || found.index === 0) continue;
    item.price = (found[1] ?? found[2] ?? "").trim();
    item.whole = whole;
    return text.slice(0, found.index);
  }
  return null;
}

const tidy = (text: string): string => text.replace(/[\s,，;；、*×]+$/, "").trim();

/** Takes what is told of a name from its end, as long as anything is; what stands in brackets only if all of it is that. */
function itemOf(piece: string): Item {
  const item: Peeled = { title: "", quantity: null, price: null, whole: false };
  let text = narrow(piece).replace(NUMBERED, "");
  for (let n = 0; n < 6; n += 1) {
    const [, before, inside] = BRACKETED.exec(text) ?? [];
    const trial = { ...item };
    const bracket = before !== undefined && peelOne(trial, `·${inside}`) === "·";
    if (bracket) Object.assign(item, trial);
    const rest = bracket ? before : peelOne(item, text);
    if (rest === null || rest === undefined || tidy(rest) === "") break;
    text = tidy(rest);
  }
  const [, many, title] = item.quantity === null ? (LEADING.exec(text) ?? []) : [];
  if (title !== undefined) return { ...item, quantity: Number(many), title };
  return { ...item, title: text };
}

const pieces = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");

/** Signs that always part goods, and signs that do where every part then says how many. */
const ALWAYS = /[\n;；|｜]+/;
const PERHAPS = [
  ...[/[,，]+/, /、+/, /\s+\/\s+/, /[+＋]/],
  new RegExp(`(?<=[*×✕xX]\\s?\\d{1,4}(?:${UNIT})?)\\s+`),
];

function parted(text: string): readonly Item[] {
  for (const separator of PERHAPS) {
    const items = pieces(text, separator).map(itemOf);
    if (items.length > 1 && items.every(({ quantity, title }) => quantity !== null && title !== ""))
      return items;
  }
  return [itemOf(text)];
}

/** The goods that a cell names, each with what is told of it: "苹果*2;梨 1斤装x3" are two. */
export const itemsIn = (cell: string): readonly Item[] =>
  pieces(cell.replace(/<br\s*\/?>/gi, "\n"), ALWAYS).flatMap(parted);
