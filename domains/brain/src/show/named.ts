import type { EvidenceRows } from "@zhongshu/cards";
import { type Ctx, isUuid, profileId, type ShopId } from "@zhongshu/kernel";
import type { BrainPorts, Opened } from "../ports.ts";

/** Rows speak of a customer as `profile`; those of a send as `who`, which may be a group as well. */
const idsIn = (rows: Opened["rows"]): readonly string[] => [
  ...new Set(
    rows
      .flatMap(({ profile, who }) => [profile, who])
      .filter((id) => typeof id === "string" && isUuid(id))
      .map(String),
  ),
];

type Named = EvidenceRows & Pick<Opened, "check">;
type Ports = {
  readonly people: Pick<BrainPorts["people"], "namesOf">;
  readonly reach: Pick<BrainPorts["reach"], "communities">;
};

/** Rows with what the customers and groups in them are called, so that nobody has to read an id. */
export async function named(
  ctx: Ctx,
  { people, reach }: Ports,
  { shop, opened }: { readonly shop: ShopId; readonly opened: Opened },
): Promise<Named> {
  const ids = idsIn(opened.rows);
  const ofPeople = await people.namesOf(ctx, { shop, profiles: ids.map(profileId) });
  const groups = opened.rows.some(({ who }) => who !== undefined)
    ? await reach.communities(ctx, { shop, at: ctx.now })
    : [];
  const ofGroups = groups.map(({ id, name }) => [id, name] as const);
  return { ...opened, names: Object.fromEntries([...ofGroups, ...ofPeople]) };
}
