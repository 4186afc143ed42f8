import { cell, masked, price, short, whole } from "@zhongshu/browser";
import { Rate } from "@zhongshu/goods/contract";
import type { TailEvent } from "@zhongshu/ledger/contract";
import type { TFunction } from "i18next";
import { z } from "zod";
import { rateInWords } from "../goods/rate.ts";

/** As much of an event as telling it needs; the tail and a customer's timeline both have it. */
export type Told = Pick<TailEvent, "type" | "properties">;
type Properties = Told["properties"];
type Piece = string | null;
type Pieces = (properties: Properties, t: TFunction) => readonly Piece[];

const Money = z.object({ minor: z.int(), currency: z.string() });
const Lines = z.array(
  z.object({ title: z.string(), quantity: z.int(), unitPrice: Money.exactOptional() }),
);

const text = (value: unknown): Piece => (typeof value === "string" && value !== "" ? value : null);
const money = (value: unknown): Piece => {
  const parsed = Money.safeParse(value);
  return parsed.success ? price(parsed.data) : null;
};
const number = (value: unknown): Piece => (text(value) === null ? null : `#${cell(value)}`);
const times = (value: unknown): Piece =>
  typeof value === "number" && value !== 1 ? `×${whole(value)}` : null;
const signed = (value: unknown): Piece =>
  typeof value === "number" ? `${value > 0 ? "+" : ""}${value}` : null;

const SHOWN = 2;

/** The first lines of a document and what all of them come to, when they are of one currency. */
function lines(value: unknown): readonly Piece[] {
  const parsed = Lines.safeParse(value);
  if (!parsed.success) return [];
  const all = parsed.data;
  const some = all.slice(0, SHOWN).map(({ title, quantity }) => `${title} ×${quantity}`);
  const more = all.length > SHOWN ? ` +${all.length - SHOWN}` : "";
  const currencies = new Set(all.map(({ unitPrice }) => unitPrice?.currency));
  const [currency] = currencies;
  const minor = all.reduce((sum, line) => sum + line.quantity * (line.unitPrice?.minor ?? 0), 0);
  return [
    some.join(", ") + more,
    currencies.size === 1 && currency !== undefined ? price({ minor, currency }) : null,
  ];
}

const product = (p: Properties): readonly Piece[] => [
  text(p["name"]) ?? text(p["title"]) ?? text(p["product"]),
  text(p["category"]),
  times(p["quantity"]),
  money(p["price"]),
];
/** An id tells nobody anything, so only the channel and the group are named. */
const named = (value: unknown): Piece => {
  const told = text(value);
  return told === null || short(told) !== told ? null : told;
};
const message: Pieces = (p, t) => [
  t(`runs.ways.${cell(p["channel"])}`, { defaultValue: cell(p["channel"] ?? "") }),
  named(p["community"]) ?? named(p["message"]),
];
const listed = (p: Properties): readonly Piece[] => [number(p["number"]), ...lines(p["lines"])];

const membership: Pieces = (p, t) => [
  text(p["community"]),
  t(`people.source.${cell(p["source"])}`, { defaultValue: "" }),
];

const rate: Pieces = (p, t) => {
  const told = Rate.safeParse(p);
  return [text(p["subject"]), told.success ? rateInWords(t, told.data) : null];
};

const PIECES: Readonly<Record<string, Pieces>> = {
  page_viewed: (p) => [text(p["title"]) ?? text(p["name"]) ?? text(p["path"]) ?? text(p["url"])],
  product_viewed: product,
  product_clicked: product,
  product_added: product,
  product_removed: product,
  product_list_viewed: (p) => [text(p["list"]), text(p["category"])],
  products_searched: (p) => [text(p["query"])],
  cart_viewed: () => [],
  checkout_started: () => [],
  order_placed: listed,
  order_paid: (p) => [number(p["number"]), money(p["amount"])],
  order_refunded: listed,
  stock_adjusted: listed,
  stock_counted: (p) => [text(p["sku"]), cell(p["stock"])],
  product_described: (p) => [text(p["title"]) ?? text(p["product"]), text(p["category"])],
  product_reviewed: (p) => [text(p["product"]), p["passed"] === true ? "✓" : "✗"],
  commission_rule_set: rate,
  community_described: (p) => [text(p["name"]), cell(p["size"] ?? "")],
  community_joined: membership,
  community_left: membership,
  message_spoken: (p) => [text(p["community"]), text(p["kind"])],
  creative_shared: (p) => [text(p["creative"]), text(p["community"])],
  message_delivered: message,
  message_clicked: message,
  question_asked: (p) => [text(p["text"]) ?? text(p["intent"]) ?? text(p["question"])],
  question_answered: (p, t) => [t(`events.by.${cell(p["by"])}`, { defaultValue: "" })],
  coupon_issued: (p) => [text(p["name"]) ?? text(p["coupon"]), money(p["discount"])],
  coupon_used: (p) => [text(p["coupon"]), number(p["order"]), money(p["discount"])],
  coupon_expired: (p) => [text(p["coupon"])],
  points_changed: (p) => [signed(p["change"]), text(p["reason"])],
  member_level_changed: (p) => [
    [text(p["before"]), text(p["level"])].filter((level) => level !== null).join(" → "),
  ],
  identified: (p, t) =>
    Object.entries(z.record(z.string(), z.unknown()).safeParse(p["traits"]).data ?? {})
      .slice(0, 3)
      .map(([key, value]) => `${traitName(t, key)} ${cell(value)}`),
  grouped: (p) => [text(p["group"])],
  aliased: (p) => [masked(cell(p["previous"]))],
};

/** What a shop's own event holds, as it was sent: nobody but the shop knows what it means. */
const asSent: Pieces = (p) =>
  Object.entries(p)
    .slice(0, 4)
    .map(([key, value]) => `${key} ${cell(value)}`);

export const traitName = (t: TFunction, key: string): string =>
  t(`people.trait.${key}`, { defaultValue: key });

/** A shop's own event keeps the name that the shop gave it. */
export const titleOf = (t: TFunction, type: string): string =>
  t(`events.of.${type}`, { defaultValue: type });

/** "Rice 5 kg · Staples · ×2": what it was about, in the words of its own rows. */
export const detailOf = (t: TFunction, { type, properties }: Told): string =>
  (PIECES[type] ?? asSent)(properties, t)
    .filter((piece) => piece !== null && piece !== "")
    .join(" · ");
