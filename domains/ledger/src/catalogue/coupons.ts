import { z } from "zod";
import { Id, Label, Price, record } from "./parts.ts";

export const CouponIssued = z.looseObject({
  coupon: Id,
  name: Label.exactOptional(),
  discount: Price.exactOptional(),
  validUntil: z.iso.datetime({ offset: true }).exactOptional(),
});
export const CouponUsed = z.looseObject({
  coupon: Id,
  order: Id.nullable(),
  discount: Price.exactOptional(),
});
export const CouponExpired = z.looseObject({ coupon: Id });

export const coupons = {
  coupon_issued: record(CouponIssued),
  coupon_used: record(CouponUsed),
  coupon_expired: record(CouponExpired),
};
