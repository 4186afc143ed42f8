import { type Ctx, DAY, shopId, startOf } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FiguresAsked } from "../src/figures/figures.ts";
import { createInsight, schema } from "../src/index.ts";
import type { SoldLine } from "../src/ports.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const OTHER = shopId("00000000-0000-7000-8000-0000000000a2");
const NOW = startOf("2026-03-10");
const at = NOW - 3 * DAY;
const line: SoldLine = {
  ...{ profile: null, source: "mall", number: "1", ordinal: 1, at, toldAt: at },
  ...{ product: "tea", sku: "tea-1", title: "茶", category: "饮", community: "北区", quantity: 3 },
  ...{ minor: 9_000, currency: "CNY", taken: [], paidAt: null, tellsFrom: null },
};
const back = { refund: "r", ordinal: 1, at: NOW - 1, minor: 5_000 };
const lines = [
  { ...line, taken: [back] },
  { ...line, number: "2", currency: "USD" },
  { ...line, number: "3", community: "南区", at: at - DAY, toldAt: at - DAY },
  // Its source tells of payments, and of none for this one.
  { ...line, source: "web", number: "4", tellsFrom: at - DAY },
];
const insight = createInsight({
  shops: async () => [SHOP],
  orders: {
    async *histories(_, { from, until, shop }) {
      yield lines.filter((one) => shop === SHOP && one.at >= from && one.at < until);
    },
  },
  goods: {
    rulesOn: async (_, asked) => asked.lines.map(() => ({ id: 7, bp: 1_000 })),
    wordsOf: async (_, asked) => asked.lines.map(() => []),
    reachBack: async () => null,
    bookOf: async () => ({
      brands: [
        { subject: "tea", validFrom: 0, value: "old" },
        { subject: "tea", validFrom: at, value: "new" },
      ],
      costs: [{ subject: "tea-1", validFrom: 0, value: { minor: 1_000, currency: "USD" } }],
      lists: [],
      categories: [],
      launches: [{ product: "tea", at: 0 }],
      skus: [
        { sku: "tea-1", product: "tea", at: 0 },
        { sku: "tea-2", product: "tea", at },
      ],
    }),
    stocksAt: async () => [],
  },
  reach: {
    policyOf: async () => ({ returnMs: 7 * DAY }),
    communityNames: async () => [{ id: "c1", code: "north", name: "北区" }],
  },
  ledger: { views: async () => [], firstReviews: async () => [] },
  audit: async () => undefined,
});

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());
const asked: FiguresAsked = {
  ...{ shop: SHOP, shops: [], from: "2026-03-01", until: "2026-03-09" },
  against: "before",
  ...{ currency: null, by: null },
};
const as = <T>(work: (ctx: Ctx) => Promise<T>, can = (_: string, shop?: string) => shop === SHOP) =>
  db.asTenant({ ...testSeal(), now: NOW, can }, work);
const figures = (over: object = {}) =>
  as(async (ctx) => {
    const found = await insight.figures(ctx, { ...asked, ...over });
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  });
const values = async (over: object = {}) => {
  const { figures: all } = await figures(over);
  return new Map(all.map(({ metric, value, unknown }) => [metric, unknown ?? value]));
};

test("IN21 what was bought counts on its day, net of refunds; what is unpaid is not bought, and another currency is left out", async () => {
  const found = await values();
  expect(found.get("sales")).toBe(13_000);
  expect(found.get("pieces")).toBe(5);
  expect(found.get("orders")).toBe(2);
  expect(found.get("margin")).toBe("no-cost");
  expect(await figures()).toMatchObject({ currency: "CNY", foreign: 1, provisional: true });
});

test("IN22 of a part only its own lines in another currency are said to be left out", async () => {
  expect(await figures({ product: "tea" })).toMatchObject({ foreign: 1 });
  expect(await figures({ product: "rice" })).toMatchObject({ foreign: 0 });
  expect(await figures({ community: "c1" })).toMatchObject({ foreign: 1 });
  expect(await figures({ community: "南区" })).toMatchObject({ foreign: 0 });
});

test("IN22 communities go by the shop's own name, brands by the day of the order", async () => {
  const { groups } = await figures({ by: "community" });
  expect(groups.map(({ key, name, values: { sales } }) => [key, name, sales])).toEqual([
    ["南区", "南区", 9_000],
    ["c1", "北区", 4_000],
  ]);
  expect((await values({ brand: "old" })).get("sales")).toBe(9_000);
});

test("IN25 of a stretch that is over only what was in the catalogue by its end can have sold", async () => {
  expect((await values()).get("sell-through")).toBe(0.5);
  const earlier = await values({ until: "2026-03-06" });
  expect(earlier.get("sell-through")).toBe(1);
});

test("IN29 commission is told by stage, with what refunds took", async () => {
  const found = await values();
  expect([found.get("estimated"), found.get("pending"), found.get("clawed-back")]).toEqual([
    900, 1_300, 500,
  ]);
});

test("IN20 the rows of a figure come page by page and add up to it", async () => {
  const page = (after: number) =>
    as((ctx) => insight.figureRows(ctx, { ...asked, metric: "sales", after, limit: 1 }));
  const [first, second] = [await page(0), await page(1)];
  expect(first).toMatchObject({ value: { next: "1", figure: { value: 13_000, rows: 2 } } });
  expect(first).toMatchObject({ value: { rows: [{ number: "1", top: 4_000 }] } });
  expect(second).toMatchObject({ value: { next: null, rows: [{ number: "3", top: 9_000 }] } });
});

test("IN30 a shop that the reader may not see is refused, and a stretch that has not begun", async () => {
  const code = async (over: object) => {
    const found = await as((ctx) => insight.figures(ctx, { ...asked, ...over }));
    return found.ok ? null : found.error.code;
  };
  expect(await code({ shops: [OTHER] })).toBe("insight.not-allowed");
  expect(await code({ from: "2026-03-11", until: "2026-03-12" })).toBe("insight.stretch");
  expect(await code({ from: "2025-01-01" })).toBe("insight.stretch");
});
