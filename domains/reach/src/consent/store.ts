import { type Ctx, type Instant, iso, type ProfileId, type ShopId } from "@zhongshu/kernel";
import type { OptOut } from "../contract.ts";
import { unlist } from "../execution/unlist.ts";
import { hold } from "../slot/store.ts";
import { by, WORDS } from "./by.ts";

export type About = { readonly shop: ShopId; readonly profile: ProfileId };
export type Said = About & { readonly channel: OptOut["channel"]; readonly proof: string };

/**
 * False when the person had opted out of this channel already. Who is on an owner's list leaves it. A batch that is
 * being sent just now is waited for, so that nothing is written to anybody after they were told that it would not be;
 * the caller has stood still before.
 */
export async function refuse(ctx: Ctx, said: Said): Promise<boolean> {
  const { shop, profile, channel, proof } = said;
  await hold(ctx);
  const added = await ctx.sql.run(
    `insert into reach.opt_out (shop, profile, channel, at, proof, said_by)
     select $1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::text, $6::text
     where not exists (
       select from reach.opt_out
       where shop = $1::uuid and profile = $2::uuid and channel = $3::text and withdrawn_at is null)
     on conflict (tenant, shop, profile, channel, at) do update
       set proof = excluded.proof, said_by = excluded.said_by, withdrawn_at = null,
           withdrawn_proof = null, withdrawn_by = null`,
    [shop, profile, channel, iso(ctx.now), proof, by(ctx)],
  );
  if (added > 0) await unlist(ctx, said);
  return added > 0;
}

/** False when there was nothing to withdraw. */
export const withdraw = async (
  ctx: Ctx,
  { shop, profile, channel, proof }: Said,
): Promise<boolean> =>
  (await ctx.sql.run(
    `update reach.opt_out set withdrawn_at = $4::timestamptz, withdrawn_proof = $5, withdrawn_by = $6
     where shop = $1 and profile = $2 and channel = $3 and withdrawn_at is null`,
    [shop, profile, channel, iso(ctx.now), proof, by(ctx)],
  )) > 0;

/** All that was said until `at`, newest first; a withdrawal after `at` is not yet known. */
export const said = (
  ctx: Ctx,
  { shop, profile, at }: About & { readonly at: Instant },
): Promise<readonly OptOut[]> =>
  ctx.sql.rows<OptOut>(
    `select ${WORDS}
     from reach.opt_out where shop = $1 and profile = $2 and at <= $3::timestamptz
     order by opt_out.at desc, channel`,
    [shop, profile, iso(at)],
  );
