import type { ProfileId } from "@zhongshu/kernel";
import type { System } from "@zhongshu/server";
import type { Place } from "../../admin/place.ts";
import { must } from "../../system.ts";

/** A shop with one product and customers who have been there, agreed to be written to, and are known by name. */
export const PRODUCT = { product: "P1", sku: "P1-S" } as const;

const BATCH = 1_000;
const LIST = 10_000;

async function goods(system: System, { seal, shop }: Place): Promise<void> {
  const change = {
    shop,
    product: PRODUCT.product,
    title: "有机米粉",
    category: "辅食",
    window: null,
    skus: [{ id: PRODUCT.sku, listPrice: { minor: 4_990, currency: "CNY" }, stock: 1_000_000 }],
  };
  must(await system.asTenant(seal, (ctx) => system.goods.put(ctx, change)));
}

/** Events of the customers named, as a shop's system would send them. */
async function visits(system: System, { seal, shop }: Place, userIds: readonly string[]) {
  const at = seal.now;
  const facts = userIds.map((userId) => ({
    ...{ tenant: seal.tenant, shop, messageId: `visit-${userId}`, anonymousId: null, userId },
    ...{ type: "product_viewed", version: 1, at, receivedAt: at },
    properties: { product: PRODUCT.product },
  }));
  await system.asTenant(seal, (ctx) => system.ledger.append(ctx, facts));
}

/** `agreed` is the share of them, from the first on, who agreed to be written to. */
export async function gather(
  system: System,
  place: Place,
  { people, agreed }: { readonly people: number; readonly agreed: number },
): Promise<readonly ProfileId[]> {
  const { seal, shop } = place;
  await goods(system, place);
  const userIds = Array.from({ length: people }, (_, i) => `user-${i}`);
  for (let from = 0; from < people; from += BATCH)
    await visits(system, place, userIds.slice(from, from + BATCH));
  const profiles: ProfileId[] = [];
  const proof = "会员表单";
  const willing = Math.round(people * agreed);
  await system.asTenant(seal, async (ctx) => {
    for (let from = 0; from < people; from += LIST) {
      const some = userIds.slice(from, from + LIST);
      for (const { profile } of await system.people.profilesOf(ctx, { shop, userIds: some }))
        profiles.push(profile);
      const who = some.slice(0, Math.max(0, willing - from));
      const told = { shop, channel: "all", proof, userIds: who } as const;
      if (who.length > 0) must(await system.reach.agreeAll(ctx, told));
    }
  });
  return profiles;
}
