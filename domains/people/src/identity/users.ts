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
  const rows = await ctx.sql.rows<{ readonly own: ProfileId; readonly id: ProfileId }>(
    // "offset 0": each is looked up once, and not again for every profile that it is compared with.
    `select asked.own, p.id from (
       select own, people.person_of(own) as now from unnest($2::uuid[]) own offset 0) asked
     join people.profile p on p.id = asked.now and p.shop = $1`,
    [shop, asked.map(({ profile }) => profile)],
  );
  const known = new Map(rows.map(({ own, id }) => [own, id]));
  return asked.flatMap(({ userId, profile: own }) => {
    const profile = known.get(own);
    return profile === undefined ? [] : [{ userId, profile }];
  });
}

/** Who these are by now, each once, after those who were absorbed; whoever the shop does not know is left out. */
export async function survivors(
  ctx: Ctx,
  { shop, profiles }: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
): Promise<readonly ProfileId[]> {
  const rows = await ctx.sql.rows<{ readonly id: ProfileId }>(
    `select p.id from (
       select distinct people.person_of(asked.id) as id from unnest($2::uuid[]) as asked(id)) now
     join people.profile p on p.id = now.id and p.shop = $1 order by p.id`,
    [shop, profiles],
  );
  return rows.map(({ id }) => id);
}
