import type { ShopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { z } from "zod";

const Price = z.object({ minor: z.int(), currency: z.string() });
const Line = z.object({
  ordinal: z.int(),
  sku: z.string(),
  product: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  quantity: z.int(),
  unitPrice: Price,
  kind: z.enum(["goods", "service"]),
});
// Nobody is held to these words: what a sender means otherwise by them is not told.
const Words = z.string().min(1).max(500).nullable().default(null).catch(null);
const Document = z.object({ source: z.string(), number: z.string(), lines: z.array(Line) });
const Placed = Document.extend({
  leader: Words,
  pickup: Words,
  community: Words,
  note: Words,
});
const Paid = z.object({ source: z.string(), number: z.string(), amount: Price });
const Refunded = Document.extend({ order: z.string().nullable() });
const Adjusted = z.object({
  source: z.string(),
  number: z.string(),
  lines: z.array(
    z.object({
      ordinal: z.int(),
      sku: z.string(),
      product: z.string(),
      title: z.string(),
      quantity: z.int(),
    }),
  ),
});

type Head = {
  readonly message: string;
  readonly shop: ShopId;
  readonly at: number;
  readonly profile: string | null;
  readonly origin: string | null;
  readonly customer: string | null;
};
export type Placing = Head & z.infer<typeof Placed>;
export type Paying = Head & z.infer<typeof Paid>;
export type Refunding = Head & z.infer<typeof Refunded>;
export type Adjusting = Head & z.infer<typeof Adjusted>;

export type Sorted = {
  readonly placed: readonly Placing[];
  readonly paid: readonly Paying[];
  readonly refunded: readonly Refunding[];
  readonly adjusted: readonly Adjusting[];
};

/** The events of a batch that concern orders, by kind. The ledger has parsed them: a misfit is a bug. */
export function sort(batch: readonly LedgerEvent[]): Sorted {
  const of = <T>(type: string, schema: z.ZodType<T>): (Head & T)[] =>
    batch
      .filter((event) => event.type === type)
      .map((event) => ({ ...headOf(event), ...schema.parse(event.properties) }));
  return {
    placed: of("order_placed", Placed),
    paid: of("order_paid", Paid),
    refunded: of("order_refunded", Refunded),
    adjusted: of("stock_adjusted", Adjusted),
  };
}

const headOf = (event: LedgerEvent): Head => ({
  message: event.messageId,
  shop: event.shop,
  at: event.at,
  profile: event.profile,
  origin: event.origin ?? null,
  customer: event.userId,
});
