import { type ProfileId, profileId, shopId, tenantId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOrders, forgetting, routes, schema } from "../src/index.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const OTHER = shopId("00000000-0000-7000-8000-0000000000a2");
const ANN = profileId("00000000-0000-7000-8000-0000000000b1");
const BOB = profileId("00000000-0000-7000-8000-0000000000b2");
const DAY1 = Date.UTC(2011, 8, 29, 4);
const DAY2 = Date.UTC(2011, 8, 30, 4);
const seal = testSeal();
const orders = createOrders();

let db: TestDatabase;
beforeEach(async () => {
  db = await openTestDatabase([schema]);
});
afterEach(() => db.close());

const line = (ordinal: number, minor: number, over: object = {}) => ({
  ...{ ordinal, sku: `S${ordinal}`, product: `P${ordinal}`, title: "T", category: null },
  ...{ quantity: 1, unitPrice: { minor, currency: "CNY" }, kind: "goods" },
  ...over,
});
let messages = 0;
const event = (type: string, properties: object, over: Partial<LedgerEvent> = {}): LedgerEvent => ({
  ...{ tenant: seal.tenant, shop: SHOP, messageId: `m${messages++}`, type, version: 1 },
  ...{ anonymousId: null, userId: "ann", profile: ANN, at: DAY1, receivedAt: DAY2 },
  ...over,
  properties: { source: "s", ...properties },
});
const placed = (number: string, lines: object[], over: Partial<LedgerEvent> = {}): LedgerEvent =>
  event("order_placed", { number, first: true, lines }, over);
const refunded = (number: string, order: string | null, lines: object[]): LedgerEvent =>
  event("order_refunded", { number, order, lines });

const project = (...batch: LedgerEvent[]): Promise<void> =>
  db.asTenant(seal, (ctx) => orders.projection.project(ctx.sql, batch));
const bought = () => db.asTenant(seal, (ctx) => orders.purchasesOf(ctx.sql, [ANN, BOB]));
const listed = (shop = SHOP) =>
  db.asTenant(seal, (ctx) =>
    orders.list(ctx, { shop, profile: null, day: null, cursor: null, limit: 50 }),
  );

test("OR1 a document that comes again changes nothing; one line more adds one line", async () => {
  const first = placed("1", [line(1, 500), line(2, 300)]);
  await project(first);
  await project(first, placed("1", [line(2, 300), line(3, 50)]));
  const { orders: found } = await listed();
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    total: { minor: 850 },
    lines: [{ ordinal: 1 }, { ordinal: 2 }, { ordinal: 3 }],
  });
  expect(await bought()).toMatchObject([{ profile: ANN, orders: 1, spent: { minor: 850 } }]);
});

test("OR1 two that add lines to the same documents at once both count, whichever is first", async () => {
  const numbers = ["1", "2", "3", "4"];
  const adding = (ordinal: number, order: readonly string[]): LedgerEvent[] =>
    order.flatMap((number) => [
      placed(number, [line(ordinal, ordinal)]),
      refunded(`R${number}`, number, [line(ordinal, ordinal)]),
    ]);
  for (let ordinal = 1; ordinal <= 40; ordinal += 4)
    await Promise.all(
      [0, 1, 2, 3].map((more) =>
        project(...adding(ordinal + more, more % 2 === 0 ? numbers : numbers.toReversed())),
      ),
    );
  const total = (40 * 41) / 2;
  const { orders: found } = await listed();
  expect(found.map(({ number }) => number).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    numbers,
  );
  for (const { total: sum, refunded: back } of found)
    expect([sum.minor, back.minor]).toEqual([total, total]);
});

test("OR2 a line in another currency is kept and never added up", async () => {
  await project(
    placed("1", [line(1, 500), line(2, 300, { unitPrice: { minor: 300, currency: "USD" } })]),
  );
  expect((await listed()).orders[0]).toMatchObject({
    total: { minor: 500, currency: "CNY" },
    lines: [{}, {}],
  });
});

test("OR3 a refund counts against its order and its customer, whichever comes first", async () => {
  const order = placed("1", [line(1, 500, { quantity: 2 })]);
  const refund = refunded("R1", "1", [line(1, 500)]);
  for (const batch of [
    [order, refund],
    [refund, order],
  ]) {
    await project(...batch);
    expect((await listed()).orders[0]).toMatchObject({
      total: { minor: 1000 },
      refunded: { minor: 500 },
    });
    expect(await bought()).toMatchObject([{ orders: 1, spent: { minor: 500, currency: "CNY" } }]);
    await db.asOwner((sql) =>
      sql.run('truncate orders."order", orders.line, orders.refund, orders.refund_line'),
    );
  }
});

