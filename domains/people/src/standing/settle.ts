import {
  businessDay,
  type Ctx,
  iso,
  type ProfileId,
  type ShopId,
  type Sql,
} from "@zhongshu/kernel";
import { weightSql } from "../attention/interest.ts";
import { plainIn } from "../choice/store.ts";
import { standStill } from "../identity/store.ts";
import type { PeoplePorts } from "../ports.ts";
import { type Kept, noteMoved, readReckoning } from "../reckoning/store.ts";
import type { Decided, Facts } from "../tag/facts.ts";
import { worthOf } from "../tag/lifetime.ts";
import { DECISIONS, decideAll } from "../tag/registry.ts";
import { type Tastes, tasteOf } from "../tag/taste.ts";
import { anyWaiting, forget, takeStale } from "./stale.ts";

type Row = {
  readonly id: ProfileId;
  readonly counts: Readonly<Record<string, number>>;
  readonly hours: readonly number[];
  readonly orders: number;
  readonly spentMinor: number | null;
  readonly currency: string | null;
  readonly weights: Tastes | null;
};

/** A tag as it is kept: since when it says so, and by which figures. */
export type KeptTag = Decided & { readonly version: number; readonly since: number };
type KeptTags = Readonly<Record<string, KeptTag>>;

const readRows = (ctx: Ctx, shop: ShopId, profiles: readonly ProfileId[]) =>
  ctx.sql.rows<Row>(
    `select p.id, p.counts, p.hours, p.orders, p.spent_minor as "spentMinor", p.currency, t.weights
     from people.profile p left join (
       select profile, jsonb_object_agg(category, weight) as weights from (
         select profile, category, sum(${weightSql("$3::date")}) as weight from people.attention
         where profile = any($2::uuid[]) and day <= $3::date group by 1, 2
       ) each group by profile
     ) t on t.profile = p.id
     where p.shop = $1 and p.id = any($2::uuid[]) order by p.id`,
    [shop, [...profiles], businessDay(ctx.now)],
  );

const NO_MARKET: Kept = { law: null, refunded: null, earnedBp: null, choices: [], known: 0 };

async function before(sql: Sql, profiles: readonly ProfileId[]) {
  const rows = await sql.rows<{ readonly profile: ProfileId; readonly tags: KeptTags }>(
    "select profile, tags from people.tagged where profile = any($1::uuid[])",
    [[...profiles]],
  );
  return new Map(rows.map(({ profile, tags }) => [profile, tags]));
}

function kept(tags: Readonly<Record<string, Decided>>, was: KeptTags, now: number): KeptTags {
  return Object.fromEntries(
    DECISIONS.flatMap(({ key, version }) => {
      const is = tags[key];
      const old = was[key];
      if (is === undefined) return [];
      const same = old !== undefined && old.value === is.value && old.version === version;
      return [[key, { ...is, version, since: same ? old.since : now }]];
    }),
  );
}

type Settled = {
  readonly id: ProfileId;
  readonly facets: number;
  readonly worth: number | null;
  readonly taste: string | null;
  readonly tastes: Tastes;
  readonly tags: KeptTags;
};

const STAND = `
insert into people.standing as s
  (shop, id, last_seen, last_order_at, spent_minor, worth_minor, facets, orders, currency, taste, tastes, shares,
   traits, acted)
select p.shop, p.id, p.last_seen, p.last_order_at, p.spent_minor, t.worth, t.facets, p.orders, p.currency,
  t.taste, coalesce(e.tastes, '{}'), coalesce(e.shares, '{}'),
  coalesce((select array_agg(people.trait_sign(key, value) order by key) from people.trait where profile = t.id), '{}'),
  p.last_act is not null
from rows from (
  unnest($2::uuid[], $3::int8[], $4::int8[], $5::text[]), jsonb_array_elements($6::jsonb)
) as t (id, worth, facets, taste, tastes)
cross join lateral (
  select array_agg(key order by value::float8 desc, key) as tastes,
    array_agg(value::float8 order by value::float8 desc, key) as shares from jsonb_each_text(t.tastes)
) e
join people.profile p on p.id = t.id and p.shop = $1
on conflict (tenant, id) do update set last_seen = excluded.last_seen, last_order_at = excluded.last_order_at,
  spent_minor = excluded.spent_minor, worth_minor = excluded.worth_minor, facets = excluded.facets,
  orders = excluded.orders, currency = excluded.currency, taste = excluded.taste, tastes = excluded.tastes,
  shares = excluded.shares, traits = excluded.traits, acted = excluded.acted`;

