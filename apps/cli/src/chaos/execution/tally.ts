import { DAY, type Sql } from "@zhongshu/kernel";

/** A tap that was acknowledged, and how many persons it was for. */
export type Tap = { readonly key: string; readonly execution: string; readonly people: number };
export type Cap = { readonly most: number; readonly days: number };
export type Tally = {
  readonly sends: number;
  readonly lost: number;
  readonly doubled: number;
  readonly over_quota: number;
};

const number = async (sql: Sql, text: string, values: Parameters<Sql["one"]>[1] = []) =>
  (await sql.one<{ readonly n: number }>(`select count(*)::int as n from (${text}) found`, values))
    .n;

/** Everybody of an execution beside all that must, or must not, have come of it. */
const TRACES = `
select r.execution, r.profile, r.state,
  (select count(*) from reach.message m where m.execution = r.execution and m.profile = r.profile) as messages,
  (select count(*) from reach.link l where l.execution = r.execution and l.profile = r.profile) as links,
  (select count(*) from ledger.event e where e.profile = r.profile and e.type = 'message_delivered'
    and e.properties ->> 'execution' = r.execution::text) as events,
  (select count(*) from reach.slot s
    where s.subject = r.profile and s.execution = r.execution and not s.ghost) as slots,
  (select count(*) from reach.slot s
    where s.subject = r.profile and s.execution = r.execution and s.ghost) as ghosts
from reach.recipient r`;

const LOST = `select from (${TRACES}) t where state in ('waiting', 'listed')
  or (state = 'sent' and (messages < 1 or links < 1 or events < 1 or slots < 1))
  or (state = 'held-out' and ghosts < 1)`;

const DOUBLED = `select from (${TRACES}) t where greatest(messages, links, events, slots, ghosts) > 1
  or (state <> 'sent' and messages + links + events + slots > 0)
  or (state <> 'held-out' and ghosts > 0)`;

/** A tap that was acknowledged and is not there, or has not everybody it was for. */
const MISSING = `select from unnest($1::text[], $2::uuid[], $3::int[]) as tap(key, execution, people)
  where people <> (select count(*) from reach.recipient r join reach.execution e on e.id = r.execution
    where e.id = tap.execution and e.key = tap.key)`;

const OVER = `select distinct a.subject from reach.slot a where $1 < (
  select count(*) from reach.slot b where b.subject = a.subject and b.kind = 'optional'
    and b.at <= a.at and b.at > a.at - $2 * interval '1 millisecond')`;

/** Counts what is stored: each send must have left every one of its traces, once, within the cap. */
export async function tallySends(sql: Sql, taps: readonly Tap[], cap: Cap): Promise<Tally> {
  const told = [taps.map((t) => t.key), taps.map((t) => t.execution), taps.map((t) => t.people)];
  return {
    sends: await number(sql, "select from reach.message"),
    lost: (await number(sql, LOST)) + (await number(sql, MISSING, told)),
    doubled: await number(sql, DOUBLED),
    over_quota: await number(sql, OVER, [cap.most, cap.days * DAY]),
  };
}
