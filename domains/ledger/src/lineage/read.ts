import {
  type BusinessDay,
  businessDay,
  type Ctx,
  type Instant,
  type ShopId,
  type SqlValue,
} from "@zhongshu/kernel";
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

export type Basis = {
  /** Whatever these customers did, or what was of these types. */
  readonly customers: {
    readonly profiles: readonly string[];
    readonly types: readonly string[] | null;
  } | null;
  /** Orders by their source and number, with what followed them. */
  readonly documents: readonly { readonly source: string; readonly number: string }[];
  /** Other events of the shop; of one product, where one is named. */
  readonly others: {
    readonly types: readonly string[];
    readonly product: string | null;
    readonly from: Instant | null;
  } | null;
  readonly from: Instant | null;
  readonly until: Instant;
  /** Nothing that came in later was known; null: everything that is here now. */
  readonly known: Instant | null;
};

/** What a tag or a figure was computed from. */
export const ofBasis = (
  shop: ShopId,
  { customers, documents, others, from, until, known }: Basis,
): Part => ({
  sql: `from (
    select stored.* from unnest($2::uuid[]) as who (profile)
     cross join lateral (
           select * from ledger.event one
            where one.profile = who.profile and one.at < to_timestamp($4 / 1000.0) offset 0) stored
     where stored.shop = $1 and ($3::text[] is null or stored.type = any($3::text[]))
       and ($5::float8 is null or stored.at >= to_timestamp($5 / 1000.0))
    union all
    select stored.* from unnest($6::text[], $7::text[]) as told (source, number)
      join ledger.event stored
        on stored.document = ledger.document(
             jsonb_build_object('source', told.source, 'number', told.number))
       and stored.properties ->> 'source' = told.source and stored.properties ->> 'number' = told.number
     where stored.shop = $1
    union all
    select stored.* from ledger.event stored
     where stored.shop = $1 and stored.type = any($8::text[]) and stored.at < to_timestamp($4 / 1000.0)
       and ($10::float8 is null or stored.at >= to_timestamp($10 / 1000.0))
       and ($9::text is null or stored.properties ->> 'product' = $9::text
            or stored.properties -> 'lines' @> jsonb_build_array(jsonb_build_object('product', $9::text)))
   ) e where $11::float8 is null or e.received_at <= to_timestamp($11 / 1000.0)`,
  values: [
    ...[shop, customers?.profiles ?? [], customers?.types ?? null, until, from],
    ...[documents.map(({ source }) => source), documents.map(({ number }) => number)],
    ...[others?.types ?? [], others?.product ?? null, others?.from ?? null, known],
  ],
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
  readonly goods: number;
  readonly days: { readonly from: BusinessDay; readonly until: BusinessDay } | null;
};

type Told = Pick<Resting, "orders" | "refunds" | "customers"> & {
  readonly first: Instant | null;
  readonly last: Instant | null;
};

/** What an import told of. */
export async function restingOn(ctx: Ctx, { sql, values }: Part): Promise<Resting> {
  const { first, last, ...counts } = await ctx.sql.one<Told>(
    `select count(distinct e.properties ->> 'number') filter (where e.type = 'order_placed') as orders,
            count(distinct e.properties ->> 'number') filter (where e.type = 'order_refunded') as refunds,
            count(distinct e.profile) as customers,
            min(e.at) filter (where e.type = any('{order_placed,order_refunded}')) as first,
            max(e.at) filter (where e.type = any('{order_placed,order_refunded}')) as last ${sql}`,
    values,
  );
  const { goods } = await ctx.sql.one<Pick<Resting, "goods">>(
    `select count(distinct coalesce(line ->> 'product', told.properties ->> 'product')) as goods
       from (select e.properties ${sql}) told
       left join lateral jsonb_path_query(told.properties, '$.lines[*]') line on true`,
    values,
  );
  const days =
    first !== null && last !== null ? { from: businessDay(first), until: businessDay(last) } : null;
  return { ...counts, goods, days };
}

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
