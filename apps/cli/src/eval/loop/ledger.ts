import type { Reaction, World } from "@zhongshu/market";

/** What a policy's messages were worth by the market's own account, in yuan. */
export type Account = {
  messages: number;
  margin: number;
  costs: number;
  unsubscribed: number;
};

export const opened = (): Account => ({ messages: 0, margin: 0, costs: 0, unsubscribed: 0 });

/** Books one message: what was bought only because of it, less what it and a lost subscriber cost. */
export function book(account: Account, world: World, good: number, reaction: Reaction): void {
  const { file } = world;
  account.messages += 1;
  account.costs += file.costs.message;
  if (reaction.unsubscribed) {
    account.unsubscribed += 1;
    account.costs += file.costs.unsubscribe;
  }
  if (reaction.extra) account.margin += worthOf(world, good);
}

/**
 * What the seller keeps of one sale, in yuan: the share of the price paid, less the seller's part of what a coupon took
 * off it, unless it is sent back, of which there is the same chance for all.
 */
function worthOf({ goods, file }: World, good: number): number {
  const { price = 0, list = 0 } = goods[good] ?? {};
  const kept = price * file.goods.margin - (list - price) * file.costs.coupon;
  return (kept / 100) * (1 - file.refunds.share);
}

/** What neighbours bought because others opened belongs to the messages as well. */
export function bookSpill(account: Account, world: World, good: number): void {
  account.margin += worthOf(world, good);
}

export const perMessage = ({ messages, margin, costs }: Account): number =>
  messages === 0 ? 0 : (margin - costs) / messages;
