import { type Ctx, DAY, HOUR, type Seal, shopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ProductChange } from "../src/contract.ts";
import { createGoods, routes, schema } from "../src/index.ts";
import { NO_SALES } from "./sales.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000b1");
const TABLES = {
  description: "valid_from",
  sku: "valid_from",
  price: "valid_from",
  sale_window: "valid_from",
  commission_rule: "valid_from",
  stock_count: "at",
  stock_movement: "at",
};
const audited: unknown[] = [];
const goods = createGoods({
  audit: async (_ctx, ...entry) => {
    audited.push(entry);
  },
  ...NO_SALES,
});
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());
const within = <T>(work: (ctx: Ctx) => Promise<T>, seal: Partial<Seal> = {}) =>
  database.asTenant(testSeal(seal), work);
beforeEach(() => {
  audited.length = 0;
  return within(async ({ sql }) => {
    for (const table of [...Object.keys(TABLES), "promotion_day"])
      await sql.run(`delete from goods.${table}`);
  });
});

const CNY = (minor: number) => ({ minor, currency: "CNY" });
let message = 0;
const event = (type: string, at: number, properties: Record<string, unknown>): LedgerEvent => ({
  ...{ tenant: testSeal().tenant, shop: SHOP, messageId: String(message++) },
  ...{ anonymousId: null, userId: null, profile: null },
  ...{ type, version: 1, at, receivedAt: NOW, properties },
});
const line = (over: object = {}) => ({
  ordinal: 1,
  sku: "s",
  product: "p",
  title: "Tea",
  category: null,
  quantity: 1,
  unitPrice: CNY(500),
  kind: "goods",
  ...over,
});
const sale = (at: number, over: object = {}) =>
  event("order_placed", at, { source: "x", number: String(at), first: true, lines: [line(over)] });
const project = (...batch: readonly LedgerEvent[]) =>
  within(({ sql }) => goods.projection.project(sql, batch));
const put = (change: ProductChange, product = "p") =>
  within((ctx) => goods.put(ctx, { shop: SHOP, product, ...change }));
const productAt = (at: number, product = "p") =>
  within(async (ctx) => {
    const found = await goods.product(ctx, { shop: SHOP, product, at });
    return found.ok ? found.value : null;
  });
const offerAt = (at: number) => within((ctx) => goods.offer(ctx, { shop: SHOP, product: "p", at }));

test("GO2 GO3 a sold line teaches product, SKU, title and price; a service line and a gift's price do not", async () => {
  await project(
    sale(NOW, { category: "tea" }),
    sale(NOW + 1, { product: "post", sku: "post", kind: "service" }),
    sale(NOW + 2, { product: "gift", sku: "gift", unitPrice: CNY(0) }),
  );
  expect(await productAt(NOW)).toMatchObject({
    title: "Tea",
    category: "tea",
    stage: "always",
    window: null,
    commission: null,
    skus: [
      { id: "s", listPrice: CNY(500), stock: null, priceSource: { at: NOW, source: "order line" } },
    ],
  });
  expect(await productAt(NOW - 1)).toBeNull();
  expect(await productAt(NOW + DAY, "post")).toBeNull();
  expect((await productAt(NOW + DAY, "gift"))?.skus).toMatchObject([
    { listPrice: null, priceSource: null },
  ]);
});

test("GO3 the price learned is the one paid on most of the last days of selling, whatever other channels pay", async () => {
  const other = { unitPrice: CNY(990) };
  const days = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((d) => sale(NOW + d * DAY));
  await project(...days, sale(NOW + 7 * DAY + HOUR, other), sale(NOW + 8 * DAY + HOUR, other));
  const paid = async (day: number) => (await offerAt(NOW + day * DAY + 2 * HOUR))?.listPrice;
  expect(await paid(8)).toEqual(CNY(500));
  expect(await offerAt(NOW + 8 * DAY)).toMatchObject({ priceLearned: true });
  // A price that changed for good is taken once it has been paid on most of them; of equals the newest.
  await project(...[9, 10, 11, 12].map((d) => sale(NOW + d * DAY, { unitPrice: CNY(600) })));
  expect([await paid(10), await paid(12)]).toEqual([CNY(500), CNY(600)]);
  await put({ skus: [{ id: "s", listPrice: CNY(480) }] });
  expect(await offerAt(NOW + 12 * DAY)).toMatchObject({
    listPrice: CNY(480),
    priceLearned: false,
  });
});

