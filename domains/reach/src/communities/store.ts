import {
  type Ctx,
  type Instant,
  iso,
  newId,
  type ProfileId,
  type ShopId,
  type Sql,
} from "@zhongshu/kernel";
import type { CommunityDescribed } from "@zhongshu/ledger/contract";
import type { Community, Source } from "../contract.ts";
import type { Membership, MembershipFact } from "./membership.ts";

/**
 * Who belonged at an instant: whoever was told of after last leaving. A leaving and a joining of the same
 * instant count as left. Facts later than `$2` are never read.
 */
const BELONGING = `
  select f.community, f.profile,
    min(f.at) filter (where f.told = 'joined') as "joinedAt",
    (array_agg(f.source order by f.told <> 'joined', f.at, f.source))[1] as source
  from reach.membership_fact f
  left join (
    select community, profile, max(at) as at from reach.membership_fact
    where shop = $1 and told = 'left' and at <= $2::timestamptz group by community, profile
  ) gone using (community, profile)
  where f.shop = $1 and f.at <= $2::timestamptz and f.told <> 'left'
    and (gone.at is null or f.at > gone.at)
    and ($3::uuid[] is null or f.profile = any($3::uuid[]))
  group by f.community, f.profile`;

type When = { readonly shop: ShopId; readonly at: Instant };

export const belonging = (
  ctx: Ctx,
  { shop, at, profiles = null }: When & { readonly profiles?: readonly ProfileId[] | null },
): Promise<readonly Membership[]> =>
  ctx.sql.rows<Membership>(`${BELONGING} order by community, profile`, [shop, iso(at), profiles]);

export const communitiesAt = (
  ctx: Ctx,
  { shop, at }: When,
): Promise<
  readonly { readonly id: string; readonly name: string; readonly members: readonly ProfileId[] }[]
> =>
  ctx.sql.rows(
    `select c.id, c.name, array_agg(b.profile order by b.profile)::text[] as members
     from (${BELONGING}) b join reach.community c on c.id = b.community and c.shop = $1
     group by c.id, c.name order by c.id`,
    [shop, iso(at), null],
  );

export const listed = (ctx: Ctx, shop: ShopId): Promise<readonly Community[]> =>
  ctx.sql.rows<Community>(
    `select c.id, c.code, c.name, c.channel, c.size, count(b.profile)::int as known
     from reach.community c left join (${BELONGING}) b on b.community = c.id
     where c.shop = $1 group by c.tenant, c.id order by c.name, c.id`,
    [shop, iso(ctx.now), null],
  );

export const named = (
  ctx: Ctx,
  shop: ShopId,
): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> =>
  ctx.sql.rows("select id, code, name from reach.community where shop = $1", [shop]);

export type NewCommunity = Pick<Community, "name" | "channel" | "size"> & {
  readonly shop: ShopId;
  readonly code: string | null;
};

/** Names a community; one that events have already spoken of keeps its id and members. */
export async function name(ctx: Ctx, { shop, code, ...told }: NewCommunity): Promise<string> {
  const { id } = await ctx.sql.one<{ id: string }>(
    `insert into reach.community (shop, id, code, name, channel, size, named_at)
     values ($1, reach.community_id($2, $1, $3), $3, $4, $5, $6, $7)
     on conflict (tenant, shop, code)
       do update set name = excluded.name, channel = excluded.channel, size = excluded.size,
         named_at = excluded.named_at, told_at = null, untold = null
     returning id`,
    [shop, ctx.tenant, code ?? newId(ctx), told.name, told.channel, told.size, iso(ctx.now)],
  );
  return id;
}

type Described = Pick<CommunityDescribed, "name" | "channel" | "size"> & {
  readonly shop: ShopId;
  readonly code: string;
  readonly at: Instant;
};

/** What a list of the shop says of its communities; of two words the later stands, and what it leaves out stays. */
export async function describe(
  sql: Sql,
  tenant: string,
  told: readonly Described[],
): Promise<void> {
  const last = new Map(told.map((one) => [`${one.shop} ${one.code}`, one]));
  await sql.run(
    `insert into reach.community as c (shop, id, code, name, channel, size, told_at)
     select shop, reach.community_id($1, shop, code), code, name, coalesce(channel, 'unknown'), size,
            to_timestamp(at / 1000)
       from json_to_recordset($2::json) as t (shop uuid, code text, name text, channel text, size int, at float8)
      order by shop, code
     on conflict (tenant, shop, code) do update set name = excluded.name, told_at = excluded.told_at,
       channel = case when excluded.channel = 'unknown' then c.channel else excluded.channel end,
       size = coalesce(excluded.size, c.size),
       untold = case when c.told_at is not null then c.untold
                     else jsonb_build_object('name', c.name, 'channel', c.channel, 'size', c.size) end
     where excluded.told_at >= coalesce(greatest(c.told_at, c.named_at), '-infinity')`,
    [tenant, JSON.stringify([...last.values()])],
  );
}

export const exists = async (ctx: Ctx, shop: ShopId, community: string): Promise<boolean> =>
  (await ctx.sql.maybe("select from reach.community where shop = $1 and id = $2", [
    shop,
    community,
  ])) !== null;

/** How many of the facts were new. */
export const tell = (sql: Sql, shop: ShopId, facts: readonly MembershipFact[]): Promise<number> =>
  sql.run(
    `insert into reach.membership_fact (shop, community, profile, at, told, source)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[])
     on conflict do nothing`,
    [
      shop,
      facts.map((f) => f.community),
      facts.map((f) => f.profile),
      facts.map((f) => iso(f.at)),
      facts.map((f) => f.told),
      facts.map((f) => f.source),
    ],
  );

export type ToldByCode = Omit<MembershipFact, "community"> & {
  readonly shop: ShopId;
  readonly code: string;
};
export type Spoken = { readonly shop: ShopId; readonly code: string; readonly source: Source };

/** A community that an event speaks of exists from then on, under the name that the event uses. */
export async function meet(sql: Sql, tenant: string, spoken: readonly Spoken[]): Promise<void> {
  await sql.run(
    `insert into reach.community (shop, id, code, name, channel)
     select distinct on (shop, code) shop, reach.community_id($1, shop, code), code, code,
       case when source = 'wecom' then 'wecom' else 'unknown' end
     from unnest($2::uuid[], $3::text[], $4::text[]) s(shop, code, source)
     order by shop, code, source desc
     on conflict (tenant, shop, code) do nothing`,
    [tenant, spoken.map((s) => s.shop), spoken.map((s) => s.code), spoken.map((s) => s.source)],
  );
}

export async function tellByCode(sql: Sql, facts: readonly ToldByCode[]): Promise<void> {
  await sql.run(
    `insert into reach.membership_fact (shop, community, profile, at, told, source)
     select c.shop, c.id, f.profile, f.at, f.told, f.source
     from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[])
       f(shop, code, profile, at, told, source)
     join reach.community c on c.shop = f.shop and c.code = f.code
     on conflict do nothing`,
    [
      facts.map((f) => f.shop),
      facts.map((f) => f.code),
      facts.map((f) => f.profile),
      facts.map((f) => iso(f.at)),
      facts.map((f) => f.told),
      facts.map((f) => f.source),
    ],
  );
}
