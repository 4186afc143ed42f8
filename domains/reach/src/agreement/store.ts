import { type Ctx, type Instant, iso, newId, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { by, WORDS } from "../consent/by.ts";
import type { Agreement } from "../contract.ts";

export type Told = {
  readonly shop: ShopId;
  readonly channel: Agreement["channel"];
  readonly proof: string;
};

/** The numbers of what was said, of all who had not agreed on this channel before, or had taken it back. */
export const record = async (
  ctx: Ctx,
  { shop, channel, proof }: Told,
  profiles: readonly ProfileId[],
): Promise<readonly string[]> => {
  const added = await ctx.sql.rows<{ readonly id: string }>(
    `insert into reach.agreement (shop, profile, channel, at, proof, said_by)
     select $1::uuid, p.profile, $3::text, $4::timestamptz, $5::text, $6::text
     from (select distinct unnest($2::uuid[]) as profile) p
     where not exists (
       select from reach.agreement a where a.shop = $1::uuid and a.profile = p.profile
         and a.channel = $3::text and a.withdrawn_at is null)
     on conflict do nothing returning id`,
    [shop, profiles, channel, iso(ctx.now), proof, by(ctx)],
  );
  return added.map(({ id }) => id);
};

/** The number of what was said; null when there was nothing to take back. */
export async function withdraw(
  ctx: Ctx,
  { shop, profile, channel, proof }: Told & { readonly profile: ProfileId },
): Promise<string | null> {
  const id = newId(ctx);
  const done = await ctx.sql.run(
    `update reach.agreement set withdrawn_at = $4::timestamptz, withdrawn_proof = $5, withdrawn_by = $6,
       withdrawn_id = $7
     where shop = $1 and profile = $2 and channel = $3 and withdrawn_at is null`,
    [shop, profile, channel, iso(ctx.now), proof, by(ctx), id],
  );
  return done > 0 ? id : null;
}

/** All that was agreed to until `at`, newest first; a withdrawal after `at` is not yet known. */
export const agreed = (
  ctx: Ctx,
  {
    shop,
    profile,
    at,
  }: { readonly shop: ShopId; readonly profile: ProfileId; readonly at: Instant },
): Promise<readonly Agreement[]> =>
  ctx.sql.rows<Agreement>(
    `select ${WORDS}
     from reach.agreement where shop = $1 and profile = $2 and at <= $3::timestamptz
     order by agreement.at desc, channel`,
    [shop, profile, iso(at)],
  );

export const optedOut = async (
  ctx: Ctx,
  shop: ShopId,
  profiles: readonly ProfileId[],
): Promise<number> =>
  (
    await ctx.sql.one<{ readonly n: number }>(
      `select count(distinct profile)::int as n from reach.opt_out
       where shop = $1 and profile = any($2::uuid[]) and purpose = 'marketing' and withdrawn_at is null`,
      [shop, profiles],
    )
  ).n;
