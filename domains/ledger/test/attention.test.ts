import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "../src/index.ts";
import { NOW, OTHER_SHOP, openWorld, SHOP, TENANT, type World } from "./world.ts";

let world: World;
const [FROM, UNTIL] = [NOW - 1_000, NOW];
const during = { shop: SHOP, from: FROM, until: UNTIL };

let n = 0;
const fact = (type: string, at: number, properties: object, over: object = {}): Fact => ({
  ...{ tenant: TENANT, shop: SHOP, type, version: 1, at, receivedAt: NOW },
  ...{ messageId: `attention ${n++}`, userId: null, anonymousId: null },
  properties: { ...properties },
  ...over,
});
const viewed = (product: string, at: number, over: object = {}) =>
  fact(
    "product_viewed",
    at,
    { product, sku: `${product}-1`, category: "tea", community: "c1" },
    { anonymousId: "visitor", ...over },
  );
const reviewed = (product: string, at: number, passed: boolean, over: object = {}) =>
  fact("product_reviewed", at, { product, passed }, over);

beforeAll(async () => {
  world = await openWorld();
  const told = [
    viewed("late", UNTIL),
    viewed("second", FROM + 5, { userId: "u-1" }),
    viewed("first", FROM),
    viewed("early", FROM - 1),
    viewed("elsewhere", FROM, { shop: OTHER_SHOP }),
    fact("product_clicked", FROM, { product: "clicked" }, { anonymousId: "visitor" }),
    reviewed("again", FROM - 1, false),
    reviewed("again", FROM + 1, true),
    reviewed("new", FROM + 3, true),
    reviewed("new", FROM, false),
    reviewed("both", FROM + 2, true),
    reviewed("both", FROM + 2, false),
    reviewed("passed", UNTIL - 1, true),
    reviewed("late", UNTIL, true),
    reviewed("passed", FROM - 1, false, { shop: OTHER_SHOP }),
  ];
  expect(await world.as((ctx) => world.ledger.append(ctx, told))).not.toContain(false);
});
afterAll(() => world.close());

test("LE25 looks of one shop in the stretch, its first instant in it and its end not, oldest first", async () => {
  const found = await world.as((ctx) => world.ledger.views(ctx, during));
  expect(found.map(({ product }) => product)).toEqual(["first", "second"]);
  expect(found[0]).toMatchObject({ at: FROM, sku: "first-1", category: "tea", community: "c1" });
  const who = found.map((view) => view.who);
  expect(who).toEqual(found.map(({ profile }) => profile));
  expect(new Set(who).size).toBe(2);
});

test("LE25 a first review is the first ever, of one instant the refusal, and of its own shop", async () => {
  const found = await world.as((ctx) => world.ledger.firstReviews(ctx, during));
  expect(found.toSorted((a, b) => (a.product < b.product ? -1 : 1))).toEqual([
    { product: "both", at: FROM + 2, passed: false },
    { product: "new", at: FROM, passed: false },
    { product: "passed", at: UNTIL - 1, passed: true },
  ]);
});
