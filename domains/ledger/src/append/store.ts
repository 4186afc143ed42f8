import { createHash } from "node:crypto";
import type { ProfileId, ShopId, Sql, SqlValue } from "@zhongshu/kernel";
import type { Reason } from "../catalogue/reason.ts";
import type { LedgerEvent } from "../contract.ts";
import type { Fact, Origin } from "../intake/normalise.ts";

/** Which of these messages are stored already, as "shop message". */
export async function known(
  sql: Sql,
  facts: readonly Pick<Fact, "shop" | "messageId">[],
): Promise<Set<string>> {
  const rows = await sql.rows<{ key: string }>(
    // The limit keeps the planner at one look into the key for each message, whatever it knows of the table.
    `select sent.shop || ' ' || sent.message_id as key
       from unnest($1::uuid[], $2::text[]) as sent (shop, message_id)
      cross join lateral (
        select from ledger.event e
         where e.shop = sent.shop and e.message_id = sent.message_id limit 1) stored`,
    [facts.map((fact) => fact.shop), facts.map((fact) => fact.messageId)],
  );
  return new Set(rows.map((row) => row.key));
}

/** Another transaction stored one of these messages meanwhile: roll back and look again. */
export class Raced extends Error {}

const racing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === "23505" &&
  "constraint" in error &&
  error.constraint === "event_pkey";

type Stored = LedgerEvent & { readonly from?: Origin };

/**
 * Events, and one outbox row that names them all. That none of them is stored yet was seen just before, so the
 * insert does not look again (`on conflict` does, at a fifth of its cost): a race breaks the key instead.
 */
export async function insertFresh(sql: Sql, events: readonly Stored[]): Promise<void> {
  await sql.run(INSERT, columnsOf(events)).catch((error: unknown) => {
    throw racing(error) ? new Raced("a message was stored twice", { cause: error }) : error;
  });
}

const INSERT = `
with noted as (
  insert into ledger.outbox (shops, message_ids, topics, ats)
  select $1::uuid[], $2::text[], $3::text[],
         array(select to_timestamp(at / 1000.0) from unnest($9::float8[]) as at))
insert into ledger.event
  (shop, message_id, type, version, anonymous_id, user_id, profile, at, received_at, origin, rows, told_of, properties)
select shop, message_id, type, version, anonymous_id, user_id, profile,
       to_timestamp(at / 1000.0), to_timestamp(received_at / 1000.0), origin, lines::int4multirange, told_of, properties
  from rows from (
         unnest($1::uuid[], $2::text[], $3::text[], $4::int2[], $5::text[], $6::text[],
                $7::uuid[], $8::float8[], $9::float8[], $11::uuid[], $12::text[], $13::uuid[]),
         jsonb_array_elements($10::jsonb))
    as sent (shop, message_id, type, version, anonymous_id, user_id,
             profile, at, received_at, origin, lines, told_of, properties)`;

const columnsOf = (events: readonly Stored[]): readonly SqlValue[] => [
  events.map((event) => event.shop),
  events.map((event) => event.messageId),
  events.map((event) => event.type),
  events.map((event) => event.version),
  events.map((event) => event.anonymousId),
  events.map((event) => event.userId),
  events.map((event) => event.profile),
  events.map((event) => event.at),
  events.map((event) => event.receivedAt),
  // One text: in a list of texts every quotation mark would have to be escaped once more.
  JSON.stringify(events.map((event) => event.properties)),
  events.map((event) => event.from?.id ?? null),
  events.map((event) => event.from?.rows ?? null),
  events.map((event) => event.origin ?? null),
];

/** What was told of the id `from` is of the person `to` now, and of the id `base` by itself. */
type Move = { readonly from: ProfileId; readonly to: ProfileId; readonly base: ProfileId };

export async function reassign(sql: Sql, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const columns = [moves.map((m) => m.from), moves.map((m) => m.to), moves.map((m) => m.base)];
  // One statement for each way of finding them, so that each goes by its index.
  for (const own of ["e.told_of = m.source", "e.profile = m.source and e.told_of is null"])
    await sql.run(
      `with found as (
         select e.tenant, e.shop, e.message_id, m.target, m.base from ledger.event e
           join unnest($1::uuid[], $2::uuid[], $3::uuid[]) m (source, target, base) on ${own}
          where m.target <> e.profile or nullif(m.base, m.target) is distinct from e.told_of)
       update ledger.event e set profile = f.target, told_of = nullif(f.base, f.target) from found f
        where e.tenant = f.tenant and e.shop = f.shop and e.message_id = f.message_id`,
      columns,
    );
}

/** Every event of these profiles, in the order of storing. */
export const eventsOf = (
  sql: Sql,
  profiles: readonly ProfileId[],
): Promise<readonly LedgerEvent[]> =>
  sql.rows<LedgerEvent>(
    `select tenant, shop, message_id as "messageId", type, version, anonymous_id as "anonymousId",
       user_id as "userId", profile, told_of as origin, at, received_at as "receivedAt", properties
     from ledger.event where profile = any($1::uuid[]) order by seq`,
    [profiles],
  );

/** Every id by which somebody was told of in this shop, in pages. */
export const idsTold = (
  sql: Sql,
  shop: ShopId,
): AsyncIterable<readonly { readonly kind: "user" | "anonymous"; readonly id: string }[]> =>
  sql.stream(
    `select 'user' as kind, user_id as id from ledger.event where shop = $1 and user_id is not null
     union select 'anonymous', anonymous_id from ledger.event where shop = $1 and anonymous_id is not null`,
    [shop],
    2_000,
  );

/** An event that was not stored, as it was sent, and why. */
export type Dead = {
  readonly shop: string;
  readonly messageId: string | null;
  readonly receivedAt: number;
  readonly historical: boolean;
  readonly reason: Reason;
  readonly text: string;
  /** Used as the id of a letter without messageId, which is never recognised when it comes again. */
  readonly freshId: string;
};

/** The same letter delivered again has the same id, so it is kept once. */
export function letterId({ shop, messageId, text, freshId }: Dead): string {
  if (messageId === null) return freshId;
  const hash = createHash("sha256").update(`${shop}\n${messageId}\n${text}`).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

export async function bury(sql: Sql, letters: readonly Dead[]): Promise<void> {
  if (letters.length === 0) return;
  await sql.run(
    `insert into ledger.dead_letter
       (id, shop, message_id, received_at, historical, code, reason_zh, reason_en, event)
     select id, shop, message_id, to_timestamp(received / 1000.0), historical, code, zh, en, event
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::float8[], $5::bool[], $6::text[],
                   $7::text[], $8::text[], $9::text[])
         as sent (id, shop, message_id, received, historical, code, zh, en, event)
     on conflict do nothing`,
    [
      letters.map(letterId),
      letters.map((letter) => letter.shop),
      letters.map((letter) => letter.messageId),
      letters.map((letter) => letter.receivedAt),
      letters.map((letter) => letter.historical),
      letters.map((letter) => letter.reason.code),
      letters.map((letter) => letter.reason.zh),
      letters.map((letter) => letter.reason.en),
      letters.map((letter) => letter.text),
    ],
  );
}
