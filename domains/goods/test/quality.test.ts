import { type Ctx, DAY, shopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProductChange } from "../src/contract.ts";
import { createGoods, schema } from "../src/index.ts";
import { NO_SALES } from "./sales.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000b1");
const goods = createGoods({ audit: async () => undefined, ...NO_SALES });
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());
const within = <T>(work: (ctx: Ctx) => Promise<T>) => database.asTenant(testSeal(), work);

const cny = (minor: number) => ({ minor, currency: "CNY" });
let message = 0;
const event = (type: string, at: number, properties: Record<string, unknown>): LedgerEvent => ({
  ...{ tenant: testSeal().tenant, shop: SHOP, messageId: String(message++) },
  ...{ anonymousId: null, userId: null, profile: null },
  ...{ type, version: 1, at, receivedAt: NOW, properties },
});
const sold = (product: string, title: string) => {
  const line = { ordinal: 1, sku: `${product}-s`, product, title, category: null, quantity: 1 };
  const lines = [{ ...line, unitPrice: cny(500), kind: "goods" }];
  return event("order_placed", NOW - DAY, { source: "x", number: product, first: true, lines });
};
const put = (product: string, change: ProductChange) =>
  within((ctx) => goods.put(ctx, { shop: SHOP, product, ...change, from: NOW - 3 * DAY }));
const found = async () =>
  (await within((ctx) => goods.quality.find(ctx, SHOP))).map(({ rule, subject }) => [
    rule,
    subject,
  ]);

test("GO20 a shop's goods are judged as they stand: stock, names, what was never told, prices out of order", async () => {
  const learn = (...batch: readonly LedgerEvent[]) =>
    within(({ sql }) => goods.projection.project(sql, batch));
  await learn(sold("a", "白茶"), sold("b", "白 茶"));
  expect(await found()).toEqual([["goods-same-name", "b"]]);
  const sku = { id: "a-s", listPrice: cny(500), memberPrice: cny(600), stock: 2 };
  await put("a", { title: "白茶", skus: [sku] });
  const line = { ordinal: 1, sku: "a-s", product: "a", title: "白茶", quantity: -5 };
  await learn(event("stock_adjusted", NOW - DAY, { source: "x", number: "9", lines: [line] }));
  expect(await found()).toEqual([
    ["stock-below-zero", "a-s"],
    ["goods-same-name", "b"],
    ["sku-unknown", "b b-s"],
    ["price-order", "a-s"],
  ]);
});

test("GO20 the least that a customer pays is held against the cost as told last", async () => {
  const below = async () => (await found()).filter(([rule]) => rule === "price-below-cost");
  const sku = { id: "k-s", listPrice: cny(900), memberPrice: cny(700), stock: 2 };
  await put("k", { title: "乌龙", skus: [sku] });
  const cost = (minor: number | null, from: number) =>
    within((ctx) =>
      goods.putTrade(ctx, {
        ...{ shop: SHOP, product: "k", from },
        costs: [{ sku: "k-s", cost: minor === null ? null : cny(minor) }],
      }),
    );
  await cost(650, NOW - 2 * DAY);
  expect(await below()).toEqual([]);
  await cost(701, NOW - DAY);
  expect(await below()).toEqual([["price-below-cost", "k-s"]]);
  await cost(null, NOW - 1);
  expect(await below()).toEqual([]);
});

test("GO20 what was learned from an import that is undone is forgotten, and dated by whoever taught it next", async () => {
  const first = { ...sold("c", "红茶"), at: NOW - 5 * DAY };
  const later = sold("c", "红茶");
  await within(async ({ sql }) => {
    await goods.projection.project(sql, [first, later]);
    async function* between() {
      yield [later];
    }
    const remaining = { ofDocuments: async () => [], ofProfiles: between, between };
    await goods.projection.withdraw(sql, { events: [first], remaining });
    const rows = await sql.rows(
      "select title, valid_from as at from goods.description where product = 'c'",
    );
    expect(rows).toEqual([{ title: "红茶", at: later.at }]);
    const prices = await sql.rows("select day from goods.price where sku = 'c-s'");
    expect(prices).toHaveLength(1);
  });
});