test("OR3 a refund that says no customer counts against the buyer of its order, whichever comes first", async () => {
  const order = placed("1", [line(1, 500, { quantity: 2 })]);
  const refund = event("order_refunded", { number: "R1", order: "1", lines: [line(1, 500)] });
  const nobodys = { ...refund, userId: null, profile: null };
  for (const [first, second] of [
    [order, nobodys],
    [nobodys, order],
  ] as const) {
    await project(first);
    await project(second);
    expect(await bought()).toMatchObject([{ orders: 1, spent: { minor: 500, currency: "CNY" } }]);
    const named = [
      { shop: SHOP, source: "s", number: "1" },
      { shop: OTHER, source: "s", number: "1" },
    ];
    expect(await db.asTenant(seal, (ctx) => orders.buyersOf(ctx.sql, named))).toEqual([ANN]);
    await db.asOwner((sql) =>
      sql.run('truncate orders."order", orders.line, orders.refund, orders.refund_line'),
    );
  }
});

test("OR4 service lines are in the total and in nothing that speaks of goods", async () => {
  const postage = line(2, 80, { kind: "service" });
  await project(placed("1", [line(1, 500), postage]), placed("2", [postage], { at: DAY2 }));
  expect((await listed()).orders.map((order) => order.total.minor)).toEqual([80, 580]);
  expect(await bought()).toMatchObject([{ orders: 1, spent: { minor: 500 }, lastOrderAt: DAY1 }]);
});

