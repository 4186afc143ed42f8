import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { Line } from "./line.ts";
import { contentOf, documentKey, type Known, lineKey } from "./settle.ts";

type HeadRow = Pick<Line, "document" | "number" | "customer">;
type LineRow = Omit<Line, "row" | "customer" | "refundOf">;

/** What is stored of the documents with these numbers. Stock adjustments have no customer on record. */
export async function knownOf(
  ctx: Ctx,
  asked: { readonly shop: ShopId; readonly source: string; readonly numbers: readonly string[] },
): Promise<Known> {
  const values = [asked.shop, asked.source, [...asked.numbers]];
  const these = "shop = $1 and source = $2 and number = any($3::text[])";
  const heads = await ctx.sql.rows<HeadRow>(
    `select 'order' as document, number, customer from orders."order" where ${these}
     union all
     select 'refund', number, customer from orders.refund where ${these}`,
    values,
  );
  const lines = await ctx.sql.rows<LineRow>(
    `select 'order' as document, number, ordinal, at, sku, product, title, category, quantity,
            minor, currency, kind from orders.line where ${these}
     union all
     select 'refund', number, ordinal, at, sku, product, title, category, quantity,
            minor, currency, kind from orders.refund_line where ${these}
     union all
     select 'stock', number, ordinal, at, sku, product, title, null, quantity, 0, '', 'goods'
       from orders.stock_line where ${these}`,
    values,
  );
  return {
    lines: new Map(lines.map((line) => [lineKey(line), contentOf(line)])),
    customers: new Map(heads.map((head) => [documentKey(head), head.customer])),
  };
}
