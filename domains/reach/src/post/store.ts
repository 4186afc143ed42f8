import { type BusinessDay, type Ctx, iso, type ShopId } from "@zhongshu/kernel";
import type { Cancelled, Post, PostState } from "../contract.ts";
import { from, POST } from "../execution/states.ts";
import type { One } from "../execution/store.ts";

export type OnePost = One & { readonly community: string };

export type NewPost = {
  readonly community: string;
  readonly day: BusinessDay;
  readonly arm: Post["arm"];
  readonly state: PostState;
  readonly reason: { readonly step: string; readonly zh: string; readonly en: string } | null;
};

export async function insertPosts(
  ctx: Ctx,
  { shop, execution }: One,
  posts: readonly NewPost[],
): Promise<void> {
  await ctx.sql.run(
    `insert into reach.post (shop, execution, community, day, arm, state, reason)
     select $1, $2, p.community, p.day, p.arm, p.state, p.reason::jsonb
     from unnest($3::uuid[], $4::date[], $5::text[], $6::text[], $7::text[])
       as p(community, day, arm, state, reason)`,
    [
      ...[shop, execution, posts.map((p) => p.community), posts.map((p) => p.day)],
      ...[posts.map((p) => p.arm), posts.map((p) => p.state)],
      posts.map(({ reason }) => (reason === null ? null : JSON.stringify(reason))),
    ],
  );
}

/** Of these, the communities that the shop has, each once, in the order of their ids. */
export const known = (
  ctx: Ctx,
  shop: ShopId,
  communities: readonly string[],
): Promise<readonly { readonly community: string; readonly name: string }[]> =>
  ctx.sql.rows(
    "select id as community, name from reach.community where shop = $1 and id = any($2::uuid[]) order by id",
    [shop, communities],
  );

/** The posts of an execution, by the name of the group; `link` is its id. */
export const listed = (ctx: Ctx, { shop, execution }: One): Promise<readonly Post[]> =>
  ctx.sql.rows<Post>(
    `select p.community, coalesce(c.name, p.community::text) as name, p.day, p.arm, p.state,
       p.reason - 'step' as reason, p.copied_at as "copiedAt", p.sent_at as "sentAt", p.link,
       (select count(*)::int from reach.click k where k.link = p.link) as clicks
     from reach.post p left join reach.community c on c.id = p.community
     where p.shop = $1 and p.execution = $2 order by name, p.community, p.day`,
    [shop, execution],
  );

export type Kept = { readonly state: PostState; readonly link: string | null };

/** The newest row of the group. */
export const newest = (ctx: Ctx, { execution, community }: OnePost): Promise<Kept | null> =>
  ctx.sql.maybe<Kept>(
    `select state, link from reach.post where execution = $1 and community = $2
     order by day desc limit 1`,
    [execution, community],
  );

/** False when it was not copied, or posted already. */
export const markSent = async (ctx: Ctx, { execution, community }: OnePost): Promise<boolean> =>
  (await ctx.sql.run(
    `update reach.post set state = 'sent', sent_at = $3::timestamptz
     where execution = $1 and community = $2 and state = any($4::text[])`,
    [execution, community, iso(ctx.now), from(POST, "send")],
  )) > 0;

export async function cancelPosts(ctx: Ctx, execution: string): Promise<Cancelled> {
  const stopped = await ctx.sql.run(
    "update reach.post set state = 'cancelled' where execution = $1 and state = any($2::text[])",
    [execution, from(POST, "cancel")],
  );
  const left = await ctx.sql.one<Pick<Cancelled, "gone" | "unsure">>(
    `select count(*) filter (where state = 'sent')::int as gone,
       count(*) filter (where state = 'copied')::int as unsure
     from reach.post where execution = $1`,
    [execution],
  );
  return { stopped, ...left };
}

/** A group and a day, with the arm that was drawn and what became of it: the unit of analysis of a group post. */
export type Cluster = {
  readonly community: string;
  readonly day: BusinessDay;
  readonly arm: Post["arm"];
  readonly state: PostState;
  readonly at: number | null;
};
export const clusters = (ctx: Ctx, { shop, execution }: One): Promise<readonly Cluster[]> =>
  ctx.sql.rows<Cluster>(
    `select community, day, arm, state, coalesce(sent_at, copied_at) as at from reach.post
     where shop = $1 and execution = $2 order by community, day`,
    [shop, execution],
  );
