import { type Ctx, DAY, MINUTE, type Seal, shopId } from "@zhongshu/kernel";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGoods, schema } from "../src/index.ts";
import type { Sales } from "../src/tag/decisions.ts";
import { NO_SALES } from "./sales.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000b1");
const sold = (product: string, orders: number): Sales => ({
  ...{ product, orders, firstAt: NOW - 400 * DAY, buyers: 0, firstBuyers: 0 },
  ...{ byMonth: [], each: null },
});
let sales: readonly Sales[] = [];
const goods = createGoods({
  ...NO_SALES,
  audit: async () => undefined,
  salesOf: async () => ({ sales, ordered: 50 }),
});
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());
const within = <T>(work: (ctx: Ctx) => Promise<T>, seal: Partial<Seal> = {}) =>
  database.asTenant(testSeal(seal), work);
const step = (now: number) => within((ctx) => goods.tagStep(ctx, SHOP), { now });

test("GO22 goods are tagged once in ten minutes, counted by day, listed by tag, and each with its figures", async () => {
  expect(await step(NOW)).toBe(false);
  for (const product of ["a", "b", "c", "d", "e"])
    await within((ctx) => goods.put(ctx, { shop: SHOP, product, title: product }), {
      now: NOW - 100 * DAY,
    });
  sales = [sold("a", 40), ...["b", "c", "d", "e"].map((product) => sold(product, 1))];
  expect(await step(NOW)).toBe(true);
  expect(await step(NOW + 9 * MINUTE)).toBe(false);
  sales = [sold("a", 40), sold("b", 50), ...["c", "d", "e"].map((each) => sold(each, 0))];
  const later = NOW + DAY;
  expect(await step(later)).toBe(true);
  const hits = (now: number) =>
    within(async (ctx) => {
      const { shop, at } = { shop: SHOP, at: now };
      const ask = { search: null, category: null, tag: "hit", after: null, limit: 9 };
      const list = await goods.list(ctx, { shop, at, ...ask });
      return list.ok ? list.value.goods.map(({ id }) => id) : list;
    });
  expect(await hits(later)).toEqual([]);
  const slow = await within((ctx) => goods.tagsOf(ctx, { shop: SHOP, product: "c" }));
  expect(slow).toMatchObject({
    value: { at: later, tags: [{ key: "slow", evidence: { shopOrders: 50, knownDays: 101 } }] },
  });
  const basis = (tag: string, can = true) =>
    within((ctx) => goods.tagBasis(ctx, { shop: SHOP, product: "c", tag }), { can: () => can });
  expect(await basis("slow")).toMatchObject({ at: later, version: 1 });
  expect((await basis("slow"))?.types).toContain("order_placed");
  expect([await basis("hit"), await basis("slow", false)]).toEqual([null, null]);
  const told = await within((ctx) => goods.tags(ctx, SHOP), { now: later });
  if (!told.ok) throw new Error(told.error.code);
  expect(told.value.tags.find(({ key }) => key === "slow")?.products).toBe(3);
  expect(told.value.days.filter(({ value }) => value === "hit")).toMatchObject([
    { people: 1 },
    { people: 0 },
  ]);
});

test("GO22 who may not see the shop's goods is told no tag", async () => {
  const stranger = { can: () => false };
  const refused = { ok: false, error: { status: 403 } };
  const one = { shop: SHOP, product: "a" };
  expect(await within((ctx) => goods.tags(ctx, SHOP), stranger)).toMatchObject(refused);
  expect(await within((ctx) => goods.tagsOf(ctx, one), stranger)).toMatchObject(refused);
  const lines = await within((ctx) => goods.sales(ctx, { ...one, limit: 1 }), stranger);
  expect(lines).toMatchObject(refused);
});
