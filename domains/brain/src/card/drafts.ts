import type { Draft } from "@zhongshu/cards";
import { err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import type { BrainPorts, Offer } from "../ports.ts";
import { couponAt, paidPrice } from "./commission.ts";
import type { Facts } from "./facts.ts";

type Style = Draft["style"];
type Holes = { readonly title: string; readonly price: string; readonly until: string };

/**
 * Only what the rows know gets a placeholder: no price, no sentence about one. A coupon's price tells its own
 * end, so the end of the sale is told only where it comes first.
 */
function holes(offer: Offer, now: Instant): Holes {
  const { product, sku, closesAt } = offer;
  const told = couponAt(offer, now)?.validUntil ?? null;
  const ends = closesAt !== null && (told === null || closesAt < told);
  return {
    title: `{{title:${product}}}`,
    price: paidPrice(offer, now) ? `现在到手价 {{price:${sku}}}。` : "",
    until: ends ? `{{until:${sku}}}截止。` : "",
  };
}

const rising = (category: string): Readonly<Record<Style, (h: Holes) => string>> => ({
  expert: ({ title, price, until }) =>
    `最近群里不少人在看${category}。给大家整理了一款：${title}。${price}${until}规格和细节想了解的，直接在群里问我。`,
  warm: ({ title, price, until }) =>
    `大家最近都在看${category}，我挑了${title}，需要的可以看看～${price}${until}有什么想问的随时喊我。`,
  witty: ({ title, price, until }) =>
    `听说你们最近的眼睛都长在${category}上了👀 ${title}已经就位。${price}${until}要的举个爪！`,
});

const dueAgain: Readonly<Record<Style, (h: Holes) => string>> = {
  expert: ({ title, price, until }) =>
    `您之前买过的${title}，按平时的节奏差不多到补货的时候了。${price}${until}需要的话回复我，帮您留意。`,
  warm: ({ title, price, until }) =>
    `好久不见～上次带走的${title}用得还顺手吗？需要补的话跟我说一声就好。${price}${until}`,
  witty: ({ title, price, until }) =>
    `${title}托我来问：家里的还够吗？😄 ${price}${until}想补货的，回个“要”字就行。`,
};

const STYLES = ["expert", "warm", "witty"] as const;

/** One draft, filled from the rows of this moment and passed by the guard; else why it may not be shown. */
export function draft(
  guard: BrainPorts["guard"],
  words: string,
  { offer, now }: { readonly offer: Offer; readonly now: Instant },
): Result<string, Text> {
  const filled = guard.fill(words, { now, offers: [offer] });
  if (!filled.ok) return err(filled.error.message);
  if (guard.review(words).passes && guard.review(filled.value).passes) return filled;
  return err({
    zh: `“${offer.title}”的名字或品类里有广告法不让用的词，文案没有通过检查，请先改商品名。`,
    en: `The name or category of “${offer.title}” holds words that advertising law forbids: rename it first.`,
  });
}

/** Three drafts of different style, as templates over known facts. */
export function draftsOf(
  guard: BrainPorts["guard"],
  facts: Facts,
  seen: { readonly offer: Offer; readonly now: Instant },
): Result<Draft[], Text> {
  const templates = facts.kind === "due-again" ? dueAgain : rising(facts.category);
  const drafts: Draft[] = [];
  for (const style of STYLES) {
    const words = templates[style](holes(seen.offer, seen.now));
    const filled = draft(guard, words, seen);
    if (!filled.ok) return filled;
    drafts.push({ style, words, filled: filled.value });
  }
  return ok(drafts);
}
