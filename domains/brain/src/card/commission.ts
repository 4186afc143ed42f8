import { type Commission, paidAt } from "@zhongshu/cards";
import { formatMoney, type Instant, type Money, money, type Rate } from "@zhongshu/kernel";
import type { Offer } from "../ports.ts";
import type { Range } from "../promise/orders.ts";

/** What one customer pays now: the coupon price while it is valid, else the member price, else the list price. */
export const paidPrice = (offer: Offer, now: Instant): Money | null =>
  paidAt(offer, now)?.price ?? null;

/** Of so many orders of one piece each; never rounded up, and of a fixed sum never more than is paid. */
function share(price: Money, rate: Rate, orders: number): Money {
  if ("bp" in rate)
    return money(Math.floor((price.minor * rate.bp * orders) / 10_000), price.currency);
  return money(Math.min(rate.each.minor, price.minor) * orders, price.currency);
}

/** A fixed sum in another currency than the price's says nothing. */
const foreign = (rate: Rate, price: Money): boolean =>
  "each" in rate && rate.each.currency !== price.currency;

/** What one sale at this moment would earn; null without price or rule. */
export function unitOf(offer: Offer, now: Instant): Money | null {
  const price = paidPrice(offer, now);
  const { commission } = offer;
  return price === null || commission === null || foreign(commission, price)
    ? null
    : share(price, commission, 1);
}

/** My commission first: paid price × my share × the orders expected, or a plain word on what is missing. */
export function commissionOf(offer: Offer, expected: Range | null, now: Instant): Commission {
  const price = paidPrice(offer, now);
  const rate = offer.commission;
  if (rate === null) {
    return {
      known: false,
      why: {
        zh: "还没有设置佣金。到“商品”里设一条佣金规则，这里就会先告诉你大约能赚多少。",
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
  if (foreign(rate, price)) {
    return {
      known: false,
      why: {
        zh: "佣金和售价不是同一种货币，算不出能赚多少。",
        en: "The commission and the price are in different currencies, so it cannot be told what it earns.",
      },
    };
  }
  const each = formatMoney(share(price, rate, 1));
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
    low: share(price, rate, expected.low),
    high: share(price, rate, expected.high),
    basis: {
      zh: `每件约赚 ${each}，八成把握有 ${expected.low}–${expected.high} 位会买（每位按一件算）。`,
      en: `About ${each} each; eight times in ten ${expected.low}–${expected.high} customers buy (one each).`,
    },
  };
}
