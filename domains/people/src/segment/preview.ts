import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { Predicate, SegmentPreview } from "../contract.ts";
import type { PeoplePorts } from "../ports.ts";
import { countPeople, everybody, readPeople } from "../profile/read.ts";
import { settle } from "../standing/settle.ts";
import { waiting } from "../standing/stale.ts";

type Ports = Pick<PeoplePorts, "membersOf" | "communitiesOf" | "habitsOf">;
type Asked = { readonly shop: ShopId; readonly predicate: Predicate };

const SAMPLE = 5;

/** The count is of this moment: who just did something is decided first, unless very many did. */
export async function countNow(ctx: Ctx, ports: Ports, asked: Asked): Promise<number> {
  await settle(ctx, ports, asked.shop);
  return countPeople(ctx, ports, { ...everybody(asked.shop), predicate: asked.predicate });
}

export async function preview(
  ctx: Ctx,
  ports: Ports,
  { shop, predicate }: Asked,
): Promise<SegmentPreview> {
  const total = await countNow(ctx, ports, { shop, predicate });
  const ask = { ...everybody(shop), predicate, limit: SAMPLE };
  return {
    total,
    everybody: await countPeople(ctx, ports, everybody(shop)),
    waiting: await waiting(ctx, shop),
    people: [...(await readPeople(ctx, ports, ask))],
  };
}
