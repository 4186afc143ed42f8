import { type Ctx, DAY, shopId } from "@zhongshu/kernel";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGoods, schema } from "../src/index.ts";
import { NO_SALES } from "./sales.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000b2");
const goods = createGoods({ audit: async () => undefined, ...NO_SALES });
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());
const within = <T>(work: (ctx: Ctx) => Promise<T>) => database.asTenant(testSeal(), work);
const yuan = (minor: number) => ({ minor, currency: "CNY" });

test("GO51 brand and cost are told of what the shop has, and read as of an instant", async () => {
  const told = { shop: SHOP, product: "p", brand: "小满", costs: [{ sku: "p1", cost: yuan(300) }] };
  const unknown = await within((ctx) => goods.putTrade(ctx, told));
  expect(unknown).toMatchObject({ ok: false, error: { code: "goods.unknown" } });
  const skus = [{ id: "p1", name: "", listPrice: yuan(900), stock: 10 }];
  const product = { shop: SHOP, product: "p", title: "Tea", from: NOW - 9 * DAY, skus };
  expect(await within((ctx) => goods.put(ctx, product))).toMatchObject({ ok: true });
  const wrong = { ...told, costs: [{ sku: "x", cost: yuan(1) }] };
  const refused = await within((ctx) => goods.putTrade(ctx, wrong));
  expect(refused).toMatchObject({ ok: false, error: { code: "goods.sku-unknown" } });
  await within((ctx) => goods.putTrade(ctx, { ...told, from: NOW - 5 * DAY }));
  const later = { shop: SHOP, product: "p", costs: [{ sku: "p1", cost: null }], from: NOW - DAY };
  await within((ctx) => goods.putTrade(ctx, later));
  const book = (at: number) => within((ctx) => goods.bookOf(ctx, { shop: SHOP, at }));
  expect(await book(NOW - 6 * DAY)).toMatchObject({ brands: [], costs: [] });
  const early = await book(NOW - 2 * DAY);
  expect(early.brands).toEqual([{ subject: "p", validFrom: NOW - 5 * DAY, value: "小满" }]);
  expect(early.costs.map(({ value }) => value)).toEqual([yuan(300)]);
  expect(early.lists.map(({ value }) => value)).toEqual([yuan(900)]);
  expect(early.launches).toEqual([{ product: "p", at: NOW - 9 * DAY }]);
  const late = await book(NOW);
  expect(late.costs.map(({ value }) => value)).toEqual([yuan(300), null]);
  const shown = JSON.stringify(
    await within((ctx) => goods.offer(ctx, { shop: SHOP, product: "p", at: NOW })),
  );
  expect(shown).not.toMatch(/小满|300/);
});

test("GO51 GO4 stock as of an instant is the last count, with the movements after it", async () => {
  const at = (when: number) => within((ctx) => goods.stocksAt(ctx, { shop: SHOP, at: when }));
  expect(await at(NOW - 10 * DAY)).toEqual([]);
  expect(await at(NOW)).toEqual([{ sku: "p1", stock: 10, countedAt: NOW - 9 * DAY }]);
});

test("GO14 what is left of a product is told by SKU with when it was counted, and opens to counts and movements", async () => {
  const asked = { shop: SHOP, product: "p", at: NOW };
  const left = await within((ctx) => goods.stockOf(ctx, asked));
  expect(left).toContainEqual({ sku: "p1", name: "", stock: 10, countedAt: NOW - 9 * DAY });
  const early = { ...asked, at: NOW - 9 * DAY - 1 };
  expect(
    (await within((ctx) => goods.stockOf(ctx, early))).some(({ stock }) => stock !== null),
  ).toBe(false);
  const rows = await within((ctx) => goods.stockRows(ctx, { ...asked, limit: 5 }));
  expect(rows).toMatchObject({ total: 1, rows: [{ sku: "p1", counted: 10, moved: null }] });
  expect((await within((ctx) => goods.stockRows(ctx, { ...early, limit: 5 }))).total).toBe(0);
});
