import { type Ctx, DAY, rateOf, shopId } from "@zhongshu/kernel";
import type { ImportKind, LedgerEvent } from "@zhongshu/ledger/contract";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGoods, schema } from "../src/index.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000b2");
const goods = createGoods({
  audit: async () => undefined,
  salesOf: async () => ({ sales: [], ordered: 0 }),
  saleRows: async () => Promise.reject(new Error("unused")),
});
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase([schema]);
});
afterAll(() => database.close());
const at = <T>(now: number, work: (ctx: Ctx) => Promise<T>) =>
  database.asTenant({ ...testSeal(), now }, work);

type Cells = Readonly<Record<string, string>>;

/** Reads rows as a list of that kind; the messages that it told, and why rows were refused. */
async function listed(kind: ImportKind, now: number, rows: readonly Cells[]) {
  const importer = goods.importers.find((one) => one.kind === kind);
  if (importer === undefined) throw new Error("no such kind");
  const read = rows.map((cells, i) => ({ row: i + 2, raw: Object.values(cells).join(), cells }));
  const pending = await importer.begin({ source: "erp", currency: "CNY" }, read).read(read);
  return at(now, async (ctx) => {
    const { events, refused } = await pending.settle(ctx, SHOP);
    const told = events.map(
      (one): LedgerEvent => ({
        ...{ tenant: ctx.tenant, shop: SHOP, profile: null, version: 1, receivedAt: now },
        ...one,
      }),
    );
    await goods.projection.project(ctx.sql, told);
    return {
      ids: events.map(({ messageId }) => messageId),
      refused: refused.map((one) => one.reason.zh),
    };
  });
}

const product = async (id: string, now = NOW) => {
  const found = await at(now, (ctx) => goods.product(ctx, { shop: SHOP, product: id, at: now }));
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};

test("GO30 a list of goods is told as dated rows: names, SKUs over several rows, prices, stock, commission", async () => {
  const found = await listed("goods", NOW - 2 * DAY, [
    {
      product: "P1",
      title: "有机米粉",
      category: "辅食",
      sku: "A1",
      spec: "原味",
      price: "¥1,234.50",
      stock: "12",
    },
    {
      product: "",
      title: "",
      category: "",
      sku: "A2",
      spec: "南瓜",
      price: "39.9元",
      stock: "1.2万",
      share: "8%",
    },
    { product: "P2", title: "水", sku: "B", price: "一块二" },
  ]);
  expect(found.refused).toEqual(["售价“一块二”读不懂。"]);
  expect(await product("P1")).toMatchObject({
    title: "有机米粉",
    category: "辅食",
    skus: [
      { id: "A1", name: "原味", listPrice: { minor: 123_450 }, stock: 12 },
      { id: "A2", name: "南瓜", listPrice: { minor: 3_990 }, stock: 12_000 },
    ],
  });
  const rules = await at(NOW, (ctx) => goods.commissionRules(ctx, SHOP));
  expect(rules.ok && rules.value).toMatchObject([{ scope: "product", subject: "P1", bp: 800 }]);
});

test("GO31 a list that says what stands is the message that told it; what is news is told from then on", async () => {
  const row = { product: "P3", title: "面", sku: "C", price: "10" };
  const first = await listed("goods", NOW - 5 * DAY, [row]);
  const again = await listed("goods", NOW - 4 * DAY, [row]);
  expect(again.ids).toEqual(first.ids);
  const dearer = await listed("goods", NOW - 3 * DAY, [{ ...row, price: "12" }]);
  expect(dearer.ids).not.toEqual(first.ids);
  expect((await product("P3", NOW - 4 * DAY)).skus[0]?.listPrice?.minor).toBe(1_000);
  expect((await product("P3")).skus[0]?.listPrice?.minor).toBe(1_200);
});

test("GO32 of one instant a person's word stands over a list's, also when the list comes later", async () => {
  const moment = NOW - DAY;
  await at(moment, (ctx) => goods.put(ctx, { shop: SHOP, product: "P4", title: "手写的名字" }));
  await listed("goods", moment, [{ product: "P4", title: "表里的名字", sku: "P4" }]);
  expect((await product("P4")).title).toBe("手写的名字");
});

