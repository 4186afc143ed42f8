import { z } from "zod";
import { document, Id, Label, Price } from "./parts.ts";

/** A product as a list of the shop tells it; what is left out stays as it was. */
export const ProductDescribed = z.looseObject({
  product: Id,
  title: Label.min(1).exactOptional(),
  category: Label.min(1).exactOptional(),
  skus: z
    .array(
      z.object({
        id: Id,
        name: Label.exactOptional(),
        listPrice: Price.exactOptional(),
        memberPrice: Price.exactOptional(),
        couponPrice: Price.exactOptional(),
        /** What a piece costs the shop; no customer is shown it. */
        cost: Price.exactOptional(),
      }),
    )
    .max(200),
});
export type ProductDescribed = z.infer<typeof ProductDescribed>;

const Ruled = z.looseObject({
  scope: z.enum(["product", "category", "shop"]),
  subject: z.string().max(500),
  until: z.int().positive().nullable(),
});

/**
 * A share of the paid price, or a fixed sum for each piece, from the event's time on; `subject` is the product, the
 * category, or "" for the shop.
 */
export const CommissionRuleSet = z.union([
  Ruled.extend({ bp: z.int().min(0).max(10_000) }),
  Ruled.extend({ each: Price }),
]);
export type CommissionRuleSet = z.infer<typeof CommissionRuleSet>;

/** The verdict of a platform or a mall on a product that is to be listed. */
const ProductReviewed = z.looseObject({ product: Id, passed: z.boolean() });

export const goods = {
  product_reviewed: document(ProductReviewed),
  product_described: document(ProductDescribed),
  commission_rule_set: document(CommissionRuleSet),
};