test("GO3 a learned price gives way to every price that the catalogue tells", async () => {
  await project(sale(NOW - DAY));
  await put({ title: "Black tea", skus: [{ id: "s", memberPrice: CNY(450) }] });
  await project(sale(NOW + HOUR, { unitPrice: CNY(300), title: "TEA" }));
  expect(await productAt(NOW + DAY)).toMatchObject({
    title: "Black tea",
    skus: [
      { listPrice: null, memberPrice: CNY(450), priceSource: { at: NOW, source: "catalogue" } },
    ],
  });
  expect((await productAt(NOW - 1))?.skus[0]?.listPrice).toEqual(CNY(500));
});

test("GO3 what is learned does not depend on order or batching", async () => {
  const sold = fc.record({
    hours: fc.nat(60),
    minor: fc.constantFrom(100, 200, 300),
    title: fc.constantFrom("A", "B"),
    product: fc.constantFrom("p", "q"),
  });
  const read = () =>
    within(({ sql }) =>
      sql.rows(`select 1 as t, product as a, title as b, valid_from as c from goods.description
        union all select 2, product, sku, valid_from from goods.sku
        union all select 3, sku, minor::text, valid_from from goods.price order by 1, 2, 3, 4`),
    );
  const empty = () =>
    within(async ({ sql }) => {
      for (const table of ["description", "sku", "price"])
        await sql.run(`delete from goods.${table}`);
    });
  const run = fc.asyncProperty(
    fc.array(sold, { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 1, max: 4 }),
    async (all, size) => {
      const events = all.map(({ hours, minor, ...rest }) =>
        sale(NOW + hours * HOUR, { ...rest, sku: `${rest.product}-s`, unitPrice: CNY(minor) }),
      );
      await empty();
      await project(...events);
      const together = await read();
      await empty();
      const reversed = events.toReversed();
      for (let i = 0; i < reversed.length; i += size) await project(...reversed.slice(i, i + size));
      expect(await read()).toEqual(together);
    },
  );
  await fc.assert(run, { numRuns: 25 });
});

test("GO4 stock is the last count and what moved after it; never told is null", async () => {
  const moved = (at: number, number: string, quantity: number) =>
    event("stock_adjusted", at, { source: "x", number, lines: [line({ quantity })] });
  await project(sale(NOW - 9 * DAY), moved(NOW - 5 * DAY, "1", 40));
  expect((await productAt(NOW - 4 * DAY))?.skus[0]?.stock).toBeNull();
  const counted = event("stock_counted", NOW - 3 * DAY, { sku: "s", product: "p", stock: 10 });
  await project(counted, moved(NOW - 2 * DAY, "2", -3), moved(NOW - DAY, "3", -90));
  await project(moved(NOW - 2 * DAY, "2", -3));
  const stock = async (days: number) => (await productAt(NOW - days * DAY))?.skus[0]?.stock;
  expect([await stock(3), await stock(2), await stock(1)]).toEqual([10, 7, 0]);
  await put({ skus: [{ id: "s", stock: 25 }] });
  await put({ skus: [{ id: "s", stock: 30 }] });
  expect(await stock(0)).toBe(30);
});

