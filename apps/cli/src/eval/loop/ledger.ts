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
  const { goods, file } = world;
  account.messages += 1;
  account.costs += file.costs.message;
  if (reaction.unsubscribed) {
    account.unsubscribed += 1;
    account.costs += file.costs.unsubscribe;
  }
  if (reaction.extra) account.margin += bought(goods[good]?.price ?? 0, file.goods.margin);
}

const bought = (price: number, margin: number): number => (price / 100) * margin;

/** What neighbours bought because others opened belongs to the messages as well. */
export function bookSpill(account: Account, world: World, good: number): void {
  account.margin += bought(world.goods[good]?.price ?? 0, world.file.goods.margin);
}

export const perMessage = ({ messages, margin, costs }: Account): number =>
  messages === 0 ? 0 : (margin - costs) / messages;
