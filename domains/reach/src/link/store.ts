import { type Ctx, iso, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { from, POST, RECIPIENT } from "../execution/states.ts";

export type Link = {
  readonly id: string;
  readonly shop: ShopId;
  readonly execution: string;
  /** Whose link it is: a person's, or a community's. */
  readonly profile: ProfileId | null;
  readonly community: string | null;
  readonly product: string;
  readonly sku: string;
  /** The way in which it was sent. */
  readonly channel: string;
};

export const linkOf = (ctx: Ctx, id: string): Promise<Link | null> =>
  ctx.sql.maybe<Link>(
    `select l.id, l.shop, l.execution, l.profile, l.community, l.product, l.sku, e.channel
     from reach.link l join reach.execution e on e.id = l.execution where l.id = $1`,
    [id],
  );

/** True for the first time that this visitor is counted for this link. */
export const count = async (ctx: Ctx, { id, shop }: Link, visitor: string): Promise<boolean> =>
  (await ctx.sql.run(
    `insert into reach.click (shop, link, visitor, at) values ($1, $2, $3, $4::timestamptz)
     on conflict do nothing`,
    [shop, id, visitor, iso(ctx.now)],
  )) > 0;

/** An unknown visitor turned out to be a customer, who is counted by now: one person is one click. */
export const uncount = (ctx: Ctx, { id }: Link, visitor: string): Promise<number> =>
  ctx.sql.run("delete from reach.click where link = $1 and visitor = $2", [id, visitor]);

/**
 * The link's own person clicked. Their row may still stand under the profile that was written to, or already under
 * the one that absorbed it.
 */
export const noteClicked = (
  ctx: Ctx,
  { execution, profile }: Link,
  person: ProfileId,
): Promise<number> =>
  ctx.sql.run(
    `update reach.recipient r set clicked_at = $4::timestamptz
     where r.clicked_at is null and (r.execution, r.profile) = (
       select execution, profile from reach.recipient
       where execution = $1 and profile = any($2::uuid[])
       order by profile = $3::uuid desc limit 1)`,
    [execution, [profile, person], profile, iso(ctx.now)],
  );

/** The group's post that carries this link is in the group. How many were not known to be. */
export const postedBy = (ctx: Ctx, { id, execution }: Link): Promise<number> =>
  ctx.sql.run(
    `update reach.post set state = 'sent', sent_at = $3::timestamptz
     where execution = $1 and link = $2 and state = any($4::text[])`,
    [execution, id, iso(ctx.now), from(POST, "send")],
  );

/** Who was handed the words with this link, and was not known to have got them; null for nobody. */
export const handedBy = async (ctx: Ctx, { id, execution }: Link): Promise<ProfileId | null> =>
  (
    await ctx.sql.maybe<{ readonly profile: ProfileId }>(
      `update reach.recipient set state = 'sent', reason = null, decided_at = $3::timestamptz
       where execution = $1 and link = $2 and copied_at is not null
         and (state = any($4::text[]) or state = any($5::text[]) and reason ->> 'step' = 'copied')
       returning profile`,
      [...[execution, id, iso(ctx.now)], ...[from(RECIPIENT, "tick"), from(RECIPIENT, "follow")]],
    )
  )?.profile ?? null;

/** The message in an inbox that carries this link, if one does. */
export const messageWith = async (
  ctx: Ctx,
  { id, execution, profile }: Link,
  person: ProfileId,
): Promise<string | null> =>
  (
    await ctx.sql.maybe<{ readonly id: string }>(
      `select id from reach.message
       where execution = $1 and profile = any($2::uuid[]) and link = $3`,
      [execution, [profile, person], id],
    )
  )?.id ?? null;
