import { type BusinessDay, type Ctx, endOf, iso, type ShopId, startOf } from "@zhongshu/kernel";
import type { Order } from "../contract.ts";

export type OrdersAsked = {
  readonly shop: ShopId;
  readonly profile: string | null;
  readonly day: BusinessDay | null;
  readonly cursor: Cursor | null;
  readonly limit: number;
};

/** The last order of the page before. */
export type Cursor = { readonly at: number; readonly source: string; readonly number: string };

type HeadRow = {
  readonly source: string;
  readonly number: string;
  readonly at: number;
  readonly profile: string | null;
  readonly customer: string | null;
  readonly currency: string;
  readonly total: number;
  readonly refunded: number;
} & Pick<Order, "leader" | "pickup" | "community" | "note">;
type LineRow = Omit<Order["lines"][number], "unitPrice"> & {
  readonly source: string;
  readonly number: string;
  readonly minor: number;
  readonly currency: string;
};

export type OrderPage = { readonly orders: readonly Order[]; readonly next: Cursor | null };

/** Orders of a shop, newest first, each with its lines. */
export async function listOrders(ctx: Ctx, asked: OrdersAsked): Promise<OrderPage> {
  const heads = await headRows(ctx, asked);
  const lines = Map.groupBy(await lineRows(ctx, asked.shop, heads), keyOf);
  const orders = heads.map(({ currency, total, refunded, ...head }) => ({
    ...head,
    id: keyOf(head),
    total: { minor: total, currency },
    refunded: { minor: refunded, currency },
    lines: (lines.get(keyOf(head)) ?? []).map(lineOf),
  }));
  const last = heads.length < asked.limit ? undefined : heads.at(-1);
  return {
    orders,
    next: last === undefined ? null : { at: last.at, source: last.source, number: last.number },
  };
}

const keyOf = (of: { readonly source: string; readonly number: string }): string =>
  `${of.source}:${of.number}`;

const lineOf = ({
  minor,
  currency,
  source: _,
  number: __,
  ...line
}: LineRow): Order["lines"][number] => ({
  ...line,
  unitPrice: { minor, currency },
});

function headRows(
  ctx: Ctx,
  { shop, profile, day, cursor, limit }: OrdersAsked,
): Promise<readonly HeadRow[]> {
  const [from, to] = day === null ? [null, null] : [iso(startOf(day)), iso(endOf(day))];
  return ctx.sql.rows<HeadRow>(
    `select source, number, at, profile, customer, currency, total, refunded,
            leader, pickup, community, note
       from orders."order"
      where shop = $1 and ($2::uuid is null or profile = $2)
        and ($3::timestamptz is null or (at >= $3 and at < $4::timestamptz))
        and ($5::float8 is null or (at, source, number) < (to_timestamp($5 / 1000.0), $6::text, $7::text))
      order by at desc, source desc, number desc limit $8`,
    [
      shop,
      profile,
      from,
      to,
      cursor?.at ?? null,
      cursor?.source ?? null,
      cursor?.number ?? null,
      limit,
    ],
  );
}

const lineRows = (ctx: Ctx, shop: ShopId, heads: readonly HeadRow[]): Promise<readonly LineRow[]> =>
  ctx.sql.rows<LineRow>(
    `select l.source, l.number, l.ordinal, l.sku, l.title, l.quantity, l.minor, l.currency, l.kind
       from unnest($2::text[], $3::text[]) as k (source, number)
       join orders.line l
         on l.tenant = nullif(current_setting('app.tenant', true), '')::uuid
        and l.shop = $1 and l.source = k.source and l.number = k.number
      order by l.source, l.number, l.ordinal`,
    [shop, heads.map((head) => head.source), heads.map((head) => head.number)],
  );