test("GO5 GO7 an offer names the SKU that can be had cheapest, its rows, and nothing before its preview", async () => {
  const coupon = {
    price: CNY(700),
    condition: { zh: "满99减20", en: "20 off 99" },
    validUntil: NOW + DAY,
  };
  const opened = await put({
    title: "Tea",
    category: "tea",
    window: {
      previewAt: NOW + HOUR,
      opensAt: NOW + 2 * HOUR,
      closesAt: NOW + 3 * DAY,
      encoreFrom: null,
      encoreUntil: null,
    },
    skus: [
      { id: "gone", listPrice: CNY(100), stock: 0 },
      { id: "dear", listPrice: CNY(900), stock: 5 },
      { id: "kind", name: "大罐", listPrice: CNY(950), afterCoupon: coupon, stock: 5 },
    ],
  });
  expect(opened).toMatchObject({
    ok: true,
    value: {
      stage: "preview",
      previewAt: NOW + HOUR,
      window: { opensAt: NOW + 2 * HOUR, closesAt: NOW + 3 * DAY, encoreFrom: null },
    },
  });
  await within((ctx) =>
    goods.putCommission(ctx, {
      shop: SHOP,
      scope: "category",
      subject: "tea",
      bp: 1_200,
      validFrom: NOW,
      validUntil: null,
    }),
  );
  expect(await offerAt(NOW)).toBeNull();
  expect(await offerAt(NOW + HOUR)).toMatchObject({
    stage: "preview",
    sku: "kind",
    commission: { bp: 1_200 },
    category: "tea",
  });
  const open = await offerAt(NOW + 2 * HOUR);
  expect(open).toMatchObject({ stage: "open", afterCoupon: coupon, stock: 5 });
  expect(open?.rows.map(({ what }) => what)).toEqual([
    "description",
    "price",
    "stock",
    "window",
    "commission",
  ]);
  expect(await offerAt(NOW + DAY)).toMatchObject({ sku: "dear" });
  const named = (sku: string) =>
    within((ctx) => goods.offer(ctx, { shop: SHOP, product: "p", sku, at: NOW + DAY }));
  expect(await named(open?.sku ?? "")).toMatchObject({ sku: open?.sku, product: "p" });
  expect(await named("none")).toBeNull();
  const all = await within((ctx) =>
    goods.offers(ctx, { shop: SHOP, category: "tea", at: NOW + HOUR }),
  );
  expect(all.map(({ product }) => product)).toEqual(["p"]);
});

const change: fc.Arbitrary<ProductChange> = fc.record({
  from: fc.nat(20).map((hours) => NOW + hours * HOUR),
  title: fc.constantFrom("A", "B"),
  category: fc.constantFrom("tea", null),
  window: fc.option(
    fc.nat(20).map((hours) => ({
      previewAt: null,
      opensAt: NOW + hours * HOUR,
      closesAt: NOW + (hours + 3) * HOUR,
      encoreFrom: null,
      encoreUntil: null,
    })),
    { nil: null },
  ),
  skus: fc
    .array(
      fc.record({ listPrice: fc.option(fc.nat(900).map(CNY), { nil: null }), stock: fc.nat(9) }),
      { maxLength: 1 },
    )
    .map((some) => some.map((sku) => ({ id: "s", ...sku }))),
});

