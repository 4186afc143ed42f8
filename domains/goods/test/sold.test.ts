import { type Ctx, DAY, rateOf, shopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
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

const sale = (at: number, line: object): LedgerEvent => ({
  ...{ tenant: testSeal().tenant, shop: SHOP, messageId: "m", type: "order_placed", version: 1 },
  ...{ anonymousId: null, userId: null, profile: null, at, receivedAt: NOW },
  properties: {
    ...{ source: "x", number: "1", first: true },
    lines: [{ ordinal: 1, quantity: 1, unitPrice: { minor: 500, currency: "CNY" }, ...line }],
  },
});

test("GO10 GO1 a sale earns by the rule and the category of its own instant, whatever was told later", async () => {
  const rule = (
    scope: "shop" | "category" | "product",
    subject: string,
    bp: number,
    from: number,
  ) =>
    within((ctx) =>
      goods.putCommission(ctx, {
        ...{ shop: SHOP, scope, subject, bp, validFrom: from, validUntil: null },
      }),
    );
  const first = { product: "q", sku: "q", title: "Q", category: "tea", kind: "goods" };
  await within(({ sql }) => goods.projection.project(sql, [sale(NOW - 9 * DAY, first)]));
  const told5 = { title: "Tea", category: "tea", from: NOW - 5 * DAY };
  await within((ctx) => goods.put(ctx, { shop: SHOP, product: "p", ...told5 }));
  await rule("shop", "", 500, NOW - 10 * DAY);
  await rule("category", "tea", 800, NOW - 8 * DAY);
  await rule("product", "p", 1_500, NOW - 2 * DAY);
  const earned = (product: string, days: number, category: string | null = null) => ({
    ...{ product, category, at: NOW - days * DAY },
  });
  const lines = [
    earned("p", 11),
    earned("p", 9),
    earned("p", 6),
    earned("p", 4),
    earned("p", 1),
    earned("q", 7),
    earned("unknown", 7, "tea"),
    earned("unknown", 7),
  ];
  const told = (of: typeof lines) =>
    within(async (ctx) =>
      (await goods.commissionOn(ctx, { shop: SHOP, lines: of })).map((rate) =>
        rate !== null && "bp" in rate ? rate.bp : rate,
      ),
    );
  expect(await told(lines)).toEqual([null, 500, 500, 800, 1_500, 800, 800, 500]);
  expect(await told(lines.slice(0, 3))).toEqual([null, 500, 500]);
  expect(await told([])).toEqual([]);
  const titled = (at: number) => within((ctx) => goods.titles(ctx, { shop: SHOP, at }));
  expect(await titled(NOW - 6 * DAY)).toEqual([{ product: "q", title: "Q" }]);
  expect(await titled(NOW)).toHaveLength(2);
});

test("GO11 GO6 a rule told again for the same beginning is a word of its own, and the console shows the last", async () => {
  const shop = shopId("00000000-0000-7000-8000-0000000000b7");
  const rule = { shop, scope: "shop", subject: "", validFrom: NOW - 90 * DAY } as const;
  const each = { minor: 300, currency: "CNY" };
  const on = <T>(now: number, work: (ctx: Ctx) => Promise<T>) =>
    database.asTenant({ ...testSeal(), now }, work);
  const first = NOW - 40 * DAY;
  await on(first, (ctx) => goods.putCommission(ctx, { ...rule, bp: 500, validUntil: null }));
  const back = (from: number, asOf: number) =>
    within((ctx) => goods.reachBack(ctx, { shop, from, asOf }));
  expect(await back(first, NOW)).toBeNull();
  await within((ctx) => goods.putCommission(ctx, { ...rule, each, validUntil: null }));
  expect(await back(NOW - DAY, NOW)).toBe(NOW - 90 * DAY);
  expect(await back(NOW - DAY, NOW - 1)).toBeNull();
  const lines = [{ product: "p", category: null, at: NOW - 60 * DAY }];
  const [words] = await within((ctx) => goods.wordsOf(ctx, { shop, lines }));
  expect(words?.map(({ toldAt, rule: said }) => [toldAt, said && rateOf(said)])).toEqual([
    [first, { bp: 500 }],
    [NOW, { each }],
  ]);
  const rules = await within((ctx) => goods.commissionRules(ctx, shop));
  expect(rules).toMatchObject({ ok: true, value: [{ scope: "shop", each }] });
});
