import { type Commission, paidOf } from "@zhongshu/cards";
import { formatMoney, type Instant, type Money, money } from "@zhongshu/kernel";
import type { Offer } from "../ports.ts";
import type { Range } from "../promise/orders.ts";

/** The coupon while it is valid. */
export const couponNow = ({ afterCoupon }: Offer, now: Instant): Offer["afterCoupon"] =>
  afterCoupon && (afterCoupon.validUntil === null || afterCoupon.validUntil > now)
    ? afterCoupon
    : null;

/** What one customer pays now: the coupon price while it is valid, else the member price, else the list price. */
export const paidPrice = (offer: Offer, now: Instant): Money | null =>
  paidOf({ ...offer, afterCoupon: couponNow(offer, now) })?.price ?? null;

const share = (price: Money, bp: number, orders: number): Money =>
  money(Math.floor((price.minor * bp * orders) / 10_000), price.currency);

/** What one sale at this moment would earn; null without price or rule. */
export function unitOf(offer: Offer, now: Instant): Money | null {
  const price = paidPrice(offer, now);
  return price && offer.commissionBp !== null ? share(price, offer.commissionBp, 1) : null;
}

/** My commission first: paid price × my share × the orders expected, or a plain word on what is missing. */
export function commissionOf(offer: Offer, expected: Range | null, now: Instant): Commission {
  const price = paidPrice(offer, now);
  if (offer.commissionBp === null) {
    return {
      known: false,
      why: {
        zh: "还没有设置佣金比例。到“商品”里设一条佣金规则，这里就会先告诉你大约能赚多少。",
        en: "No commission is set. Add a commission rule under Goods and this shows what you may earn.",
      },
    };
  }
  if (price === null) {
    return {
      known: false,
      why: {
        zh: "这件商品还没有价格，先补上价格。",
        en: "This product has no price yet: add one.",
      },
    };
  }
  const each = formatMoney(share(price, offer.commissionBp, 1));
  if (expected === null) {
    return {
      known: false,
      why: {
        zh: `每卖出一件约赚 ${each}；这次能卖出几件，还看不出来。`,
        en: `About ${each} for each one sold; how many will sell cannot be told yet.`,
      },
    };
  }
  return {
    known: true,
    low: share(price, offer.commissionBp, expected.low),
    high: share(price, offer.commissionBp, expected.high),
    basis: {
      zh: `每件约赚 ${each}，八成把握有 ${expected.low}–${expected.high} 位会买（每位按一件算）。`,
      en: `About ${each} each; eight times in ten ${expected.low}–${expected.high} customers buy (one each).`,
    },
  };
}
