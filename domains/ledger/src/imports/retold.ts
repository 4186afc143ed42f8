import type { Ctx, ShopId, Sql } from "@zhongshu/kernel";
import type { ImportEvent, Retold } from "./importer.ts";
import { multirange } from "./lines.ts";
import type { Run } from "./store.ts";

/**
 * Remembers what a run told of what stood already, so that it stays when whoever told it first is undone. Where the very
 * event is stored under its message, the lines are enough; what a key or the run itself told, and after a crash may tell
 * once more, can never be taken away from it.
 */
export async function noteRetold(
  ctx: Ctx,
  { id, shop }: Pick<Run, "id" | "shop">,
  retold: readonly Retold[],
): Promise<void> {
  if (retold.length === 0) return;
  await ctx.sql.run(
    `insert into ledger.retold (import, shop, message_id, rows, document, told, instead)
     select $1, $2, sent.message_id, sent.lines::int4multirange,
            case when stored.same then null else ledger.document(sent.told -> 'properties') end,
            case when stored.same then null else sent.told end, sent.instead
       from rows from (unnest($3::text[], $4::text[], $5::text[]), jsonb_array_elements($6::jsonb))
              with ordinality as sent (message_id, lines, instead, told, nth)
       left join lateral (
            select e.origin, e.rows,
                   e.properties = sent.told -> 'properties' and e.type = sent.told ->> 'type'
                   and e.user_id is not distinct from sent.told ->> 'userId'
                   and e.at = to_timestamp((sent.told ->> 'at')::float8 / 1000.0) as same
              from ledger.event e
             where e.shop = $2 and e.message_id = sent.message_id limit 1) stored on true
      where not coalesce(stored.origin = $1 or (stored.same and stored.rows is null), false)
      order by sent.nth`,
    [
      id,
      shop,
      retold.map(({ event }) => event.messageId),
      retold.map(({ event }) => multirange(event.lines ?? [])),
      retold.map(({ instead }) => instead),
      JSON.stringify(retold.map(({ event }) => event)),
    ],
  );
}

/** Nothing depends any more on what this run told again. */
export const forgetRetold = (ctx: Ctx, id: string): Promise<number> =>
  ctx.sql.run("delete from ledger.retold where import = $1", [id]);

/**
 * Events that another run told in the very same words are that run's from now on; which they are. Where yet another had
 * told more of the same document before, all is weighed again instead.
 */
export async function passOn(
  { sql }: Ctx,
  shop: ShopId,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const passed = await sql.rows<{ readonly id: string }>(
    `with heir as (
       delete from ledger.retold r
        using (select distinct on (message_id) id, message_id from ledger.retold
                where shop = $1 and message_id = any($2::text[]) and told is null
                order by message_id, id) first,
              ledger.event e
        where r.tenant = nullif(current_setting('app.tenant', true), '')::uuid and r.id = first.id
          and e.shop = $1 and e.message_id = first.message_id
          and not exists (
                select from ledger.retold before
                 where before.shop = $1 and before.told is not null and before.id < first.id
                   and (before.message_id = e.message_id or before.document = e.document))
       returning r.message_id, r.import, r.rows)
     update ledger.event e set origin = heir.import, rows = heir.rows from heir
      where e.shop = $1 and e.message_id = heir.message_id and e.message_id = any($2::text[])
     returning e.message_id as id`,
    [shop, messageIds],
  );
  return new Set(passed.map(({ id }) => id));
}

/** What a run told that has to be weighed again. */
export type Reopened = {
  readonly import: string;
  readonly event: ImportEvent;
  readonly instead: string | null;
};

/**
 * What standing runs told of the documents that lose these events, in its order, and taken from the notes; with it the
 * events go that told it in part. Whoever told those in the same words has to tell them in full.
 */
export async function reopen(
  { sql }: Ctx,
  shop: ShopId,
  messageIds: readonly string[],
): Promise<readonly Reopened[]> {
  const found = await sql.rows<{ readonly instead: string | null }>(
    `select r.instead from (${OPEN}) r`,
    [shop, messageIds],
  );
  if (found.length === 0) return [];
  const parts = found.flatMap(({ instead }) => instead ?? []);
  await spellOut(sql, shop, [...messageIds, ...parts]);
  return sql.rows<Reopened>(
    `with open as (
       delete from ledger.retold r using (${OPEN}) o
        where r.tenant = nullif(current_setting('app.tenant', true), '')::uuid and r.id = o.id
       returning r.id, r.import, r.told as event, r.instead)
     select import, event, instead from open order by id`,
    [shop, [...messageIds, ...parts]],
  );
}

const OPEN = `
  select r.id, r.instead from ledger.retold r
   where r.shop = $1 and r.told is not null
     and (r.message_id = any($2::text[])
       or r.document in (select e.document from ledger.event e
                          where e.shop = $1 and e.message_id = any($2::text[]) and e.document is not null))`;

/** The words of events that are about to go, where only their names were noted. */
async function spellOut(sql: Sql, shop: ShopId, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql.run(
    `update ledger.retold r
        set document = e.document,
            told = jsonb_build_object('messageId', e.message_id, 'type', e.type, 'anonymousId', e.anonymous_id,
                     'userId', e.user_id, 'at', (extract(epoch from e.at) * 1000)::int8,
                     'properties', e.properties,
                     'lines', (select coalesce(jsonb_agg(line order by line), '[]')
                                 from unnest(r.rows) as range,
                                      generate_series(lower(range), upper(range) - 1) as line),
                     'rows', (select coalesce(sum(upper(range) - lower(range)), 0) from unnest(r.rows) as range))
       from ledger.event e
      where r.shop = $1 and r.message_id = any($2::text[]) and r.told is null
        and e.shop = $1 and e.message_id = r.message_id`,
    [shop, messageIds],
  );
}
