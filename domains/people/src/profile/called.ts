import type { Ctx, ProfileId, ShopId } from "@zhongshu/kernel";
import { nameOf, type Traits } from "./present.ts";

/** What the shop calls each of these people, a phone number masked; who has no name is left out. */
export async function namesOf(
  ctx: Ctx,
  { shop, profiles }: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
): Promise<ReadonlyMap<ProfileId, string>> {
  const rows = await ctx.sql.rows<{ readonly profile: ProfileId; readonly traits: Traits }>(
    `select profile, jsonb_object_agg(key, value) as traits from people.trait
     where shop = $1 and profile = any($2::uuid[]) group by profile`,
    [shop, profiles],
  );
  const named = rows.map(({ profile, traits }) => [profile, nameOf(traits)] as const);
  return new Map(named.flatMap(([profile, name]) => (name === null ? [] : [[profile, name]])));
}
