import { readFile } from "node:fs/promises";
import { marketOf, openWorld } from "@zhongshu/market";
import { expect, test } from "vitest";
import { book, bookSpill, opened, perMessage } from "./ledger.ts";

const file = marketOf(
  JSON.parse(
    await readFile(new URL("../../../../market/markets/mothers.json", import.meta.url), "utf8"),
  ),
);
const reaction = { opened: true, clicked: true, unsubscribed: false, bought: true, extra: true };

test("a message is worth the share of what was bought because of it and kept, less its own cost and that of a lost subscriber", () => {
  const costs = { message: 0.05, unsubscribe: 8, coupon: 0 };
  const refunds = { ...file.refunds, share: 0.1 };
  const worldWith = (coupon: number) =>
    openWorld({ ...file, costs: { ...costs, coupon }, refunds }, 1);
  const world = worldWith(0);
  const good = world.goods.findIndex(({ price, list }) => price < list);
  const { price = 0, list = 0 } = world.goods[good] ?? {};
  const account = opened();
  book(account, world, good, reaction);
  const kept = (price / 100) * file.goods.margin * 0.9;
  expect(perMessage(account)).toBeCloseTo(kept - 0.05, 9);
  // What would have been bought anyway is worth nothing; who leaves costs eight yuan.
  book(account, world, good, { ...reaction, extra: false, unsubscribed: true });
  expect(perMessage(account)).toBeCloseTo((kept - 0.1 - 8) / 2, 9);
  bookSpill(account, world, good);
  expect(account.margin).toBeCloseTo(2 * kept, 9);
  // Where the seller pays half of the coupon, that comes off.
  const paying = opened();
  book(paying, worldWith(0.5), good, reaction);
  expect(paying.margin).toBeCloseTo(kept - ((list - price) / 100) * 0.5 * 0.9, 9);
  expect(perMessage(opened())).toBe(0);
});
