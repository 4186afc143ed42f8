import type { ProfileId, Sql } from "@zhongshu/kernel";
import type { PeoplePorts } from "../ports.ts";
import { addUp, type Tally } from "./tally.ts";

const HOURS = Array.from({ length: 24 }, (_, i) => `p.hours[${i + 1}] + excluded.hours[${i + 1}]`);

// Rows are locked in the order of their ids, so that two batches never wait for each other in a ring.
const ADD = `
insert into people.profile as p (shop, id, user_id, first_seen, last_act, events, counts, hours)
select shop, id, user_id, to_timestamp(first_seen / 1000.0), to_timestamp(last_act / 1000.0), events,
  counts, hours::int[]
from rows from (
  unnest($1::uuid[], $2::uuid[], $3::text[], $4::float8[], $5::float8[], $6::int[], $7::text[]),
  jsonb_array_elements($8::jsonb))
  as t (shop, id, user_id, first_seen, last_act, events, hours, counts)
order by id
on conflict (tenant, id) do update set
  user_id = coalesce(p.user_id, excluded.user_id),
  first_seen = least(p.first_seen, excluded.first_seen),
  last_act = greatest(p.last_act, excluded.last_act),
  events = p.events + excluded.events,
  counts = p.counts || (
    select jsonb_object_agg(key, value::int + coalesce((p.counts ->> key)::int, 0))
    from jsonb_each_text(excluded.counts)
  ),
  hours = array[${HOURS.join(", ")}]`;

/** Adds each tally to its profile, which begins with it if need be. */
export async function addTallies(sql: Sql, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length === 0) return;
  await sql.run(ADD, [
    tallies.map((t) => t.shop),
    tallies.map((t) => t.profile),
    tallies.map((t) => t.userId),
    tallies.map((t) => t.firstSeen),
    tallies.map((t) => t.lastAct),
    tallies.map((t) => t.events),
    tallies.map((t) => `{${t.hours.join(",")}}`),
    JSON.stringify(tallies.map((t) => t.counts)),
  ]);
}

/** Takes profiles away and gives what they held to others. */
export async function moveTallies(
  sql: Sql,
  moves: ReadonlyMap<ProfileId, ProfileId>,
): Promise<void> {
  const taken = await sql.rows<Tally>(
    `delete from people.profile where id = any($1::uuid[])
     returning shop, id as profile, user_id as "userId", first_seen as "firstSeen", last_act as "lastAct", events, counts, hours`,
    [[...moves.keys()]],
  );
  const given = taken.map((t) => ({ ...t, profile: moves.get(t.profile) ?? t.profile }));
  await addTallies(sql, addUp(given));
}

// Rows of JSON are taken for a hundred, so that each profile is looked up by its key; of as many as there are in a list the
// planner thinks that they are met sooner by reading all profiles there are.
const PURCHASED = `
update people.profile p set orders = coalesce(t.orders, 0), spent_minor = t.spent, currency = t.currency,
  first_order_at = to_timestamp(t.first / 1000.0), last_order_at = to_timestamp(t.last / 1000.0)
from json_to_recordset($1::json)
  as t (id uuid, orders int, spent int8, currency text, first float8, last float8)
where p.id = t.id`;

/**
 * Sets what each of these has bought, as the orders say. The rows are locked already (by `addTallies`), so
 * the reading sees every order of a transaction that held them before.
 */
export async function refreshPurchases(
  sql: Sql,
  purchasesOf: PeoplePorts["purchasesOf"],
  profiles: readonly ProfileId[],
): Promise<void> {
  if (profiles.length === 0) return;
  const found = new Map((await purchasesOf(sql, profiles)).map((p) => [p.profile, p]));
  const rows = profiles.map((id) => {
    const { orders, spent, firstOrderAt, lastOrderAt } = found.get(id) ?? {};
    return {
      id,
      orders,
      spent: spent?.minor,
      currency: spent?.currency,
      first: firstOrderAt,
      last: lastOrderAt,
    };
  });
  await sql.run(PURCHASED, [JSON.stringify(rows)]);
}
