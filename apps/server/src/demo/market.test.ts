import { react } from "@zhongshu/market";
import { expect, test } from "vitest";
import { DEMO_GOODS, DEMO_LAUNCHES } from "./goods.ts";
import { demoWorlds } from "./market.ts";

test("the demo's customers know every product that a card can be about, those that came lately too", () => {
  const sold = [...DEMO_GOODS, ...DEMO_LAUNCHES].map(({ id }) => id);
  for (const world of demoWorlds()) expect(world.goods.map(({ id }) => id)).toEqual(sold);
});

test("a message about something that came lately is opened by some and left by others", () => {
  const [world] = demoWorlds();
  if (world === undefined) throw new Error("The demo has no shop");
  const good = world.goods.findIndex(({ id }) => id === "P902");
  const opened = world.customers.slice(0, 60).map(({ index: customer }) => {
    const { opened } = react(world, { customer, good, day: 1, window: 7, number: customer });
    return opened;
  });
  expect(new Set(opened)).toEqual(new Set([true, false]));
});
