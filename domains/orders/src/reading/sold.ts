import {
  type BusinessDay,
  type Ctx,
  endOf,
  type Money,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";

/** Orders of one business day and what they came to, one sum a currency, refunds not taken off. */
export async function soldOn(
  ctx: Ctx,
  { shop, day }: { readonly shop: ShopId; readonly day: BusinessDay },
): Promise<{ readonly orders: number; readonly paid: readonly Money[] }> {
  const rows = await ctx.sql.rows<Money & { readonly orders: number }>(
    `select currency, count(*)::int as orders, sum(total)::bigint as minor from orders."order"
      where shop = $1 and at >= to_timestamp($2 / 1000.0) and at < to_timestamp($3 / 1000.0)
      group by currency order by minor desc, currency`,
    [shop, startOf(day), endOf(day)],
  );
  return {
    orders: rows.reduce((sum, row) => sum + row.orders, 0),
    paid: rows.map(({ minor, currency }) => ({ minor, currency })),
  };
}

const LATELY = 2_000;

/** The last lines of goods sold, newest first. */
export const soldLately = (ctx: Ctx, shop: ShopId) =>
  ctx.sql.rows<{
    readonly product: string;
    readonly category: string | null;
    readonly at: number;
    readonly quantity: number;
    readonly minor: number;
    readonly currency: string;
  }>(
    `select l.product, l.category, o.at, l.quantity, l.quantity * l.minor as minor, l.currency
     from (select tenant, shop, source, number, at from orders."order"
           where shop = $1 order by at desc limit ${LATELY}) o
     join orders.line l using (tenant, shop, source, number)
     where l.kind = 'goods' and l.minor > 0 order by o.at desc limit ${LATELY}`,
    [shop],
  );