const TAG = `
insert into people.tagged as t (shop, profile, tags, computed_at)
select $1, u.profile, u.tags, $4 from rows from (
  unnest($2::uuid[]), jsonb_array_elements($3::jsonb)
) as u (profile, tags)
on conflict (tenant, profile) do update set tags = excluded.tags, computed_at = excluded.computed_at`;

async function write(ctx: Ctx, shop: ShopId, all: readonly Settled[]): Promise<void> {
  const ids = all.map(({ id }) => id);
  await ctx.sql.run(STAND, [
    shop,
    ids,
    all.map(({ worth }) => worth),
    all.map(({ facets }) => facets),
    all.map(({ taste }) => taste),
    JSON.stringify(all.map(({ tastes }) => tastes)),
  ]);
  const tags = JSON.stringify(all.map((one) => one.tags));
  await ctx.sql.run(TAG, [shop, ids, tags, iso(ctx.now)]);
}

/** Of whoever does not want to be chosen by their record nothing is decided. */
const UNTAGGED = { facets: 0, worth: null, tags: {}, ...tasteOf({}) };

type Ports = Pick<PeoplePorts, "habitsOf">;
type Asked = { readonly shop: ShopId; readonly profiles: readonly ProfileId[] };

async function decide(ctx: Ctx, ports: Ports, { shop, profiles }: Asked): Promise<void> {
  const rows = await readRows(ctx, shop, profiles);
  const { choices, ...market } = (await readReckoning(ctx.sql, shop))?.market ?? NO_MARKET;
  const buyers = rows.flatMap(({ id, orders }) => (orders > 0 ? [id] : []));
  const habits = new Map(
    (await ports.habitsOf(ctx, { shop, profiles: buyers, choices })).map((h) => [h.profile, h]),
  );
  const was = await before(ctx.sql, profiles);
  const plain = await plainIn(ctx.sql, [shop]);
  // Whoever was merged into somebody who does not want it brought theirs along.
  await ctx.sql.run("delete from people.attention where profile = any($1::uuid[])", [
    profiles.filter((id) => plain.has(id)),
  ]);
  const settled = rows.map(({ spentMinor, currency, weights, ...row }): Settled => {
    const spent = spentMinor === null || currency === null ? null : { minor: spentMinor, currency };
    const facts: Facts = {
      ...{ now: ctx.now, market, spent },
      ...{ counts: row.counts, hours: row.hours, orders: row.orders },
      habits: habits.get(row.id) ?? null,
    };
    if (plain.has(row.id)) return { id: row.id, ...UNTAGGED };
    const { tags, facets } = decideAll(facts);
    return {
      ...{ id: row.id, facets, worth: worthOf(facts), ...tasteOf(weights ?? {}) },
      tags: kept(tags, was.get(row.id) ?? {}, ctx.now),
    };
  });
  await write(ctx, shop, settled);
  const there = new Set(rows.map(({ id }) => id));
  await forget(
    ctx.sql,
    profiles.filter((id) => !there.has(id)),
  );
}

/**
 * Decides some of those who wait, and says how many; 0: nobody waits. Nobody is absorbed meanwhile, and one does this at a
 * time for a shop, so whoever comes second finds the work of the first done.
 */
export async function settle(ctx: Ctx, ports: Ports, shop: ShopId): Promise<number> {
  if (!(await anyWaiting(ctx.sql, shop))) return 0;
  await standStill(ctx);
  await ctx.sql.run("select pg_advisory_xact_lock(hashtextextended('people.stale/' || $1, 0))", [
    shop,
  ]);
  const profiles = await takeStale(ctx.sql, shop);
  if (profiles.length === 0) return 0;
  await decide(ctx, ports, { shop, profiles });
  await noteMoved(ctx.sql, shop);
  return profiles.length;
}
