import type { Ctx, ProfileId, ShopId } from "@zhongshu/kernel";
import type { PeoplePorts } from "../ports.ts";
import { countPeople, everybody } from "../profile/read.ts";
import { readSegments } from "../segment/store.ts";
import type { TagCount } from "./counting.ts";

type Ports = Pick<PeoplePorts, "membersOf">;

/** How many each of the shop's own tags and segments means now; in the days they stand under this name. */
export const OWN = "own";

export async function countOwn(ctx: Ctx, ports: Ports, shop: ShopId): Promise<readonly TagCount[]> {
  const counts: TagCount[] = [];
  for (const { id, predicate } of await readSegments(ctx, shop)) {
    const people = await countPeople(ctx, ports, { ...everybody(shop), predicate });
    counts.push({ tag: OWN, value: id, people });
  }
  return counts;
}

/** The shop's own tags that this customer has. */
export async function ownTagsOf(
  ctx: Ctx,
  ports: Ports,
  { shop, profile: id }: { readonly shop: ShopId; readonly profile: ProfileId },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const has: { readonly id: string; readonly name: string }[] = [];
  for (const { id: segment, name, predicate, shown } of await readSegments(ctx, shop)) {
    if (!shown) continue;
    const n = await countPeople(ctx, ports, { ...everybody(shop), id, predicate });
    if (n > 0) has.push({ id: segment, name });
  }
  return has;
}
