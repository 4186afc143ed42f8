import { z } from "zod";
import { document, Id, Label, Ordinal } from "./parts.ts";

export const StockAdjusted = z.looseObject({
  source: Id,
  number: Id,
  lines: z
    .array(
      z.object({
        ordinal: Ordinal,
        sku: Id,
        product: Id,
        title: Label,
        /** Signed: what came in, or went out without an order. */
        quantity: z.int().min(-10_000_000).max(10_000_000),
      }),
    )
    .min(1)
    .max(10_000),
});
export type StockAdjusted = z.infer<typeof StockAdjusted>;

export const StockCounted = z.looseObject({
  sku: Id,
  product: Id,
  stock: z.int().min(0).max(1_000_000_000),
});
export type StockCounted = z.infer<typeof StockCounted>;

export const stock = {
  stock_adjusted: document(StockAdjusted),
  stock_counted: document(StockCounted),
};
