import { afterAll, beforeAll, expect, test } from "vitest";
import { createOrders } from "../src/index.ts";
import { HEAD, openWorld, SHOP, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("IM46 orders out of line are found among those that are sound, with the way back to their files", async () => {
  const rows = [
    "1,A,T,1,2011-01-05 10:00:00,5.00,c1,X",
    "1,B,T,1,2011-01-05 10:00:00,£2.00,c1,X",
    "2,A,T,1,2012-01-05 10:00:00,5.00,c1,X",
    "3,A,T,1,2011-01-05 10:00:00,5.00,c1,X",
  ];
  const id = await world.begin(await world.file("q.csv", [HEAD, ...rows].join("\n")), {
    source: "q",
  });
  await world.imports().perform(seal, id, () => undefined);
  await world.asTenant(seal, (ctx) =>
    world.ledger.append(
      ctx,
      [300, 500].map((minor, i) => ({
        ...{
          tenant: ctx.tenant,
          shop: SHOP,
          messageId: `paid-${i}`,
          type: "order_paid",
          version: 1,
        },
        ...{ anonymousId: null, userId: null, at: ctx.now, receivedAt: ctx.now },
        properties: { source: "q", number: String(2 + i), amount: { minor, currency: "CNY" } },
      })),
    ),
  );
  const { quality } = createOrders();
  const found = await world.asTenant(seal, (ctx) => quality.find(ctx, SHOP));
  expect(found.map(({ rule, name, lineage }) => [rule, name, lineage])).toEqual([
    ["order-paid-otherwise", "2", "order:q:2"],
    ["order-date", "2", "order:q:2"],
    ["order-unbalanced", "1", "order:q:1"],
  ]);
  const keys = quality.rules.map(({ key }) => key);
  expect(found.every(({ rule }) => keys.includes(rule))).toBe(true);
});