test("GO33 stock is counted as of the time in the list, else as of its import", async () => {
  const { refused } = await listed("stock", NOW, [
    { sku: "S1", stock: "5", at: "2011-09-01 08:00" },
    { sku: "S2", stock: "７" },
    { sku: "S3", stock: "很多" },
  ]);
  expect(refused).toHaveLength(1);
  const counts = await at(NOW, ({ sql }) =>
    sql.rows(`select sku, stock, at from goods.stock_count where sku like 'S_' order by sku`, []),
  );
  expect(counts).toEqual([
    { sku: "S1", stock: 5, at: Date.UTC(2011, 8, 1) },
    { sku: "S2", stock: 7, at: NOW },
  ]);
});

test("GO33 stock in words; what no catalogue has told of is called as the list calls it, and nothing else is", async () => {
  const told = await listed("stock", NOW, [
    { sku: "W1", title: "桂花糕", stock: "售罄" },
    { sku: "W2", title: "绿豆糕", stock: "12 盒" },
    { sku: "W3", title: "枣糕", stock: "充足" },
  ]);
  expect(told.refused).toEqual(["库存“充足”不是整数。"]);
  expect(await product("W1")).toMatchObject({ title: "桂花糕", skus: [{ stock: 0 }] });
  await listed("stock", NOW + DAY, [{ sku: "W2", title: "改了名的糕", stock: "7" }]);
  const later = await product("W2", NOW + DAY);
  expect(later).toMatchObject({ title: "绿豆糕", skus: [{ stock: 7 }] });
});

test("GO34 a commission rule is of the shop, a category or a product, and its last day is in it", async () => {
  const { refused } = await listed("commission", NOW, [
    { scope: "全店", share: "5" },
    { category: "辅食", share: "6.5%", from: "2011-09-01", until: "2011-09-30" },
    { sku: "X9", share: "120%" },
  ]);
  expect(refused).toHaveLength(1);
  const rules = await at(NOW, (ctx) => goods.commissionRules(ctx, SHOP));
  expect(rules.ok && rules.value.filter(({ scope }) => scope !== "product")).toMatchObject([
    { scope: "category", subject: "辅食", bp: 650, validUntil: Date.UTC(2011, 8, 30, 16) },
    { scope: "shop", subject: "", bp: 500, validUntil: null },
  ]);
});

test("GO34 a share below one is a part of one, also beside shares in hundreds", async () => {
  const told = await listed("commission", NOW, [
    { scope: "类目", subject: "糕点", share: "0.12" },
    { scope: "类目", subject: "茶叶", share: "15" },
  ]);
  expect(told.refused).toEqual([]);
  const rules = await at(NOW, (ctx) => goods.commissionRules(ctx, SHOP));
  const shares = new Map(
    (rules.ok ? rules.value : []).map((one) => [one.subject, rateOf(one)] as const),
  );
  expect([shares.get("糕点"), shares.get("茶叶")]).toEqual([{ bp: 1_200 }, { bp: 1_500 }]);
});

test("GO35 a fixed sum for each piece is told by its sign or by its column, in lists of rules and of goods", async () => {
  const told = await listed("commission", NOW, [
    { scope: "类目", subject: "a", share: "3元" },
    { scope: "类目", subject: "b", share: "¥3.5" },
    { scope: "类目", subject: "c", share: "每件 3 元" },
    { scope: "类目", subject: "d", share: "2.5元/件" },
    { scope: "类目", subject: "e", share: "12%" },
    { scope: "类目", subject: "f", each: "4" },
    { scope: "类目", subject: "g", share: "3元/单" },
    { scope: "类目", subject: "h", share: "" },
  ]);
  expect(told.refused).toEqual([
    "佣金“3元/单”看不懂。请写成 8%（比例）或 3元（每件），比例不能超过 100%。",
    "没有写佣金。",
  ]);
  const again = await listed("commission", NOW + DAY, [
    { scope: "类目", subject: "a", share: "3元" },
  ]);
  expect(again.ids).toEqual([told.ids[0]]);
  await listed("goods", NOW, [{ product: "P9", title: "茶", sku: "P9", share: "每件3元" }]);
  const yuan = (minor: number) => ({ each: { minor, currency: "CNY" } });
  expect((await product("P9")).commission).toEqual(yuan(300));
  const rules = await at(NOW, (ctx) => goods.commissionRules(ctx, SHOP));
  const rates = new Map((rules.ok ? rules.value : []).map((one) => [one.subject, rateOf(one)]));
  expect(["a", "b", "c", "d", "e", "f"].map((subject) => rates.get(subject))).toEqual([
    ...[yuan(300), yuan(350), yuan(300), yuan(250)],
    ...[{ bp: 1_200 }, yuan(400)],
  ]);
});

