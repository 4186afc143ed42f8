import { type Ctx, type Instant, iso, newId, type ProfileId, type ShopId } from "@zhongshu/kernel";
import type { OptOut } from "../contract.ts";
import { unlist } from "../execution/unlist.ts";
import { hold } from "../slot/store.ts";
import { by, WORDS } from "./by.ts";
import type { Purpose } from "./wording.ts";

export type About = { readonly shop: ShopId; readonly profile: ProfileId };
/** `purpose`: suggestions, unless told. `words`: the version that they had before them, where it was a page of ours. */
export type Said = About & {
  readonly channel: OptOut["channel"];
  readonly proof: string;
  readonly purpose?: Purpose | undefined;
  readonly words?: number | null;
};
/** What the audit says of it. */
export const detail = ({ shop, channel, proof, purpose = "marketing" }: Said) => ({
  ...{ shop, purpose, channel, proof },
});
const purposeOf = ({ purpose = "marketing" }: Pick<Said, "purpose">): Purpose => purpose;

/**
 * The number of what was said; null when the person had opted out of this channel already. Who is on an owner's list leaves it. A batch that is
 * being sent just now is waited for, so that nothing is written to anybody after they were told that it would not be;
 * the caller has stood still before.
 */
export async function refuse(ctx: Ctx, said: Said): Promise<string | null> {
  const { shop, profile, channel, proof, words = null } = said;
  await hold(ctx);
  const added = await ctx.sql.maybe<{ readonly id: string }>(
    `insert into reach.opt_out (shop, profile, channel, at, proof, said_by, purpose, id, words)
     select $1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::text, $6::text, $7::text, $8::uuid, $9::int
     where not exists (
       select from reach.opt_out where shop = $1::uuid and profile = $2::uuid and channel = $3::text
         and purpose = $7::text and withdrawn_at is null)
     on conflict (tenant, shop, profile, purpose, channel, at) do update
       set proof = excluded.proof, said_by = excluded.said_by, id = excluded.id, words = excluded.words,
           withdrawn_at = null, withdrawn_proof = null, withdrawn_by = null, withdrawn_id = null,
           withdrawn_words = null
     returning id`,
    [
      ...[shop, profile, channel, iso(ctx.now), proof, by(ctx)],
      ...[purposeOf(said), newId(ctx), words],
    ],
  );
  if (added !== null) await unlist(ctx, said);
  return added?.id ?? null;
}

/** The number of what was said; null when there was nothing to withdraw. */
export async function withdraw(ctx: Ctx, said: Said): Promise<string | null> {
  const { shop, profile, channel, proof, words = null } = said;
  const id = newId(ctx);
  const done = await ctx.sql.run(
    `update reach.opt_out set withdrawn_at = $4::timestamptz, withdrawn_proof = $5, withdrawn_by = $6,
       withdrawn_id = $8, withdrawn_words = $9
     where shop = $1 and profile = $2 and channel = $3 and purpose = $7 and withdrawn_at is null`,
    [...[shop, profile, channel, iso(ctx.now), proof, by(ctx)], ...[purposeOf(said), id, words]],
  );
  return done > 0 ? id : null;
}

/** All that was said until `at`, newest first; a withdrawal after `at` is not yet known. */
export const said = (
  ctx: Ctx,
  { shop, profile, at }: About & { readonly at: Instant },
): Promise<readonly OptOut[]> =>
  ctx.sql.rows<OptOut>(
    `select ${WORDS}, purpose
     from reach.opt_out where shop = $1 and profile = $2 and at <= $3::timestamptz
     order by opt_out.at desc, channel`,
    [shop, profile, iso(at)],
  );
