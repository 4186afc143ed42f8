import type { Sql } from "@zhongshu/kernel";
import type { Move } from "../ports.ts";

const MOVES = "unnest($1::uuid[], $2::uuid[]) m(gone, kept)";

/**
 * Of two recipients of one execution the one that came further stays: what was sent cannot be unsent. Different arms
 * make the person incomparable there, whichever stays. One row for each place; several may become one person.
 */
const RECIPIENTS = `
with them as (
  select r.execution, r.profile, r.arm, r.crossed, coalesce(m.kept, r.profile) as person,
    row_number() over (partition by r.execution, coalesce(m.kept, r.profile) order by
      array_position(array['sent', 'listed', 'held-out', 'stopped', 'cancelled', 'waiting'], r.state),
      m.kept is not null, r.profile) as place
  from reach.recipient r left join ${MOVES} on r.profile = m.gone
  where r.profile = any($1::uuid[]) or r.profile = any($2::uuid[])
), one as (
  select execution, person, bool_or(crossed) or count(distinct arm) > 1 as crossed
  from them group by execution, person
), dropped as (
  delete from reach.recipient r using them t
  where r.execution = t.execution and r.profile = t.profile and t.place > 1
)
select t.execution, t.profile, t.person, o.crossed from them t join one o using (execution, person)
where t.place = 1 and (t.profile <> t.person or t.crossed <> o.crossed)`;

type Kept = {
  readonly execution: string;
  readonly person: string;
  readonly profile: string;
  readonly crossed: boolean;
};

async function recipients(sql: Sql, values: readonly [string[], string[]]): Promise<void> {
  const kept = await sql.rows<Kept>(RECIPIENTS, values);
  await sql.run(
    `update reach.recipient r set profile = k.person, crossed = k.crossed
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bool[]) k(execution, profile, person, crossed)
     where r.execution = k.execution and r.profile = k.profile`,
    [
      ...[kept.map((k) => k.execution), kept.map((k) => k.profile)],
      ...[kept.map((k) => k.person), kept.map((k) => k.crossed)],
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
    `insert into reach.agreement (shop, profile, channel, at, proof, withdrawn_at, withdrawn_proof)
     select a.shop, m.kept, a.channel, a.at, a.proof, a.withdrawn_at, a.withdrawn_proof
     from reach.agreement a join ${MOVES} on a.profile = m.gone on conflict do nothing`,
    values,
  );
  await sql.run("delete from reach.agreement where profile = any($1::uuid[])", [values[0]]);
}
