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

/** What something was computed from. */
export type Basis = {
  /** What these customers did: of these types, or whatever it was; of orders only those with a line of the product, if one is named. */
  readonly customers: {
    readonly profiles: readonly string[];
    readonly types: readonly string[] | null;
    readonly product: string | null;
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

/** Takes a value of the statement, and says how the statement calls it. */
type Told = (value: SqlValue) => string;
const instant = (told: Told, at: Instant): string => `to_timestamp(${told(at)} / 1000.0)`;
const since = (told: Told, from: Instant | null): string =>
  from === null ? "" : `and stored.at >= ${instant(told, from)}`;
const lineOf = (told: Told, product: string): string =>
  `stored.properties -> 'lines' @> jsonb_build_array(jsonb_build_object('product', ${told(product)}::text))`;

function ofCustomers(told: Told, { customers, from, until }: Basis): string {
  if (customers === null) return "";
  const { profiles, types, product } = customers;
  return `select stored.* from unnest(${told(profiles)}::uuid[]) as who (profile)
     cross join lateral (
           select * from ledger.event one
            where one.profile = who.profile and one.at < ${instant(told, until)} offset 0) stored
     where stored.shop = $1 ${since(told, from)}
       ${types === null ? "" : `and stored.type = any(${told(types)}::text[])`}
       ${product === null ? "" : `and ${lineOf(told, product)}`}`;
}

function ofDocuments(told: Told, { documents }: Basis): string {
  if (documents.length === 0) return "";
  const sources = told(documents.map(({ source }) => source));
  const numbers = told(documents.map(({ number }) => number));
  return `select stored.* from unnest(${sources}::text[], ${numbers}::text[]) as one (source, number)
      join ledger.event stored
        on stored.document = ledger.document(
             jsonb_build_object('source', one.source, 'number', one.number))
       and stored.properties ->> 'source' = one.source and stored.properties ->> 'number' = one.number
     where stored.shop = $1`;
}

function ofOthers(told: Told, { others, until }: Basis): string {
  if (others === null) return "";
  const { types, product, from } = others;
  const its = (name: string): string =>
    `and (stored.properties ->> 'product' = ${told(name)}::text or ${lineOf(told, name)})`;
  return `select stored.* from ledger.event stored
     where stored.shop = $1 and stored.type = any(${told(types)}::text[])
       and stored.at < ${instant(told, until)} ${since(told, from)} ${product === null ? "" : its(product)}`;
}

/** The events that something was computed from; only the parts that it has are looked for. */
export function ofBasis(shop: ShopId, basis: Basis): Part {
  const values: SqlValue[] = [shop];
  const told: Told = (value) => `$${values.push(value)}`;
  const parts = [ofCustomers, ofDocuments, ofOthers]
    .map((part) => part(told, basis))
    .filter((sql) => sql !== "");
  const nothing = "select * from ledger.event where shop = $1 and false";
  const known = basis.known === null ? "true" : `e.received_at <= ${instant(told, basis.known)}`;
  return {
    sql: `from (${parts.length === 0 ? nothing : parts.join(" union all ")}) e where ${known}`,
    values,
  };
}

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

type Counted = Pick<Resting, "orders" | "refunds" | "customers"> & {
  readonly first: Instant | null;
  readonly last: Instant | null;
};

/** What an import told of. */
export async function restingOn(ctx: Ctx, { sql, values }: Part): Promise<Resting> {
  const { first, last, ...counts } = await ctx.sql.one<Counted>(
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

/** Does anything of this come from that import? */
export async function restsOnImport(
  ctx: Ctx,
  { shop, id }: { readonly shop: ShopId; readonly id: string },
  basis: Basis,
): Promise<boolean> {
  const { sql, values } = ofBasis(shop, basis);
  const { found } = await ctx.sql.one<{ readonly found: boolean }>(
    `select exists (select ${sql} and e.origin = $${values.length + 1} and e.rows is not null) as found`,
    [...values, id],
  );
  return found;
}
