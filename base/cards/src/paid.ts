import type { Instant, Money } from "@zhongshu/kernel";
import type { CardProduct } from "./card.ts";

type Coupon = Pick<CardProduct, "afterCoupon">;
type Prices = Pick<CardProduct, "listPrice" | "memberPrice" | "afterCoupon">;
/** What a customer of the shop pays, and by which price. */
export type Paid = { readonly by: "afterCoupon" | "member" | "list"; readonly price: Money };

/** The coupon's price, else the member's where it is lower, else the list price; an `afterCoupon` that ended is not to be given. */
export function paidOf({ listPrice, memberPrice, afterCoupon }: Prices): Paid | null {
  if (afterCoupon !== null) return { by: "afterCoupon", price: afterCoupon.price };
  if (memberPrice !== null && (listPrice === null || memberPrice.minor < listPrice.minor))
    return { by: "member", price: memberPrice };
  return listPrice && { by: "list", price: listPrice };
}

/** The coupon price as long as it holds. */
export const couponAt = ({ afterCoupon }: Coupon, now: Instant): CardProduct["afterCoupon"] =>
  afterCoupon && (afterCoupon.validUntil === null || afterCoupon.validUntil > now)
    ? afterCoupon
    : null;

/** The same as `paidOf` at an instant. */
export const paidAt = (offer: Prices, now: Instant): Paid | null =>
  paidOf({ ...offer, afterCoupon: couponAt(offer, now) });

/** Does the sale end sooner than the price tells? A coupon's price carries the coupon's own end. */
export function endsSooner(offer: Coupon & Pick<CardProduct, "closesAt">, now: Instant): boolean {
  const told = couponAt(offer, now)?.validUntil ?? null;
  return offer.closesAt !== null && (told === null || offer.closesAt < told);
}
