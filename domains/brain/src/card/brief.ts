import { couponAt, endsSooner } from "@zhongshu/cards";
import type { Brief, Form, Holes, KeptForm } from "@zhongshu/creative/contract";
import type { Instant } from "@zhongshu/kernel";
import type { Way } from "@zhongshu/reach/contract";
import type { Offer } from "../ports.ts";
import { paidPrice } from "./commission.ts";
import type { Facts } from "./facts.ts";

type Seen = { readonly offer: Offer; readonly now: Instant };

/** What rises is told in its group; who is due is written to alone. */
export const formOf = ({ kind }: Pick<Facts, "kind">): KeptForm =>
  kind === "rising-attention" ? "group" : "private";

/** A post speaks to everybody in the group, a message to one person: who can answer it in a chat, not in an inbox. */
const FORM_BY: Readonly<Record<Way, Form>> = {
  inbox: "inbox",
  "named-copy": "private",
  "group-copy": "group",
};
export const formBy = (way: Way): Form => FORM_BY[way];

const WHY: Readonly<Record<Facts["kind"], string>> = {
  "rising-attention": "群里最近看这一类商品的人比前几周多",
  "due-again": "买过它的客户，按以往的间隔，七天内有可能再买；有的人还没到平常的间隔",
};

/** Only what the rows know gets a placeholder: no price, no sentence about one. */
function holesOf({ offer, now }: Seen): Holes {
  const { product, sku, listPrice, stock } = offer;
  return {
    title: `{{title:${product}}}`,
    price: paidPrice(offer, now) ? `{{price:${sku}}}` : null,
    list: listPrice ? `{{list:${sku}}}` : null,
    coupon: couponAt(offer, now) ? `{{coupon:${sku}}}` : null,
    until: endsSooner(offer, now) ? `{{until:${sku}}}` : null,
    stock: stock === null ? null : `{{stock:${sku}}}`,
  };
}

/** The card's facts and the offer of this moment → all that its words may rest on. Nobody's name is in it. */
export const briefOf = (facts: Facts, seen: Seen): Brief => ({
  shop: facts.shop,
  card: facts.id,
  play: facts.kind,
  product: {
    title: seen.offer.title,
    category: facts.kind === "rising-attention" ? facts.category : seen.offer.category,
    // The catalogue has none yet.
    points: [],
  },
  holes: holesOf(seen),
  stockAt: seen.offer.stockAt,
  community: facts.kind === "rising-attention" ? { name: facts.community.name, tags: [] } : null,
  why: WHY[facts.kind],
});
