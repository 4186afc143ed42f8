import type { Ctx } from "@zhongshu/kernel";
import type { ImportEvent, Retelling, Settled } from "@zhongshu/ledger/contract";
import { z } from "zod";
import { said, WHERE } from "./buyer.ts";
import { knownOf } from "./known.ts";
import type { Line } from "./line.ts";
import { settle } from "./settle.ts";

const Told = z.object({
  ordinal: z.int(),
  sku: z.string(),
  product: z.string(),
  title: z.string(),
  quantity: z.int(),
  category: z.string().nullable().default(null),
  unitPrice: z.object({ minor: z.int(), currency: z.string() }).default({ minor: 0, currency: "" }),
  kind: z.enum(["goods", "service"]).default("goods"),
});
const Document = z.object({
  number: z.string(),
  order: z.string().nullable().default(null),
  lines: z.array(Told),
});

const DOCUMENTS: Readonly<Record<string, Line["document"]>> = {
  order_placed: "order",
  order_refunded: "refund",
  stock_adjusted: "stock",
};

/** The rows of a file as its event tells them; of a row with several lines they all tell. */
function linesOf({
  type,
  properties,
  at,
  userId,
  anonymousId,
  lines = [],
}: ImportEvent): readonly Line[] {
  const document = DOCUMENTS[type];
  if (document === undefined) return [];
  const { number, order, lines: told } = Document.parse(properties);
  const where = said(WHERE.map((field) => [field, String(properties[field] ?? "")]));
  return told.map(({ unitPrice, ...line }, i) => ({
    ...{ ...line, ...unitPrice, document, number, at, refundOf: order, where, called: {} },
    ...{ customer: userId, anonymous: anonymousId, place: line.ordinal, bundle: i, shares: false },
    row: { row: lines[Math.min(i, lines.length - 1)] ?? 0, raw: "", cells: {} },
  }));
}

/** Tells what is missing of a document now; what contradicts the rest by now is left out. */
export async function retell(
  ctx: Ctx,
  { shop, source, event }: Retelling,
): Promise<Pick<Settled, "events" | "retold">> {
  if (DOCUMENTS[event.type] === undefined) return { events: [event], retold: [] };
  const lines = linesOf(event);
  const { events, retold } = settle(source, lines, await knownOf(ctx, { shop, source, lines }));
  return { events, retold };
}
