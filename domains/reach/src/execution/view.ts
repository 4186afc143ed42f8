import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { Execution } from "../contract.ts";
import { COPIED_ONLY, HELD_FOR_EVER, LAPSED } from "../gate/words.ts";
import type { Reason } from "./recipients.ts";
import { REASON, SHOWN } from "./states.ts";
import type { One } from "./store.ts";

/** `reason` is null for those in the standing hold-out. */
type Why = { readonly reason: Reason | null; readonly count: number };
type Row = Omit<Execution, "counts" | "stops"> &
  Execution["counts"] & { readonly whys: readonly Why[] };

const COUNTED = ["waiting", "listed", "sent", "held-out", "stopped", "cancelled"] as const;
const NAMES = { "held-out": "heldOut" } as const;
const counts = COUNTED.map((state) => {
  const name = state === "held-out" ? NAMES[state] : state;
  return `count(*) filter (where state = '${state}')::int as "${name}"`;
}).join(", ");

/** A copy that is not yet posted counts as listed, while it may be; what was not posted in time, as stopped. */
const POST_SHOWN = `case when p.state not in ('waiting', 'copied') then p.state
  when e.state <> 'running' then 'stopped' when p.state = 'copied' then 'listed' else p.state end`;
const POST_REASON = `case when p.state in ('waiting', 'copied') and e.state <> 'running'
  then jsonb_build_object('step', case p.state when 'copied' then 'copied' else 'window' end)
  else p.reason end`;
const LATE = { copied: COPIED_ONLY, window: LAPSED } as const;

/** Persons, or for a group post its communities. Opened and followed are counted while the window is open, as orders are. */
const READ = `
select e.id, e.card, e.play, e.title, e.channel as way, e.product, e.sku, e.style,
  e.hold_out as "holdOutShare", e.state, e.actor as by, e.started_at as "startedAt",
  e.ended_at as "endedAt", e.opens_at as "opensAt", e.closes_at as "closesAt", e.returns_until as "returnsUntil", c.*
from reach.execution e cross join lateral (
  with each as (
    select ${SHOWN} as state, ${REASON} as reason, r.wake_at,
      case when r.opened_at < e.closes_at then r.opened_at end as opened_at,
      coalesce(r.clicked_at < e.closes_at, false)::int as clicked
    from reach.recipient r where r.execution = e.id
    union all
    select ${POST_SHOWN}, ${POST_REASON}, null, null,
      (select count(*)::int from reach.click k where k.link = p.link and k.at < e.closes_at)
    from reach.post p where p.execution = e.id
  )
  select ${counts}, count(opened_at)::int as opened, coalesce(sum(clicked), 0)::int as clicked,
    min(wake_at) filter (where state = 'waiting' and reason ->> 'step' = 'quiet-hours')
      as "waitsUntil",
    (select coalesce(jsonb_agg(why order by why.count desc, why.reason), '[]') from (
      select reason, count(*)::int as count from each where state = 'stopped' group by reason
    ) why) as whys
  from each
) c`;

const stopOf = ({ reason, count }: Why): Execution["stops"][number] => {
  if (reason === null) return { step: "standing-hold-out", count, reason: HELD_FOR_EVER };
  const { step, zh, en } = reason;
  if (step === "copied" || step === "window") return { step, count, reason: LATE[step] };
  return { step, count, reason: { zh, en } };
};

const shaped = ({
  waiting,
  listed,
  sent,
  heldOut,
  stopped,
  cancelled,
  whys,
  ...execution
}: Row): Execution => ({
  ...execution,
  stops: whys.map(stopOf),
  counts: { waiting, listed, sent, heldOut, stopped, cancelled },
});

export async function view(ctx: Ctx, { shop, execution }: One): Promise<Execution | null> {
  const row = await ctx.sql.maybe<Row>(`${READ} where e.shop = $1 and e.id = $2`, [
    shop,
    execution,
  ]);
  return row && shaped(row);
}

export type Page = {
  readonly shop: ShopId;
  /** The last execution of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
};

/** Newest first. */
export async function list(
  ctx: Ctx,
  { shop, cursor, limit }: Page,
): Promise<{ readonly executions: readonly Execution[]; readonly next: string | null }> {
  const rows = await ctx.sql.rows<Row>(
    `${READ} where e.shop = $1 and ($2::uuid is null or (e.started_at, e.id) < (
       select b.started_at, b.id from reach.execution b where b.shop = $1 and b.id = $2::uuid))
     order by e.started_at desc, e.id desc limit $3`,
    [shop, cursor, limit + 1],
  );
  const executions = rows.slice(0, limit).map(shaped);
  return { executions, next: rows.length > limit ? (executions.at(-1)?.id ?? null) : null };
}
