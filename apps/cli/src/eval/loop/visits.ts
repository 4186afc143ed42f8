import { type CustomerVisit, customerOf } from "@zhongshu/market";
import type { Open } from "./open.ts";
import type { Reacted } from "./reactions.ts";

type Names = readonly ReadonlyMap<string, number>[];

/** The customer's own phone; who was never there comes in by a link of the shop, once. */
async function visitOf(open: Open, customer: number, names: Names): Promise<CustomerVisit | null> {
  const known = open.visits.get(customer);
  if (known) return known;
  const { product, member, world } = open;
  const index = world.customers[customer]?.shop ?? 0;
  const shop = product.shops[index];
  const profile = [...(names[index] ?? [])].find(([, number]) => number === customer)?.[0];
  if (shop === undefined || profile === undefined) return null;
  const visit = await customerOf(product.url, (await member.entry(shop.id, profile)).url);
  open.visits.set(customer, visit);
  return visit;
}

/**
 * Customers do what they do by themselves, in the product's own pages: they open, follow the link, and say that they want
 * no more of it. Whatever the product may learn of tiredness it learns from this.
 */
export async function comeAndSay(
  open: Open,
  reacted: readonly Reacted[],
  names: Names,
): Promise<void> {
  for (const { customer, good, reaction } of reacted) {
    if (!reaction.opened && !reaction.unsubscribed) continue;
    const visit = await visitOf(open, customer, names);
    if (visit === null) continue;
    const title = open.world.goods[good]?.title ?? "";
    const unread = (await visit.inbox()).messages.filter(({ openedAt }) => openedAt === null);
    const message = unread.find(({ text }) => text.includes(title));
    if (reaction.opened && message !== undefined) {
      await visit.opened(message.id);
      if (reaction.clicked) await visit.click(message.link);
    }
    if (reaction.unsubscribed) await visit.optOut();
  }
}