test("GO1 reading as of an instant is the same when every later row is deleted", async () => {
  const run = fc.asyncProperty(
    fc.array(change, { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(20), { maxLength: 4 }),
    fc.nat(22),
    async (changes, sales, hours) => {
      await within(async ({ sql }) => {
        for (const table of Object.keys(TABLES)) await sql.run(`delete from goods.${table}`);
      });
      const at = NOW + hours * HOUR;
      for (const one of changes) await put(one);
      await project(...sales.map((h) => sale(NOW + h * HOUR, { unitPrice: CNY(100 + h) })));
      await within((ctx) =>
        goods.putCommission(ctx, {
          shop: SHOP,
          scope: "shop",
          subject: "",
          bp: 700,
          validFrom: NOW + 9 * HOUR,
          validUntil: null,
        }),
      );
      const read = async () => [await productAt(at), await offerAt(at)];
      const before = await read();
      await within(async ({ sql }) => {
        for (const [table, column] of Object.entries(TABLES))
          await sql.run(
            `delete from goods.${table} where ${column} > to_timestamp($1::float8 / 1000)`,
            [at],
          );
      });
      expect(await read()).toEqual(before);
    },
  );
  await fc.assert(run, { numRuns: 25 });
});

test("GO8 each change is refused with a reason or written, audited and kept to the shop", async () => {
  const skus: ProductChange["skus"] = [{ id: "s" }, { id: "s" }];
  const window = { previewAt: null, opensAt: 5, closesAt: 5, encoreFrom: null, encoreUntil: null };
  const refused: [ProductChange, string][] = [
    [{ pictures: [] }, "goods.no-title"],
    [{ title: "T", window }, "goods.window-order"],
    [{ title: "T", skus }, "goods.sku-repeated"],
  ];
  for (const [wrong, code] of refused)
    expect(await put(wrong)).toMatchObject({ ok: false, error: { code, status: 422 } });
  expect(audited).toEqual([]);
  await put({ title: "T", category: "tea", skus: [{ id: "s", listPrice: CNY(5) }] });
  await put({ skus: [{ id: "s", listPrice: null }] });
  expect(await productAt(NOW)).toMatchObject({
    title: "T",
    category: "tea",
    skus: [{ listPrice: null }],
  });
  expect(audited).toHaveLength(2);
  expect(audited[1]).toMatchObject([
    "product.changed",
    "p",
    { before: { title: "T" }, after: { title: "T" } },
  ]);
  const other = shopId("00000000-0000-7000-8000-0000000000b2");
  const abroad = await within((ctx) => goods.product(ctx, { shop: other, product: "p", at: NOW }));
  expect(abroad).toMatchObject({ ok: false, error: { status: 404 } });
  const visitor = { can: (permission: string) => permission === "goods.read" };
  const denied = await within(
    (ctx) => goods.put(ctx, { shop: SHOP, product: "p", title: "X" }),
    visitor,
  );
  expect(denied).toMatchObject({ ok: false, error: { status: 403 } });
});

test("GO8 GO9 the routes list by pages, search, change, and keep the promotion calendar", async () => {
  const call = async (method: string, path: string, input: object) => {
    const found = routes(goods).find(
      (one) => one.method === method && one.path === `/shops/:shop/${path}`,
    );
    if (found === undefined) throw new Error(`No route ${method} ${path}`);
    const answer = await within((ctx) => found.answer(ctx, { shop: SHOP, ...input }));
    return answer.ok ? answer.value : answer.error;
  };
  for (const [product, title] of [
    ["p1", "绿茶 100%"],
    ["p2", "红茶"],
    ["p3", "牛奶"],
  ] as const)
    await call("PUT", "goods/:product", {
      product,
      title,
      category: title.includes("茶") ? "茶" : null,
      skus: [],
    });
  expect(await call("GET", "goods", { limit: "2" })).toMatchObject({
    goods: [{ id: "p1" }, { id: "p2" }],
    next: "p2",
  });
  expect(await call("GET", "goods", { limit: "2", cursor: "p2" })).toMatchObject({
    goods: [{ id: "p3" }],
    next: null,
  });
  expect(await call("GET", "goods", { search: "0%" })).toMatchObject({ goods: [{ id: "p1" }] });
  expect(await call("GET", "goods", { category: "茶", search: "红" })).toMatchObject({
    goods: [{ id: "p2" }],
  });
  const bad = { status: 400 };
  expect(await call("PUT", "goods/:product", { product: "p1", price: 3 })).toMatchObject(bad);
  expect(await call("PUT", "goods/:product/trade", { product: "p1" })).toMatchObject(bad);
  await call("PUT", "promotions", {
    name: "双十一",
    category: null,
    days: ["2011-11-11", "2011-11-11"],
  });
  await call("PUT", "promotions", { name: "茶节", category: "茶", days: ["2011-10-01"] });
  expect(await call("GET", "promotions", {})).toEqual({
    days: [
      { category: "茶", day: "2011-10-01" },
      { category: null, day: "2011-11-11" },
    ],
  });
  const rule = { scope: "shop", subject: "", bp: 500, validFrom: NOW, validUntil: NOW };
  expect(await call("PUT", "commission", rule)).toMatchObject({ code: "goods.commission-order" });
  await call("PUT", "commission", { ...rule, validUntil: null });
  expect(await call("GET", "commission", {})).toMatchObject({ rules: [{ bp: 500 }] });
});

test("GO9 categories of many products come from one question, as last told", async () => {
  await put({ title: "T", category: "tea" }, "a");
  await put({ title: "T", category: null }, "b");
  await project(sale(NOW, { product: "c", category: "milk" }));
  const found = await within(({ sql }) => goods.categoriesOf(sql, SHOP, ["a", "b", "c", "d"]));
  expect([...found]).toEqual([
    ["a", "tea"],
    ["c", "milk"],
  ]);
});
