import type { Ctx, Instant, ShopId, SqlValue } from "@zhongshu/kernel";
import { lineRanges } from "../imports/lines.ts";
import type { LineageEvent, LineageOrigin } from "./contract.ts";

/** A part of the ledger: `from` and `where` of a statement over `e`, with its values. */
export type Part = { readonly sql: string; readonly values: readonly SqlValue[] };

export const ofEvent = (shop: ShopId, message: string): Part => ({
  sql: "from ledger.event e where e.shop = $1 and e.message_id = $2",
  values: [shop, message],
});

/** The document's own events, and refunds that name it. */
export const ofDocument = (shop: ShopId, source: string, number: string): Part => ({
  sql: `from ledger.event e
   where e.shop = $1 and e.properties ->> 'source' = $2
     and e.document = ledger.document(jsonb_build_object('source', $2::text, 'number', $3::text))
     and e.properties ->> 'number' = $3`,
  values: [shop, source, number],
});

export const ofImport = (shop: ShopId, id: string): Part => ({
  sql: "from ledger.event e where e.shop = $1 and e.origin = $2 and e.rows is not null",
  values: [shop, id],
});

export type Rested = {
  readonly profiles: readonly string[];
  readonly types: readonly string[];
  /** Only orders with a line of it; null: whatever they were of. */
  readonly product: string | null;
  readonly from: Instant | null;
  readonly until: Instant;
};

export const ofCustomers = (shop: ShopId, rested: Rested): Part => ({
  sql: `from unnest($2::uuid[]) as who (profile)
  cross join lateral (
        select * from ledger.event stored
         where stored.profile = who.profile and stored.at < to_timestamp($4 / 1000.0) offset 0) e
   where e.shop = $1 and e.type = any($3::text[])
     and ($5::float8 is null or e.at >= to_timestamp($5 / 1000.0))
     and ($6::text is null
          or e.properties -> 'lines' @> jsonb_build_array(jsonb_build_object('product', $6::text)))`,
  values: [shop, rested.profiles, rested.types, rested.until, rested.from, rested.product],
});

type OriginRow = {
  readonly kind: LineageOrigin["kind"];
  readonly id: string | null;
  readonly name: string | null;
  readonly events: number;
  readonly lines: string | null;
};

const KIND =
  "case when e.origin is null then 'house' when e.rows is null then 'key' else 'import' end";
const SHOWN_LINES = 50;
const SHOWN_EVENTS = 50;

/** Who told this part of the ledger, and on which lines; most first. */
export async function originsOf(
  ctx: Ctx,
  { sql, values }: Part,
): Promise<readonly LineageOrigin[]> {
  const rows = await ctx.sql.rows<OriginRow>(
    `select told.kind, told.origin as id, i.name, told.events, told.lines
       from (select ${KIND} as kind, e.origin, count(*) as events, range_agg(e.rows)::text as lines ${sql}
              group by 1, 2) told
       left join ledger.import i on told.kind = 'import' and i.id = told.origin
      order by told.events desc, told.origin`,
    values,
  );
  return rows.map(({ lines, ...row }) => {
    const ranges = lineRanges(lines ?? "");
    return {
      ...row,
      lines: ranges.slice(0, SHOWN_LINES).map((range) => ({ ...range })),
      moreLines: ranges.length > SHOWN_LINES,
    };
  });
}

type EventRow = Omit<LineageEvent, "origin"> & Omit<OriginRow, "events">;

/** The newest events of the part. */
export async function eventsOf(ctx: Ctx, { sql, values }: Part): Promise<readonly LineageEvent[]> {
  const rows = await ctx.sql.rows<EventRow>(
    `select told.*, i.name
       from (select e.message_id as "messageId", e.type, e.version, e.at, e.received_at as "receivedAt", e.profile,
                    ${KIND} as kind, e.origin as id, e.rows::text as lines ${sql}
              order by e.at desc, e.seq desc limit ${SHOWN_EVENTS}) told
       left join ledger.import i on told.kind = 'import' and i.id = told.id
      order by told.at desc`,
    values,
  );
  return rows.map(({ kind, id, name, lines, ...event }) => ({
    ...event,
    origin: { kind, id, name, lines: lineRanges(lines ?? "").map((range) => ({ ...range })) },
  }));
}

export type Resting = {
  readonly orders: number;
  readonly refunds: number;
  readonly customers: number;
};

/** What an import told of. */
export const restingOn = (ctx: Ctx, { sql, values }: Part): Promise<Resting> =>
  ctx.sql.one<Resting>(
    `select count(distinct e.properties ->> 'number') filter (where e.type = 'order_placed') as orders,
            count(distinct e.properties ->> 'number') filter (where e.type = 'order_refunded') as refunds,
            count(distinct e.profile) as customers ${sql}`,
    values,
  );

/** Does anything that these customers did, as far as it counts, come from this import? */
export async function restsOnImport(
  ctx: Ctx,
  { shop, id }: { readonly shop: ShopId; readonly id: string },
  rested: Rested,
): Promise<boolean> {
  const { sql, values } = ofCustomers(shop, rested);
  const { found } = await ctx.sql.one<{ readonly found: boolean }>(
    `select exists (select ${sql} and e.origin = $7 and e.rows is not null) as found`,
    [...values, id],
  );
  return found;
}
