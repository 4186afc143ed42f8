import { type Instant, iso, type Sql } from "@zhongshu/kernel";
import { OPTED_OUT } from "../gate/words.ts";
import type { Move } from "../ports.ts";
import { DOUBTED } from "./recipients.ts";
import { from, RECIPIENT } from "./states.ts";
import { namedCopy } from "./ways/named-copy.ts";

const MOVES = "unnest($1::uuid[], $2::uuid[]) m(gone, kept)";

/**
 * Of two recipients of one execution the one that came further stays: what was sent cannot be unsent. Different arms
 * make the person incomparable there, whichever stays; what either opened or clicked, the person did. One row for each
 * place; several may become one person.
 */
const RECIPIENTS = `
with them as (
  select r.execution, r.profile, r.arm, r.crossed, r.opened_at, r.clicked_at, coalesce(m.kept, r.profile) as person,
    row_number() over (partition by r.execution, coalesce(m.kept, r.profile) order by
      array_position(array['sent', 'listed', 'held-out', 'stopped', 'cancelled', 'waiting'], r.state),
      m.kept is not null, r.profile) as place
  from reach.recipient r left join ${MOVES} on r.profile = m.gone
  where r.profile = any($1::uuid[]) or r.profile = any($2::uuid[])
), one as (
  select execution, person, bool_or(crossed) or count(distinct arm) > 1 as crossed,
    min(opened_at) as opened, min(clicked_at) as clicked
  from them group by execution, person
), dropped as (
  delete from reach.recipient r using them t
  where r.execution = t.execution and r.profile = t.profile and t.place > 1
)
select t.execution, t.profile, t.person, o.crossed, o.opened, o.clicked
from them t join one o using (execution, person)
where t.place = 1 and (t.profile <> t.person or t.crossed <> o.crossed
  or (t.opened_at, t.clicked_at) is distinct from (o.opened, o.clicked))`;

type Kept = {
  readonly execution: string;
  readonly person: string;
  readonly profile: string;
  readonly crossed: boolean;
  readonly opened: Instant | null;
  readonly clicked: Instant | null;
};
const told = (at: Instant | null): string | null => (at === null ? null : iso(at));

async function recipients(sql: Sql, values: readonly [string[], string[]]): Promise<void> {
  const kept = await sql.rows<Kept>(RECIPIENTS, values);
  await sql.run(
    `update reach.recipient r set profile = k.person, crossed = k.crossed, opened_at = k.opened,
       clicked_at = k.clicked
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bool[], $5::timestamptz[], $6::timestamptz[])
       k(execution, profile, person, crossed, opened, clicked)
     where r.execution = k.execution and r.profile = k.profile`,
    [
      ...[kept.map((k) => k.execution), kept.map((k) => k.profile)],
      ...[kept.map((k) => k.person), kept.map((k) => k.crossed)],
      ...[kept.map((k) => told(k.opened)), kept.map((k) => told(k.clicked))],
    ],
  );
}

/** Two messages of one execution to one person: the one that was opened stays, else the first. */
const MESSAGES = `
with them as (
  select t.id, row_number() over (partition by t.execution, coalesce(m.kept, t.profile)
    order by t.opened_at nulls last, t.at, t.id) as place
  from reach.message t left join ${MOVES} on t.profile = m.gone
  where t.profile = any($1::uuid[]) or t.profile = any($2::uuid[])
)
delete from reach.message t using them where t.id = them.id and them.place > 1`;

/** Whoever turns out to have opted out under another profile leaves the lists, as whoever opts out does. */
const leaveLists = (sql: Sql, kept: readonly string[]): Promise<number> =>
  sql.run(
    `update reach.recipient r set state = 'stopped', decided_at = greatest(r.decided_at, o.at),
       reason = case when r.copied_at is null then $2::jsonb else $5::jsonb end
     from reach.opt_out o
     where r.profile = any($1::uuid[]) and r.state = any($3::text[]) and o.shop = r.shop
       and o.profile = r.profile and o.channel = any($4::text[]) and o.purpose = 'marketing'
       and o.withdrawn_at is null`,
    [
      ...[kept, JSON.stringify({ step: "consent", ...OPTED_OUT }), from(RECIPIENT, "unlist")],
      ...[["all", namedCopy.message.channel], DOUBTED],
    ],
  );

/** Executions follow two profiles that became one. Part of the transaction that merges them. */
export async function followMoves(sql: Sql, moves: readonly Move[]): Promise<void> {
  const values: [string[], string[]] = [moves.map((m) => m.from), moves.map((m) => m.to)];
  await recipients(sql, values);
  await sql.run(MESSAGES, values);
  for (const table of ["message", "link"])
    await sql.run(
      `update reach.${table} t set profile = m.kept from ${MOVES} where t.profile = m.gone`,
      values,
    );
  await sql.run(
    `insert into reach.slot (shop, subject, at, channel, kind, ghost, execution)
     select s.shop, m.kept, s.at, s.channel, s.kind, s.ghost, s.execution
     from reach.slot s join ${MOVES} on s.subject = m.gone on conflict do nothing`,
    values,
  );
  await sql.run("delete from reach.slot where subject = any($1::uuid[])", [values[0]]);
  await sql.run(
    `insert into reach.agreement (shop, profile, channel, at, proof, said_by, id, words,
       withdrawn_at, withdrawn_proof, withdrawn_by, withdrawn_id, withdrawn_words)
     select a.shop, m.kept, a.channel, a.at, a.proof, a.said_by, a.id, a.words,
       a.withdrawn_at, a.withdrawn_proof, a.withdrawn_by, a.withdrawn_id, a.withdrawn_words
     from reach.agreement a join ${MOVES} on a.profile = m.gone on conflict do nothing`,
    values,
  );
  await sql.run("delete from reach.agreement where profile = any($1::uuid[])", [values[0]]);
  await leaveLists(sql, values[1] ?? []);
}
