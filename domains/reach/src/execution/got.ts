import { type Ctx, DAY, type Instant, iso, type ProfileId } from "@zhongshu/kernel";
import type { Opened } from "./rows.ts";

/** A message that went to one person, and what they did with it, as it was known at an instant. */
export type Got = {
  readonly profile: ProfileId;
  readonly at: Instant;
  /** Within a day; null where the way cannot tell, or the day is not over. */
  readonly opened: boolean | null;
  /** Refused any more of it within a week, and before the next message. */
  readonly left: boolean;
};

export type GotAsked = {
  readonly from: Instant;
  readonly until: Instant;
  /** Only these; or the so many who were written to last. */
  readonly to: readonly ProfileId[] | { readonly latest: number };
};

const SENT = `
select r.profile, r.decided_at as at, r.opened_at as opened, e.channel, e.id as execution
  from reach.recipient r join reach.execution e on e.id = r.execution
 where r.state = 'sent' and r.decided_at >= $1::timestamptz and r.decided_at < $2::timestamptz`;

const LATEST = `${SENT} and r.profile in (
  select profile from (${SENT}) as written group by profile order by max(at) desc, profile limit $4)`;
const OF_THESE = `${SENT} and r.profile = any($4::uuid[])`;

const told = (sent: string): string => `
with sent as (${sent}),
next as (select *, lead(at) over (partition by profile order by at, execution) as following from sent)
select n.profile, n.at,
  case when n.channel = 'inbox' and n.at < $3::timestamptz then coalesce(n.opened < n.at + interval '1 day', false) end as opened,
  exists (select from reach.opt_out o where o.profile = n.profile and o.purpose = 'marketing' and o.at >= n.at
    and o.at < least(n.following, n.at + interval '7 days', $2::timestamptz)) as left
  from next n order by n.at, n.profile`;

/** What people of the whole organisation got, by whatever way a person is written to, oldest first. */
export const got = (ctx: Ctx, { from, until, to }: GotAsked): Promise<readonly Got[]> => {
  const span = [iso(from), iso(until), iso(until - DAY)];
  return "latest" in to
    ? ctx.sql.rows<Got>(told(LATEST), [...span, to.latest])
    : ctx.sql.rows<Got>(told(OF_THESE), [...span, [...to]]);
};

const COLUMNS: Opened["columns"] = [
  { key: "profile", label: { zh: "客户", en: "Customer" } },
  { key: "at", label: { zh: "收到的时间", en: "Received" } },
  { key: "opened", label: { zh: "打开的时间", en: "Opened" } },
];
const ROWS = `
select r.profile, r.decided_at as at, r.opened_at as opened from reach.recipient r
 where r.state = 'sent' and r.profile = any($1::uuid[]) and r.decided_at >= $2::timestamptz and r.decided_at < $3::timestamptz
 order by r.profile, r.decided_at desc`;

/** The messages that these people got, with the statement. */
export async function gotRows(
  ctx: Ctx,
  asked: Pick<GotAsked, "from" | "until"> & {
    readonly profiles: readonly ProfileId[];
    readonly limit: number;
  },
): Promise<Opened> {
  const sql = ROWS.trim();
  const values = [[...asked.profiles], iso(asked.from), iso(asked.until)];
  const rows = await ctx.sql.rows<Opened["rows"][number]>(`${sql} limit $4`, [
    ...values,
    asked.limit,
  ]);
  const { total } = await ctx.sql.one<{ readonly total: number }>(
    `select count(*)::int as total from (${sql}) as counted`,
    values,
  );
  return { check: { sql, values }, columns: COLUMNS, rows: [...rows], total };
}