test("GO36 a name means the one SKU that the catalogue told under it", async () => {
  const shop = shopId("00000000-0000-7000-8000-0000000000b6");
  const told = {
    ...{ tenant: testSeal().tenant, shop, profile: null, version: 1, receivedAt: NOW },
    at: NOW,
  };
  await at(NOW, async (ctx) => {
    const importer = goods.importers.find(({ kind }) => kind === "goods");
    const rows = [
      { product: "P1", title: "云南蓝莓", sku: "A1", price: "39.9" },
      { product: "P2", title: "米粉", sku: "B1", spec: "原味", price: "20" },
      { product: "P2", title: "米粉", sku: "B2", spec: "南瓜", price: "20" },
      { product: "P3", title: "红糖", sku: "C1", price: "9" },
      { product: "P4", title: "红 糖", sku: "D1", price: "9" },
      { product: "P5", title: "苹果 15斤", sku: "E1", price: "9" },
      { product: "P6", title: "大米", sku: "F1", spec: "2.5kg", price: "20" },
      { product: "P6", title: "大米", sku: "F2", spec: "25kg", price: "90" },
      { product: "P7", title: "…", sku: "U1", price: "1" },
    ].map((cells, i) => ({ row: i + 2, raw: "", cells }));
    const pending = await importer?.begin({ source: "erp", currency: "CNY" }, rows).read(rows);
    const { events } = (await pending?.settle(ctx, shop)) ?? { events: [] };
    const sold = { sku: "卖过", product: "卖过", title: "卖过", quantity: 1, kind: "goods" };
    const order = {
      ordinal: 1,
      category: null,
      unitPrice: { minor: 100, currency: "CNY" },
      ...sold,
    };
    await goods.projection.project(ctx.sql, [
      ...events.map((one): LedgerEvent => ({ ...told, ...one })),
      {
        ...{ ...told, messageId: "o1", type: "order_placed", anonymousId: null, userId: null },
        properties: { source: "s", number: "1", first: true, lines: [order] },
      },
    ]);
  });
  const named = ["云南 蓝莓", "米粉", "米粉 南瓜", "米粉 草莓", "红糖", "卖过"];
  const names = [...named, "苹果 1.5斤", "大米 2.5kg", "大米-25KG", "。"];
  const found = await at(NOW, (ctx) => goods.codesOf(ctx, { shop, names }));
  expect([...found]).toEqual([
    ["云南 蓝莓", { product: "P1", sku: "A1" }],
    ["米粉 南瓜", { product: "P2", sku: "B2" }],
    ["大米 2.5kg", { product: "P6", sku: "F1" }],
    ["大米-25KG", { product: "P6", sku: "F2" }],
  ]);
});

test("GO15 a fixed sum in a currency that the shop does not use is refused with the one to use, by hand and by list; its own list's prices count", async () => {
  const priced = { product: "U1", title: "茶", sku: "U1", price: "30" };
  await listed("goods", NOW, [priced]);
  const dollars = { each: { minor: 300, currency: "USD" } };
  const rule = { shop: SHOP, scope: "category", subject: "u", validFrom: NOW } as const;
  const put = (each: { minor: number; currency: string }) =>
    at(NOW, (ctx) => goods.putCommission(ctx, { ...rule, each, validUntil: null }));
  expect(await put(dollars.each)).toMatchObject({
    ok: false,
    error: {
      ...{ code: "goods.commission-currency", status: 422 },
      message: { zh: expect.stringContaining("店里用的是人民币（CNY）") },
      next: { zh: expect.stringContaining("把佣金改成店里用的币种") },
    },
  });
  expect(await put({ minor: 300, currency: "CNY" })).toMatchObject({ ok: true });
  const told = await listed("commission", NOW, [
    { scope: "类目", subject: "u", each: "£3" },
    { scope: "类目", subject: "v", each: "3" },
  ]);
  expect(told.ids).toHaveLength(1);
  expect(told.refused).toEqual([expect.stringContaining("店里用的是人民币（CNY）")]);
  const goodsToo = await listed("goods", NOW, [{ ...priced, each: "£3" }]);
  expect(goodsToo.refused).toEqual([expect.stringContaining("一分也算不到")]);
  const abroad = await listed("goods", NOW, [
    { ...priced, sku: "U2", product: "U2", currency: "USD", each: "3" },
  ]);
  expect(abroad.refused).toEqual([]);
  expect((await product("U2")).commission).toEqual(dollars);
  expect(await put(dollars.each)).toMatchObject({ ok: true });
});
