import type { Ctx, ProfileId } from "@zhongshu/kernel";
import { mask, nameOf, type Traits } from "./present.ts";

type Row = {
  readonly profile: ProfileId;
  readonly userId: string | null;
  readonly traits: Traits;
};

/** What to call each of these: a name they told, else their user id; numbers are masked. */
export async function namesOf(
  ctx: Ctx,
  profiles: readonly ProfileId[],
): Promise<readonly { readonly profile: ProfileId; readonly name: string | null }[]> {
  const rows = await ctx.sql.rows<Row>(
    `select p.id as profile, p.user_id as "userId",
       coalesce((select jsonb_object_agg(key, value) from people.trait t where t.profile = p.id), '{}') as traits
     from people.profile p where p.id = any($1::uuid[])`,
    [profiles],
  );
  return rows.map(({ profile, userId, traits }) => ({
    profile,
    name: nameOf(traits) ?? (userId === null ? null : String(mask(userId))),
  }));
}
