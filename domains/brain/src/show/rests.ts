import {
  type BusinessDay,
  businessDay,
  type Ctx,
  type Instant,
  plusDays,
  type ShopId,
} from "@zhongshu/kernel";
import type { Facts } from "../card/facts.ts";

/** What a card was computed from: whose rows, of which days, and when. */
export type Rests = Pick<Facts, "id" | "kind" | "day" | "product" | "profiles" | "from" | "to"> & {
  /** It was acted on. */
  readonly sent: boolean;
  readonly madeAt: Instant;
};

type Row = { readonly body: Facts; readonly sent: boolean; readonly madeAt: Instant };

const WEEKS = 4;
const SELECT = `
select c.body, m.made_at as "madeAt", exists (select from brain.tap t where t.shop = c.shop and t.card = c.id) as sent
  from brain.card c join brain.morning m on m.shop = c.shop and m.day = c.day
 where c.shop = $1`;

const restsOf = ({ body, sent, madeAt }: Row): Rests => {
  const { id, kind, day, product, profiles, from, to } = body;
  return { id, kind, day, product, profiles, from, to, sent, madeAt };
};

export async function cardRests(
  ctx: Ctx,
  { shop, card }: { readonly shop: ShopId; readonly card: string },
): Promise<Rests | null> {
  const row = await ctx.sql.maybe<Row>(`${SELECT} and c.id = $2::uuid`, [shop, card]);
  return row === null ? null : restsOf(row);
}

/** Cards of the last four weeks, the newest first. */
export async function cardsResting(ctx: Ctx, shop: ShopId): Promise<readonly Rests[]> {
  const since: BusinessDay = plusDays(businessDay(ctx.now), -7 * WEEKS);
  const rows = await ctx.sql.rows<Row>(
    `${SELECT} and c.day >= $2::date order by c.day desc, c.rank`,
    [shop, since],
  );
  return rows.map(restsOf);
}
