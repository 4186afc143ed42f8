import { type Ctx, DAY, type ShopId, shopId, startOf } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInsight, routes, schema } from "../src/index.ts";
import type { SoldLine } from "../src/ports.ts";

const [SELLER, LEADER, RECRUITER, FOURTH] = ["a1", "a2", "a3", "a4"].map((end) =>
  shopId(`00000000-0000-7000-8000-0000000000${end}`),
);
const NOW = startOf("2026-03-10");
const line: SoldLine = {
  ...{ profile: null, source: "mall", number: "1", ordinal: 1, at: NOW, toldAt: NOW },
  ...{ product: "tea", sku: "tea-1", title: "茶", category: null, community: null, quantity: 1 },
  ...{ minor: 10_000, currency: "CNY", taken: [], paidAt: null, tellsFrom: null },
};
const EMPTY_BOOK = { brands: [], costs: [], lists: [], launches: [], skus: [], categories: [] };
const audited: string[] = [];
const toldAgain: { toldAt: number; rule: { id: number; bp: number } }[] = [];
const insight = createInsight({
  shops: async () => [SELLER, LEADER, RECRUITER, FOURTH].flatMap((shop) => shop ?? []),
  orders: {
    async *histories(_, { shop, from, until }) {
      const lines = [line, { ...line, number: "2", at: NOW + DAY, toldAt: NOW + DAY }];
      if (shop === SELLER) yield lines.filter(({ at }) => at >= from && at < until);
    },
  },
  goods: {
    rulesOn: async (_, { lines }) => lines.map(() => ({ id: 7, bp: 1_000 })),
    wordsOf: async (_, { lines }) =>
      lines.map(() => [{ toldAt: 0, rule: { id: 7, bp: 1_000 } }, ...toldAgain]),
    reachBack: async (_, { from, asOf }) =>
      toldAgain.some(({ toldAt }) => toldAt >= from && toldAt <= asOf) ? 0 : null,
    bookOf: async () => EMPTY_BOOK,
    stocksAt: async () => [],
  },
  reach: { policyOf: async () => ({ returnMs: 7 * DAY }), communityNames: async () => [] },
  ledger: { views: async () => [], firstReviews: async () => [] },
  audit: async (_, action) => {
    audited.push(action);
  },
});

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());
const at = <T>(now: number, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  db.asTenant({ ...testSeal(), now }, work);
const earned = (shop: ShopId | undefined) =>
  at(NOW + 2 * DAY, async (ctx) => {
    if (shop === undefined) throw new Error("no shop");
    const told = await insight.statement(ctx, { shop, month: "2026-03" });
    return told.ok ? told.value.earned : told.error.code;
  });
const lead = (now: number, shop: ShopId | undefined, leader: ShopId | null | undefined) =>
  at(now, async (ctx) => {
    if (shop === undefined || leader === undefined) throw new Error("no shop");
    const put = await insight.putLeader(ctx, { shop, leader, from: now });
    return put.ok ? "ok" : put.error.code;
  });

test("IN8 two levels earn by dated rows, a third never, a sale before a rule not, and a circle is refused", async () => {
  const before = NOW - DAY;
  expect(await lead(before, SELLER, LEADER)).toBe("ok");
  expect(await lead(before, LEADER, RECRUITER)).toBe("ok");
  expect(await lead(before, RECRUITER, FOURTH)).toBe("ok");
  expect(await lead(before, LEADER, SELLER)).toBe("insight.leader-circle");
  await at(before, async (ctx) => {
    if (SELLER === undefined) throw new Error("no shop");
    await insight.putShare(ctx, { shop: SELLER, level: 1, bp: 300, from: before });
    await insight.putShare(ctx, { shop: SELLER, level: 2, bp: 100, from: NOW + DAY });
    const past = await insight.putShare(ctx, { shop: SELLER, level: 2, bp: 900, from: before - 1 });
    expect(past).toMatchObject({ ok: false, error: { code: "insight.past" } });
  });
  expect(await earned(SELLER)).toBe(2_000);
  expect(await earned(LEADER)).toBe(600);
  expect(await earned(RECRUITER)).toBe(100);
  expect(await earned(FOURTH)).toBe(0);
  expect(audited).toContain("team.leader");
  await expect(
    db.asTenant(testSeal(), (ctx) =>
      ctx.sql.run("insert into insight.team_share (level, valid_from, bp) values (3, now(), 1)"),
    ),
  ).rejects.toThrow();
});

test("IN8 a change told without a time holds from now on, by the clock of the server", async () => {
  const put = routes(insight).find(({ path }) => path === "/shops/:shop/team/leader");
  const now = NOW + 5 * DAY;
  const told = await at(now, async (ctx) =>
    put?.answer(ctx, { shop: FOURTH, leader: null, from: null }),
  );
  expect(told).toMatchObject({ ok: true });
  const rows = await at(now, (ctx) =>
    ctx.sql.rows(`select valid_from as "validFrom" from insight.leader where shop = $1`, [
      FOURTH ?? null,
    ]),
  );
  expect(rows).toEqual([{ validFrom: now }]);
});

test("IN8 what has not begun is taken back, what has begun is not, and no circle comes of it", async () => {
  const now = NOW + 6 * DAY;
  const idOf = (from: number) =>
    at(now, async (ctx) => {
      const rows = await ctx.sql.rows<{ id: number }>(
        "select id from insight.leader where valid_from = to_timestamp($1::float8 / 1000)",
        [from],
      );
      return rows[0]?.id ?? 0;
    });
  const withdraw = (id: number, shop = SELLER) =>
    at(now, async (ctx) => {
      if (shop === undefined) throw new Error("no shop");
      const done = await insight.withdrawPlan(ctx, { shop, kind: "leader", id });
      return done.ok ? "ok" : done.error.code;
    });
  expect(await lead(now + DAY, SELLER, null)).toBe("ok");
  expect(await lead(now + 2 * DAY, LEADER, SELLER)).toBe("ok");
  expect(await lead(now + DAY / 2, RECRUITER, LEADER)).toBe("insight.leader-circle");
  expect(await withdraw(await idOf(now + DAY))).toBe("insight.plan-needed");
  expect(await withdraw(await idOf(now + 2 * DAY))).toBe("insight.not-planned");
  expect(await withdraw(await idOf(now + 2 * DAY), LEADER)).toBe("ok");
  expect(await withdraw(await idOf(now + DAY))).toBe("ok");
  expect(await withdraw(await idOf(NOW - DAY))).toBe("insight.not-planned");
  expect(audited).toContain("team.withdrawn");
});

test("IN6 a month that has not begun is refused, and the rows of one kind come page by page", async () => {
  const now = NOW + 2 * DAY;
  await at(now, async (ctx) => {
    if (SELLER === undefined) throw new Error("no shop");
    const later = await insight.statement(ctx, { shop: SELLER, month: "2026-04" });
    expect(later).toMatchObject({ ok: false, error: { code: "insight.month" } });
    const ask = { shop: SELLER, month: "2026-03", kind: "ordered" as const, limit: 1 };
    const first = await insight.statementRows(ctx, { ...ask, after: 0 });
    expect(first).toMatchObject({ value: { next: "1", rows: [{ number: "2", rule: 7 }] } });
    const second = await insight.statementRows(ctx, { ...ask, after: 1 });
    expect(second).toMatchObject({ value: { next: null, rows: [{ number: "1" }] } });
  });
});

test("IN10 a month that is settled stays as it was, and the month of a back-dated rule says the difference, row by row", async () => {
  const [april, july] = [startOf("2026-05-01") - 1, startOf("2026-07-05")];
  const told = async (month: string, now = july + DAY) =>
    at(now, async (ctx) => {
      if (SELLER === undefined) throw new Error("no shop");
      const found = await insight.statement(ctx, { shop: SELLER, month });
      const rows = await insight.statementRows(ctx, {
        ...{ shop: SELLER, month, kind: "rule-changed" as const, after: 0, limit: 9 },
      });
      if (!found.ok || !rows.ok) throw new Error("refused");
      return { ...found.value, changed: rows.value.rows };
    });
  const settled = await told("2026-03", april);
  expect(settled.closing.settled).toBe(2_000);
  toldAgain.push({ toldAt: july, rule: { id: 8, bp: 1_500 } });
  expect(await told("2026-03")).toEqual({ ...settled, asOf: expect.any(Number) });
  const now = await told("2026-07");
  expect(now.movements).toEqual([
    { kind: "rule-changed", rows: 2, change: { estimated: 0, pending: 0, settled: 1_000 } },
  ]);
  expect(now).toMatchObject({ earned: 1_000, reasons: [{ key: "back-dated", minor: 1_000 }] });
  expect(now.changed.map(({ rule, rate }) => [rule, rate])).toEqual([
    [8, { bp: 1_500 }],
    [8, { bp: 1_500 }],
  ]);
  toldAgain.length = 0;
});
