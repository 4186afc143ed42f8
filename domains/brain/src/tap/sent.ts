import type { Card } from "@zhongshu/cards";
import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { BrainPorts } from "../ports.ts";
import { tapsOfCard } from "./store.ts";

/** The newest tap of a card that was not cancelled. */
export async function sentOf(
  ctx: Ctx,
  { reach }: Pick<BrainPorts, "reach">,
  { shop, card }: { readonly shop: ShopId; readonly card: string },
): Promise<Card["sent"]> {
  for (const { execution, at } of await tapsOfCard(ctx, shop, card)) {
    const found = await reach.execution(ctx, { shop, execution });
    if (found.ok && found.value.state !== "cancelled") return { execution, at };
  }
  return null;
}
