import type { Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
import { allot, type Refunding, type Taken } from "./allot.ts";

/** One line of goods and all that has happened to it, each at its own instant. */
export type LineHistory = {
  readonly profile: ProfileId | null;
  readonly source: string;
  readonly number: string;
  readonly ordinal: number;
  /** When the order was placed, and when this line of it was told. */
  readonly at: Instant;
  readonly toldAt: Instant;
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  /** As the source told it with the order. */
  readonly community: string | null;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  readonly taken: readonly Taken[];
  readonly paidAt: Instant | null;
  /** When its source first told of any payment; null: it never has. */
  readonly tellsFrom: Instant | null;
};

export type HistoriesAsked = {
  readonly shop: ShopId;
  /** Orders placed in [from, until). */
  readonly from: Instant;
  readonly until: Instant;
  /** Besides these, orders of any time to which something happened in [since, until); null: none. */
  readonly since: Instant | null;
  /** The last instant that may be known of. */
  readonly asOf: Instant;
};

const at = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;
const LATER = `>= ${at("$5")}`;

// The order that a refund takes from: the one it names, else its customer's newest with the product by then.
const NEWEST = `lateral (
    select n.source, n.number from orders."order" n
      join orders.line l on l.shop = n.shop and l.source = n.source and l.number = n.number
     where n.profile = r.profile and n.at <= t.at and l.at <= t.at and l.kind = 'goods'
       and l.product = t.product and l.currency = t.currency
     order by n.at desc, n.source, n.number limit 1)`;
const REFUND_LINES = `orders.refund r join orders.refund_line t
    on t.shop = r.shop and t.source = r.source and t.number = r.number
   and t.kind = 'goods' and t.at <= ${at("$4")}`;

// $1 shop, $2 from, $3 until, $4 as of, $5 since (null: placed in the stretch and nothing else).
const HEADS = `
heads as materialized (
  select o.* from orders."order" o
   where o.shop = $1 and o.at >= ${at("$2")} and o.at < ${at("$3")} and o.at <= ${at("$4")}
  union
  select o.* from (
    select r.source, r."order" as number from ${REFUND_LINES}
     where r.shop = $1 and r."order" is not null and t.at ${LATER} and t.at < ${at("$3")}
    union select newest.source, newest.number from ${REFUND_LINES} cross join ${NEWEST} newest
     where r.shop = $1 and r."order" is null and r.profile is not null
       and t.at ${LATER} and t.at < ${at("$3")}
    union select p.source, p.number from orders.payment p
     where p.shop = $1 and p.at <= ${at("$4")} and p.at ${LATER} and p.at < ${at("$3")}
    union select l.source, l.number from orders.line l
     where l.shop = $1 and l.at <= ${at("$4")} and l.at ${LATER} and l.at < ${at("$3")}
    union select early.source, early.number
      from (select source, min(at) as first from orders.payment
             where shop = $1 and at <= ${at("$4")} group by source) told
      join orders."order" early on early.shop = $1 and early.source = told.source and early.at < told.first
     where told.first ${LATER} and told.first < ${at("$3")}) touched
    join orders."order" o on o.shop = $1 and o.source = touched.source and o.number = touched.number
   where $5::float8 is not null and o.at <= ${at("$4")})`;

const LINES = `with ${HEADS},
paid as materialized (
  select source, number, min(at) as at from orders.payment
   where shop = $1 and at <= ${at("$4")} group by source, number),
tells as (select source, min(at) as at from paid group by source)
select o.profile, o.source, o.number, l.ordinal, o.at, l.at as "toldAt", l.product, l.sku, l.title,
       l.category, o.community, l.quantity, (l.quantity * l.minor)::bigint as minor, l.currency,
       paid.at as "paidAt", tells.at as "tellsFrom"
  from heads o
  join orders.line l on l.shop = $1 and l.source = o.source and l.number = o.number
   and l.kind = 'goods' and l.at <= ${at("$4")}
  left join paid on paid.source = o.source and paid.number = o.number
  left join tells on tells.source = o.source
 order by o.at, o.source, o.number, l.ordinal`;

const REFUNDS = `with ${HEADS}
select r.source, r."order" as "of", t.product, t.currency, r.number as refund, t.ordinal, t.at,
       (t.quantity * t.minor)::bigint as minor
  from ${REFUND_LINES} join heads o on o.source = r.source and o.number = r."order"
 where r.shop = $1
union all
select newest.source, newest.number, t.product, t.currency, r.number, t.ordinal, t.at,
       (t.quantity * t.minor)::bigint
  from ${REFUND_LINES} cross join ${NEWEST} newest
 where r.shop = $1 and r."order" is null and r.profile in (select profile from heads)`;

type Row = Omit<LineHistory, "taken">;
type RefundRow = Refunding & {
  readonly source: string;
  readonly of: string;
  readonly product: string;
  readonly currency: string;
};

const orderOf = ({ source, number }: Row): string => JSON.stringify([source, number]);

/** The lines of one order, each with what it lost. */
function told(rows: readonly Row[], refunds: ReadonlyMap<string, readonly RefundRow[]>) {
  const [first] = rows;
  const own = first === undefined ? [] : (refunds.get(orderOf(first)) ?? []);
  const groups = Map.groupBy(rows, ({ product, currency }) => `${currency} ${product}`);
  const parts = new Map(
    [...groups].map(([key, lines]) => {
      const against = own.filter(({ product, currency }) => `${currency} ${product}` === key);
      const pieces = against.map(({ refund, ordinal, at, minor }) => ({
        ...{ refund, ordinal, at, minor },
      }));
      return [key, allot(lines, pieces)] as const;
    }),
  );
  return rows.map((row): LineHistory => {
    const taken = parts.get(`${row.currency} ${row.product}`)?.get(row.ordinal) ?? [];
    return { ...row, taken };
  });
}

const BATCH = 5_000;

/** Every line of goods with all that is known of it at `asOf`, in the order of placing; orders come whole. */
export async function* histories(
  ctx: Ctx,
  { shop, from, until, since, asOf }: HistoriesAsked,
): AsyncGenerator<readonly LineHistory[]> {
  const values = [shop, from, until, asOf, since];
  const found = await ctx.sql.rows<RefundRow>(REFUNDS, values);
  const refunds = Map.groupBy(found, ({ source, of }) => JSON.stringify([source, of]));
  let open: Row[] = [];
  for await (const rows of ctx.sql.stream<Row>(LINES, values, BATCH)) {
    const all = [...open, ...rows];
    const last = all.at(-1);
    const cut = last === undefined ? 0 : all.findIndex((row) => orderOf(row) === orderOf(last));
    open = all.slice(cut);
    yield whole(all.slice(0, cut), refunds);
  }
  yield whole(open, refunds);
}

const whole = (rows: readonly Row[], refunds: ReadonlyMap<string, readonly RefundRow[]>) =>
  [...Map.groupBy(rows, orderOf).values()].flatMap((order) => told(order, refunds));
