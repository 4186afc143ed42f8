import { type Ctx, isUuid, profileId, type ShopId } from "@zhongshu/kernel";
import type { BrainPorts, Opened } from "../ports.ts";

/** The same rows, with what the customers in them are called. */
export async function named<Rows extends Opened>(
  ctx: Ctx,
  { people }: Pick<BrainPorts, "people">,
  { shop, opened }: { readonly shop: ShopId; readonly opened: Rows },
): Promise<Rows> {
  const ids = opened.rows.flatMap(({ profile, who }) =>
    [profile, who].filter((id) => typeof id === "string").filter(isUuid),
  );
  const profiles = [...new Set(ids)].map(profileId);
  const names = await people.namesOf(ctx, { shop, profiles });
  return { ...opened, names: Object.fromEntries(names) };
}
