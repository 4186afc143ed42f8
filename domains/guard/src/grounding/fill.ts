import { couponAt, paidAt } from "@zhongshu/cards";
import {
  err,
  formatMoney,
  type Instant,
  type Money,
  ok,
  type Refusal,
  type Result,
  type Text,
} from "@zhongshu/kernel";
import { clock } from "./clock.ts";
import { type Figure, figures } from "./figures.ts";

/** What the rows say about one SKU at the moment of showing. A card's product fits as it is. */
export type Fact = {
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly listPrice: Money | null;
  readonly memberPrice: Money | null;
  readonly afterCoupon: {
    readonly price: Money;
    readonly condition: Text;
    readonly validUntil: Instant | null;
  } | null;
  readonly stage: "preview" | "open" | "encore" | "ended" | "always";
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly stock: number | null;
};

export type Facts = { readonly now: Instant; readonly offers: readonly Fact[] };

const KINDS = ["price", "list", "member", "coupon", "until", "stock", "title"] as const;
type Kind = (typeof KINDS)[number];

const HOLE = /\{\{([^{}]*)\}\}/g;
const refusal = (code: string, message: Text, next: Text): Refusal => ({
  code: `guard.${code}`,
  status: 422,
  message,
  next,
});

/**
 * The words with every placeholder read from its row, in one pass: what a row says is never expanded again.
 * Refused when a figure was written by hand, or a row is missing, outside its sale or out of stock.
 */
export function fill(template: string, facts: Facts): Result<string, Refusal> {
  const [byHand] = figures(template);
  if (byHand) return err(writtenByHand(byHand));
  const pieces: string[] = [];
  let at = 0;
  for (const hole of template.matchAll(HOLE)) {
    const value = read(hole[1] ?? "", facts);
    if (!value.ok) return value;
    pieces.push(template.slice(at, hole.index), harmless(value.value));
    at = hole.index + hole[0].length;
  }
  const rest = template.slice(at);
  const text = [...pieces, rest].join("");
  return /\{\{|\}\}/.test(text) ? err(unknown(template)) : ok(text);
}

/** A title such as "{{price:A}}" stays words, also when somebody fills the text a second time. */
const harmless = (value: string): string => value.replaceAll("{", "｛").replaceAll("}", "｝");

function read(hole: string, { now, offers }: Facts): Result<string, Refusal> {
  const kind = KINDS.find((known) => hole.startsWith(`${known}:`));
  if (!kind) return err(unknown(`{{${hole}}}`));
  const key = hole.slice(kind.length + 1).trim();
  const fact = offers.find((offer) => (kind === "title" ? offer.product : offer.sku) === key);
  if (!fact) return err(absent(kind, key));
  const closed = unavailable(fact, now);
  if (closed) return err(closed);
  const value = VALUES[kind](fact, now);
  return value === null ? err(absent(kind, key)) : ok(value);
}

/** Why this may not be shown now: its sale has not begun, is over, or nothing is left. */
function unavailable(fact: Fact, now: Instant): Refusal | null {
  const { title, stage, opensAt, closesAt, stock } = fact;
  if (stage === "ended" || (closesAt !== null && closesAt <= now)) return ended(title);
  if (stage === "preview" || (opensAt !== null && opensAt > now)) return notYet(title);
  return stock !== null && stock <= 0 ? soldOut(title) : null;
}

function coupon(fact: Fact, now: Instant): string | null {
  const held = couponAt(fact, now);
  if (!held) return null;
  const until = held.validUntil === null ? "" : `，${clock(held.validUntil)}前有效`;
  return `${formatMoney(held.price)}（${held.condition.zh}${until}）`;
}

/** What is paid, with the condition that it holds under. */
function price(fact: Fact, now: Instant): string | null {
  const paid = paidAt(fact, now);
  if (paid === null) return null;
  const told = formatMoney(paid.price);
  if (paid.by === "afterCoupon") return coupon(fact, now);
  if (paid.by === "list") return told;
  const others = fact.listPrice === null ? "" : `，非会员${formatMoney(fact.listPrice)}`;
  return `${told}（会员价${others}）`;
}

const shown = (price: Money | null): string | null => (price ? formatMoney(price) : null);

const VALUES: Readonly<Record<Kind, (fact: Fact, now: Instant) => string | null>> = {
  price,
  list: (fact) => shown(fact.listPrice),
  member: (fact) => shown(fact.memberPrice),
  coupon,
  until: (fact, now) => {
    const ends = [couponAt(fact, now)?.validUntil ?? null, fact.closesAt].filter(
      (end) => end !== null,
    );
    return ends.length > 0 ? clock(Math.min(...ends)) : null;
  },
  stock: ({ stock }) => (stock === null ? null : String(stock)),
  title: ({ title }) => title,
};

const writtenByHand = ({ term, start, end, next }: Figure): Refusal =>
  refusal(
    "figure-by-hand",
    {
      zh: `第 ${start + 1}–${end} 个字“${term}”是手写的价格、库存或优惠，没有出处。`,
      en: `“${term}” (characters ${start + 1}–${end}) is a price, stock or discount without a row behind it.`,
    },
    next,
  );
const unknown = (hole: string): Refusal =>
  refusal(
    "unknown-placeholder",
    { zh: `看不懂这个占位符：${hole}`, en: `Not a placeholder we know: ${hole}` },
    {
      zh: `可以用的有：${KINDS.map((kind) => `{{${kind}:编号}}`).join("、")}。`,
      en: `Known are: ${KINDS.map((kind) => `{{${kind}:ID}}`).join(", ")}.`,
    },
  );
const NAMES: Readonly<Record<Kind, string>> = {
  price: "价格",
  list: "标价",
  member: "会员价",
  coupon: "有效的券后价",
  until: "截止时间",
  stock: "库存",
  title: "商品名",
};
const absent = (kind: Kind, key: string): Refusal =>
  refusal(
    "fact-missing",
    { zh: `没有查到 ${key} 的${NAMES[kind]}。`, en: `No ${kind} is known for ${key}.` },
    {
      zh: "请先在商品资料里补上，或者从文案里去掉这一处。",
      en: "Add it to the goods, or take it out of the copy.",
    },
  );
const ended = (title: string): Refusal =>
  refusal(
    "sale-ended",
    { zh: `“${title}”的活动已经结束。`, en: `The sale of “${title}” is over.` },
    { zh: "换一个正在开团的商品。", en: "Choose goods that are on sale." },
  );
const notYet = (title: string): Refusal =>
  refusal(
    "sale-not-open",
    { zh: `“${title}”还没开团。`, en: `The sale of “${title}” has not begun.` },
    { zh: "等开团后再发。", en: "Send it once the sale is open." },
  );
const soldOut = (title: string): Refusal =>
  refusal(
    "out-of-stock",
    { zh: `“${title}”已经卖完了。`, en: `“${title}” is out of stock.` },
    { zh: "补货后再发，或者换一个商品。", en: "Restock it, or choose other goods." },
  );
