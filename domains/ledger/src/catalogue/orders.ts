import { z } from "zod";
import { document, Id, Label, Ordinal, Price, Quantity } from "./parts.ts";

export const OrderLine = z.object({
  ordinal: Ordinal,
  sku: Id,
  product: Id,
  title: Label,
  category: Label.nullable(),
  quantity: Quantity,
  unitPrice: Price,
  kind: z.enum(["goods", "service"]),
});
export type OrderLine = z.infer<typeof OrderLine>;

const Lines = z
  .array(OrderLine)
  .min(1)
  .max(10_000)
  .refine((lines) => new Set(lines.map((line) => line.ordinal)).size === lines.length, {
    message: "two lines have the same ordinal",
  });

/** Key: source + number; `first` is false when it only adds lines to an order that is known. */
export const OrderPlaced = z.looseObject({
  source: Id,
  number: Id,
  first: z.boolean().default(true),
  lines: Lines,
});
export type OrderPlaced = z.infer<typeof OrderPlaced>;

export const OrderPaid = z.looseObject({ source: Id, number: Id, amount: Price });
export type OrderPaid = z.infer<typeof OrderPaid>;

/** `number` is the refund's own document; `order` the order it takes back, when that is known. */
export const OrderRefunded = z.looseObject({
  source: Id,
  number: Id,
  order: Id.nullable(),
  lines: Lines,
});
export type OrderRefunded = z.infer<typeof OrderRefunded>;

export const orders = {
  order_placed: document(OrderPlaced),
  order_paid: document(OrderPaid),
  order_refunded: document(OrderRefunded),
};
