import { z } from "zod";

const Money = z.object({ minor: z.int(), currency: z.string() });

/** Where in its sale a product stands: 预告 · 开场 · 返场 · 结束; `always` has no window (常售). */
export const SaleStage = z.enum(["preview", "open", "encore", "ended", "always"]);
export type SaleStage = z.infer<typeof SaleStage>;

/** GET /api/shops/:shop/goods?search=&category=&cursor=&limit= → {goods, next}; GET …/goods/:product. */
export const Product = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  pictures: z.array(z.string()),
  stage: SaleStage,
  opensAt: z.int().nullable(),
  closesAt: z.int().nullable(),
  /** Share of the paid price, in basis points; null where no rule applies today. */
  commissionBp: z.int().nullable(),
  skus: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      listPrice: Money.nullable(),
      memberPrice: Money.nullable(),
      afterCoupon: z
        .object({
          price: Money,
          condition: z.object({ zh: z.string(), en: z.string() }),
          validUntil: z.int().nullable(),
        })
        .nullable(),
      stock: z.int().nullable(),
      /** Where the price was read: which row, and when it was written. */
      priceSource: z.object({ row: z.string(), at: z.int() }).nullable(),
    }),
  ),
});
export type Product = z.infer<typeof Product>;