test("OR5 what customers bought is the sum over their documents, however the lines are dealt out", async () => {
  const deal = fc.array(
    fc.record({
      number: fc.integer({ min: 1, max: 4 }),
      ordinal: fc.integer({ min: 1, max: 4 }),
      who: fc.constantFrom(ANN, BOB),
    }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(deal, async (lines) => {
      await db.asOwner((sql) => sql.run('truncate orders."order", orders.line'));
      const owner = new Map<number, string>();
      const sums = new Map<string, number>();
      const seen = new Set<string>();
      for (const { number, ordinal, who } of lines) {
        await project(
          placed(String(number), [line(ordinal, 100 * number + ordinal)], { profile: who }),
        );
        if (!owner.has(number)) owner.set(number, who);
        if (seen.has(`${number} ${ordinal}`)) continue;
        seen.add(`${number} ${ordinal}`);
        const whose = owner.get(number) ?? "";
        sums.set(whose, (sums.get(whose) ?? 0) + 100 * number + ordinal);
      }
      const found = new Map((await bought()).map((one) => [String(one.profile), one.spent.minor]));
      expect(found).toEqual(sums);
    }),
    { numRuns: 15 },
  );
});

test("OR6 purchases as of a day do not change when later rows come", async () => {
  const read = () =>
    db.asTenant(seal, async (ctx) => {
      const all = [];
      for await (const page of orders.purchases(ctx, { shop: SHOP, to: "2011-09-29" }))
        all.push(...page);
      const asked = { shop: SHOP, product: "P1", profiles: [ANN], to: "2011-09-29", limit: 10 };
      const rhythm = await orders.rhythmRows(ctx, asked);
      return { all, opened: await orders.purchaseRows(ctx, asked), rhythm };
    });
  await project(placed("1", [line(1, 500)]));
  const before = await read();
  expect(before.all).toMatchObject([
    { profile: ANN, product: "P1", day: "2011-09-29", minor: 500 },
  ]);
  expect(before.opened).toMatchObject({ total: 1, rows: [{ number: "1" }] });
  await project(
    placed("2", [line(1, 700)], { at: DAY2 }),
    placed("3", [line(1, 1)], { profile: null }),
  );
  expect(await read()).toEqual(before);
});

test("OR6 the rhythm counts days of buying, the days between them and those passed since", async () => {
  await project(
    placed("1", [line(1, 500), line(2, 500)]),
    placed("2", [line(1, 500)], { at: DAY1 + 60_000 }),
    placed("3", [line(1, 500)], { at: DAY1 - 10 * 86_400_000 }),
    placed("4", [line(1, 500)], { at: DAY1 - 25 * 86_400_000 }),
  );
  const asked = { shop: SHOP, product: "P1", profiles: [ANN], to: "2011-10-04", limit: 9 };
  const { rows, check } = await db.asTenant(seal, (ctx) => orders.rhythmRows(ctx, asked));
  expect(rows).toEqual([{ profile: ANN, days: 3, gap: 12.5, since: 5 }]);
  expect(await db.asTenant(seal, (ctx) => ctx.sql.rows(check.sql, check.values))).toEqual(rows);
  const once = { ...asked, to: "2011-09-05" };
  const first = await db.asTenant(seal, (ctx) => orders.rhythmRows(ctx, once));
  expect(first.rows).toEqual([{ profile: ANN, days: 1, gap: null, since: 1 }]);
});

test("OR7 neither another shop nor another organisation sees an order", async () => {
  await project(placed("1", [line(1, 500)]));
  expect((await listed(OTHER)).orders).toEqual([]);
  const stranger = testSeal({ tenant: tenantId("00000000-0000-7000-8000-00000000000b") });
  expect(await db.asTenant(stranger, (ctx) => orders.purchasesOf(ctx.sql, [ANN]))).toEqual([]);
});

test("OR7 the list goes page by page, newest first, and a spoilt cursor begins anew", async () => {
  await project(...[1, 2, 3].map((n) => placed(String(n), [line(1, n)], { at: DAY1 + n })));
  const [list] = routes(orders, { namesOf: async () => new Map() });
  const page = async (cursor?: string): Promise<unknown> => {
    const query = { shop: SHOP, limit: "2", ...(cursor === undefined ? {} : { cursor }) };
    const answer = await db.asTenant(seal, async (ctx) => list?.answer(ctx, query));
    return answer?.ok === true ? answer.value : answer;
  };
  const first = await page();
  expect(first).toMatchObject({
    orders: [{ number: "3" }, { number: "2" }],
    next: expect.any(String),
  });
  const { next } = first as { next: string };
  expect(await page(next)).toMatchObject({ orders: [{ number: "1" }], next: null });
  expect(await page("spoilt")).toEqual(first);
});

test("OR10 the list calls customers by their names, and never by an id that may be a phone number", async () => {
  await project(placed("1", [line(1, 500)]), placed("2", [line(1, 500)]));
  const answered = async (names: ReadonlyMap<ProfileId, string>): Promise<unknown> => {
    const [list] = routes(orders, { namesOf: async () => names });
    const answer = await db.asTenant(seal, async (ctx) => list?.answer(ctx, { shop: SHOP }));
    return answer?.ok === true ? answer.value : answer;
  };
  expect(await answered(new Map([[ANN, "王欣怡"]]))).toMatchObject({
    orders: [{ customer: "王欣怡" }, { customer: "王欣怡" }],
  });
  expect(await answered(new Map())).toMatchObject({
    orders: [{ profile: ANN, customer: null }, { customer: null }],
  });
});

test("OR70 an erased person's orders keep lines and money, as nobody's; one buyer is still one", async () => {
  const told = { number: "1", first: true, lines: [line(1, 500)], note: "放门口", pickup: "东门" };
  await project(
    event("order_placed", told),
    placed("2", [line(1, 300)]),
    refunded("R1", "1", [line(1, 100)]),
  );
  await project(placed("3", [line(1, 900)], { userId: "bob", profile: BOB }));
  const nobody = profileId("00000000-0000-7000-8000-0000000000ff");
  const erased = {
    shop: SHOP,
    ids: [ANN],
    nobody,
    names: ["anne"],
    mentions: null,
    holds: () => false,
  };
  const renamed = (id: string): string => id;
  const counts = await db.asTenant(seal, (ctx) => forgetting.forget(ctx, { ...erased, renamed }));
  expect(counts).toMatchObject({ orders: 2, refunds: 1 });
  const rows = await db.asTenant(seal, ({ sql }) =>
    sql.rows<object>(
      `select number, profile, customer, note, pickup, total::int from orders."order" order by number`,
    ),
  );
  const gone = { profile: nobody, customer: null, note: null, pickup: null };
  expect(rows).toMatchObject([
    { number: "1", total: 500, ...gone },
    { number: "2", total: 300, ...gone },
    { number: "3", total: 900, profile: BOB, customer: "bob" },
  ]);
  expect(await bought()).toMatchObject([{ profile: BOB }]);
});
