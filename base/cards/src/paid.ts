import type { Money } from "@zhongshu/kernel";
import type { CardProduct } from "./card.ts";

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
