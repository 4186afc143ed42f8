import type { CardProduct } from "@zhongshu/cards";
import { HOUR, type Instant, iso, type Text } from "@zhongshu/kernel";

/** "11-23 20:00", Shanghai. */
const when = (at: Instant): string =>
  iso(at + 8 * HOUR)
    .slice(5, 16)
    .replace("T", " ");

const GONE: Text = { zh: "这件商品店里不卖了。", en: "The shop does not sell this any more." };
const SOLD_OUT: Text = { zh: "已经卖完了。", en: "It is sold out." };

function before(opensAt: Instant | null): Text {
  if (opensAt === null) return { zh: "还没开卖。", en: "Not on sale yet." };
  const at = when(opensAt);
  return { zh: `还没开卖，${at} 开场。`, en: `Not on sale yet; it opens ${at}.` };
}

function after(closesAt: Instant | null): Text {
  if (closesAt === null) return { zh: "这一场已经结束了。", en: "This sale has ended." };
  const at = when(closesAt);
  return { zh: `这一场已经在 ${at} 结束了。`, en: `This sale ended ${at}.` };
}

type Sellable = Pick<CardProduct, "stage" | "opensAt" | "closesAt" | "stock">;

/** Why it cannot be bought at this moment; null while it can. An unknown stock closes nothing. */
export function closedBecause(offer: Sellable | null): Text | null {
  if (offer === null) return GONE;
  if (offer.stage === "preview") return before(offer.opensAt);
  if (offer.stage === "ended") return after(offer.closesAt);
  return offer.stock === 0 ? SOLD_OUT : null;
}
