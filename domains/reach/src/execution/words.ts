import { type CardProduct, couponAt, endsSooner, paidAt } from "@zhongshu/cards";
import type { Ctx, Instant, Money, ShopId } from "@zhongshu/kernel";
import type { Verdict } from "../gate/facts.ts";
import type { Words } from "../ports.ts";

/** What may be said at this moment, or why not: the first two steps of the gate. */
export type Said = {
  readonly compliance: Verdict;
  readonly grounding: Verdict;
  /** Empty unless both pass. */
  readonly text: string;
  /** What the customer pays as the text names it; null where no price is known. */
  readonly price: Money | null;
};

export type Wording = {
  readonly shop: ShopId;
  readonly product: string;
  readonly sku: string;
  readonly template: string;
};

const PASSES: Verdict = { passes: true };
/** For whoever asks of persons, not of words. */
export const SAYABLE = { compliance: PASSES, grounding: PASSES } as const;
const no = (zh: string, en: string): Verdict => ({ passes: false, reason: { zh, en } });
const GONE = no(
  "商品已经不在售了，没有发。",
  "The product is not on offer any more, so nothing is sent.",
);
const UNLAWFUL = no(
  "文案里有广告法不让用的词，没有发。",
  "The words hold what advertising law forbids, so nothing is sent.",
);

/** What one customer pays now: the coupon price while it is valid, else the member price, else the list price; the same as guard's {{price}}. */
export const paid = (offer: CardProduct, now: Instant): Money | null =>
  paidAt(offer, now)?.price ?? null;

/** The template, and where it says nothing of the price or of the end, a line that does: condition included. */
export function complete(template: string, offer: CardProduct, now: Instant): string {
  const { sku } = offer;
  const priced = /\{\{(?:price|coupon):/.test(template) || paid(offer, now) === null;
  const ended = template.includes("{{until:") || !endsSooner(offer, now);
  const coupon = couponAt(offer, now) !== null;
  const price = coupon ? `券后价 {{coupon:${sku}}}。` : `现价 {{price:${sku}}}。`;
  const lines = [priced ? "" : price, ended ? "" : `有效至 {{until:${sku}}}。`].filter(Boolean);
  return lines.length === 0 ? template : `${template}\n${lines.join("")}`;
}

/** The words filled from the rows of now. `whole` adds price, condition and end where the template has none. */
export async function say(
  ctx: Ctx,
  { offer: offerOf, fill, review }: Words,
  { shop, product, template }: Wording,
  whole = false,
): Promise<Said> {
  const offer = await offerOf(ctx, { shop, product, at: ctx.now });
  const nothing = { text: "", price: null };
  if (offer === null) return { compliance: PASSES, grounding: GONE, ...nothing };
  const words = whole ? complete(template, offer, ctx.now) : template;
  if (!review(words).passes) return { compliance: UNLAWFUL, grounding: PASSES, ...nothing };
  const filled = fill(words, { now: ctx.now, offers: [offer] });
  if (!filled.ok) {
    const reason = filled.error.message;
    return { compliance: PASSES, grounding: { passes: false, reason }, ...nothing };
  }
  if (!review(filled.value).passes) return { compliance: UNLAWFUL, grounding: PASSES, ...nothing };
  const price = paid(offer, ctx.now);
  return { compliance: PASSES, grounding: PASSES, text: filled.value, price };
}
