import type { Ctx, ProfileId, ShopId } from "@zhongshu/kernel";
import { ownProfile } from "./names.ts";

type Known = { readonly userId: string; readonly profile: ProfileId };

/** The customers of the shop who have these user ids; one that nobody has is left out. */
export async function profilesOf(
  ctx: Ctx,
  { shop, userIds }: { readonly shop: ShopId; readonly userIds: readonly string[] },
): Promise<readonly Known[]> {
  const asked = userIds.map((userId) => ({
    userId,
    profile: ownProfile({ tenant: ctx.tenant, shop }, "user", userId),
  }));
  const rows = await ctx.sql.rows<{ readonly id: ProfileId }>(
    "select id from people.profile where shop = $1 and id = any($2::uuid[])",
    [shop, asked.map(({ profile }) => profile)],
  );
  const known = new Set(rows.map(({ id }) => id));
  return asked.filter(({ profile }) => known.has(profile));
}
