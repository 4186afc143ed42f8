import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { PeoplePorts } from "../ports.ts";
import { readReckoning } from "../reckoning/store.ts";
import type { CommunityTags } from "../tag/shown.ts";
import { type Favourites, tastesOf } from "./taste.ts";

type Asked = { readonly shop: ShopId; readonly community: string };

/** What a community is, as its members are tagged now. */
export async function communityTags(
  ctx: Ctx,
  { membersOf }: Pick<PeoplePorts, "membersOf">,
  { shop, community }: Asked,
): Promise<CommunityTags> {
  const members = await membersOf(ctx, { shop, community });
  const favourites = await ctx.sql.rows<Favourites>(
    `select taste as category, count(*)::int as everybody,
       (count(*) filter (where id = any($2::uuid[])))::int as members
     from people.standing where shop = $1 and taste is not null group by taste order by taste`,
    [shop, [...members]],
  );
  const found = tastesOf(favourites);
  return {
    members: members.length,
    told: favourites.reduce((sum, one) => sum + one.members, 0),
    everybody: favourites.reduce((sum, one) => sum + one.everybody, 0),
    tastes: found === null ? null : [...found],
    all: favourites.filter((one) => one.members > 0).toSorted((a, b) => b.members - a.members),
    at: (await readReckoning(ctx.sql, shop))?.at ?? null,
  };
}
