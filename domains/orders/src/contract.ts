import { z } from "zod";

const Money = z.object({ minor: z.int(), currency: z.string() });

/** GET /api/shops/:shop/orders?profile=&day=&cursor=&limit= → {orders, next}. */
export const Order = z.object({
  id: z.string(),
  source: z.string(),
  number: z.string(),
  at: z.int(),
  profile: z.uuid().nullable(),
  /** What the customer is called; null where nobody told, or to whom may not know. */
  customer: z.string().nullable(),
  total: Money,
  refunded: Money,
  /** By whom, where and in which community it was sold, and what the buyer wrote; null where the source told none. */
  leader: z.string().nullable(),
  pickup: z.string().nullable(),
  community: z.string().nullable(),
  note: z.string().nullable(),
  lines: z.array(
    z.object({
      ordinal: z.int(),
      sku: z.string(),
      title: z.string(),
      quantity: z.int(),
      unitPrice: Money,
      kind: z.enum(["goods", "service"]),
    }),
  ),
});
export type Order = z.infer<typeof Order>;
