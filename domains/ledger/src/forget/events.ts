import type { Ctx, Erased, ShopId, Sql } from "@zhongshu/kernel";
import type { LedgerEvent } from "../contract.ts";
import { unannounce } from "../withdraw/withdraw.ts";
import { anonymous, DOCUMENTS } from "./anonymous.ts";
import { isIn, without } from "./json.ts";
import { called, mentionedIn, NAMES_THEM } from "./mentions.ts";

type Event = Pick<LedgerEvent, "messageId" | "type" | "properties">;
const EVENT = `message_id as "messageId", type, properties`;
const PAGE = 1_000;

type Written = { readonly from: string; readonly to: string; readonly properties: unknown };

const announce = (sql: Sql, shop: ShopId, written: readonly Written[]): Promise<number> =>
  sql.run(
    `update ledger.outbox o set message_ids =
       (select array_agg(coalesce(n.target, id) order by nth)
          from unnest(o.message_ids) with ordinality as m (id, nth)
          left join unnest($2::text[], $3::text[]) n (source, target)
            on n.source = m.id and o.shops[m.nth] = $1)
      where o.message_ids && $2::text[]`,
    [shop, written.map(({ from }) => from), written.map(({ to }) => to)],
  );

/** The person's documents become nobody's. */
async function keepDocuments(sql: Sql, erased: Erased): Promise<number> {
  const { shop, ids, nobody, renamed } = erased;
  const found = await sql.rows<Event>(
    `select ${EVENT} from ledger.event
      where profile = any($1::uuid[]) and type = any($2::text[]) order by seq`,
    [ids, DOCUMENTS],
  );
  const written = found.map(({ messageId, ...told }) => ({
    ...{ from: messageId, to: renamed(messageId), properties: anonymous(told) ?? {} },
  }));
  if (written.length === 0) return 0;
  await sql.run(
    `update ledger.event e set message_id = t.target, properties = t.properties, profile = $2,
            told_of = null, user_id = null, anonymous_id = null
       from rows from (unnest($3::text[], $4::text[]), jsonb_array_elements($5::jsonb)) t (source, target, properties)
      where e.shop = $1 and e.message_id = t.source`,
    [
      ...[shop, nobody, written.map(({ from }) => from), written.map(({ to }) => to)],
      JSON.stringify(written.map(({ properties }) => properties)),
    ],
  );
  await announce(sql, shop, written);
  return written.length;
}

/** Everything else that they did, or that was done to them, goes. */
async function dropActs(sql: Sql, { shop, ids }: Erased): Promise<number> {
  const gone = await sql.rows<{ readonly id: string }>(
    "delete from ledger.event where profile = any($1::uuid[]) returning message_id as id",
    [ids],
  );
  const messages = gone.map(({ id }) => id);
  await unannounce(sql, shop, messages);
  await sql.run("delete from ledger.retold where shop = $1 and message_id = any($2::text[])", [
    shop,
    messages,
  ]);
  return gone.length;
}

/** Others' events that name them, such as an alias or a leader who was a customer too. */
async function unnameElsewhere(sql: Sql, erased: Erased): Promise<number> {
  const { shop, names, renamed } = erased;
  const where = names.length === 0 ? [] : await mentionedIn(sql, erased);
  if (where.length === 0) return 0;
  const told = sql.stream<Event>(
    `select ${EVENT} from ledger.event where shop = $1 and seq = any($4::int8[]) and ${NAMES_THEM}`,
    [shop, ...called(names), where],
    PAGE,
  );
  const written: Written[] = [];
  for await (const page of told)
    for (const { messageId, properties } of page)
      written.push({
        ...{ from: messageId, to: renamed(messageId) },
        properties: without(properties, (text) => isIn(names, text)),
      });
  if (written.length === 0) return 0;
  await sql.run(
    `update ledger.event e set message_id = t.target, properties = t.properties,
            anonymous_id = case when anonymous_id = any($5::text[]) then null else anonymous_id end,
            user_id = case when user_id = any($5::text[]) then null else user_id end
       from rows from (unnest($2::text[], $3::text[]), jsonb_array_elements($4::jsonb)) t (source, target, properties)
      where e.shop = $1 and e.message_id = t.source`,
    [
      ...[shop, written.map(({ from }) => from), written.map(({ to }) => to)],
      ...[JSON.stringify(written.map(({ properties }) => properties)), names],
    ],
  );
  await announce(sql, shop, written);
  return written.length;
}

export async function forgetEvents({ sql }: Ctx, erased: Erased) {
  return {
    anonymised: await keepDocuments(sql, erased),
    events: await dropActs(sql, erased),
    named: await unnameElsewhere(sql, erased),
  };
}
