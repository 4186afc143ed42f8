import { businessDay, businessHour, DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ownProfile } from "../src/identity/names.ts";
import { schema } from "../src/index.ts";
import { NOW, openWorld, type Said, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());
beforeEach(() => w.empty());

const SHOP_OF = { tenant: TENANT, shop: SHOP };
const user = (id: string) => ownProfile(SHOP_OF, "user", id);
const anonymous = (id: string) => ownProfile(SHOP_OF, "anonymous", id);

type Row = {
  id: string;
  first_seen: number;
  last_seen: number;
  events: number;
  counts: object;
  hours: number[];
};
const rows = () =>
  w.within(async ({ sql }) => ({
    profiles: await sql.rows<Row>(
      "select id, user_id, first_seen, last_seen, events, counts, hours from people.profile order by id",
    ),
    attention: await sql.rows<object>(
      "select profile, day, category, touches from people.attention order by 1, 2, 3",
    ),
    traits: await sql.rows<object>("select profile, key, value from people.trait order by 1, 2"),
  }));

const USER_OF: Readonly<Record<string, string>> = { a1: "u1", a2: "u1", a3: "u2" };
const said: fc.Arbitrary<Said> = fc
  .record({
    type: fc.constantFrom("product_viewed", "page_viewed", "message_delivered", "identified"),
    at: fc.integer({ min: 0, max: 40 }).map((hours) => NOW - hours * HOUR),
    anonymousId: fc.constantFrom("a1", "a2", "a3", null),
    named: fc.boolean(),
    category: fc.constantFrom("tea", "milk", undefined),
    city: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ type, at, anonymousId, named, category, city }) => ({
    type,
    at,
    anonymousId,
    userId: anonymousId === null ? "u3" : named ? (USER_OF[anonymousId] ?? null) : null,
    properties:
      type === "identified"
        ? { traits: { city } }
        : { product: "p1", ...(category && { category }) },
  }));

/** What the profiles must be, found the slow and plain way: everything is known before anything is counted. */
function naive(events: readonly Said[]) {
  const linked = new Map(
    events.flatMap((e) => (e.anonymousId && e.userId ? [[e.anonymousId, e.userId]] : [])),
  );
  const nameOf = (e: Said) => {
    const id = e.userId ?? linked.get(e.anonymousId ?? "");
    return id ? user(id) : anonymous(e.anonymousId ?? "");
  };
  return [...Map.groupBy(events, nameOf)]
    .map(([id, own]) => {
      const acts = own.filter((e) => e.type !== "message_delivered");
      const first = Math.min(...own.map((e) => e.at));
      const counts: Record<string, number> = {};
      for (const e of own) counts[e.type] = (counts[e.type] ?? 0) + 1;
      return {
        id,
        first_seen: first,
        last_seen: acts.length ? Math.max(...acts.map((e) => e.at)) : first,
        events: own.length,
        counts,
        hours: Array.from(
          { length: 24 },
          (_, h) => acts.filter((e) => businessHour(e.at) === h).length,
        ),
        touches: own.filter((e) => e.type === "product_viewed").length,
        city: own
          .filter((e) => e.type === "identified")
          .map((e) => [e.at, (e.properties as { traits: { city: number } }).traits.city] as const)
          .toSorted((a, b) => b[0] - a[0] || b[1] - a[1])[0]?.[1],
      };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

test("PE1 PE2 PE5 any order and any batching of the same events gives the profiles of a naive fold", async () => {
  w.world.categories.set("p1", "tea");
  const run = fc.asyncProperty(
    fc
      .array(said, { minLength: 1, maxLength: 25 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          fc.integer({ min: 1, max: 8 }),
        ),
      ),
    async ([events, shuffled, size]) => {
      await w.empty();
      for (let i = 0; i < shuffled.length; i += size) await w.tell(...shuffled.slice(i, i + size));
      const { profiles, attention, traits } = await rows();
      const touchesOf = (id: string) =>
        attention
          .filter((a) => (a as { profile: string }).profile === id)
          .reduce((sum, a) => sum + (a as { touches: number }).touches, 0);
      const cityOf = (id: string) =>
        (
          traits.find((t) => (t as { profile: string }).profile === id) as
            | { value: number }
            | undefined
        )?.value;
      const found = profiles.map(({ id, first_seen, last_seen, events: n, counts, hours }) => ({
        id,
        first_seen,
        last_seen,
        events: n,
        counts,
        hours,
        touches: touchesOf(id),
        city: cityOf(id),
      }));
      expect(found).toEqual(naive(events));
    },
  );
  await fc.assert(run, { numRuns: 40 });
});

test("PE2 the first link absorbs counters, attention, traits and what other rooms keep", async () => {
  const view = {
    type: "product_viewed",
    anonymousId: "a",
    properties: { category: "tea", product: "p" },
  };
  await w.tell({ ...view, at: NOW - DAY });
  w.world.orders.push({ profile: anonymous("a"), minor: 500, at: NOW - DAY });
  await w.tell({
    type: "identified",
    at: NOW,
    anonymousId: "a",
    userId: "u",
    properties: { traits: {} },
  });
  await w.tell({ ...view, at: NOW });
  expect(w.world.moved).toEqual([{ from: anonymous("a"), to: user("u") }]);
  const person = await w.within((ctx) =>
    w.people.person(ctx, { shop: SHOP, profile: anonymous("a") }),
  );
  expect(person).toMatchObject({
    ok: true,
    value: { id: user("u"), events: 3, orders: 1, spent: { minor: 500, currency: "CNY" } },
  });
  expect((await rows()).profiles).toHaveLength(1);
});

test("PE3 two users of one phone never merge; its later events go to the latest of them", async () => {
  const of = (userId: string | null, hours: number): Said => ({
    type: "page_viewed",
    at: NOW + hours * HOUR,
    anonymousId: "phone",
    userId,
  });
  expect(
    await w.tell(of(null, 0), of("mother", 1), of(null, 2), of("father", 3), of(null, 4)),
  ).toEqual(["mother", "mother", "mother", "father", "father"].map(user));
  expect(await w.tell(of("mother", 2), of(null, 5))).toEqual(["mother", "father"].map(user));
  expect(w.world.moved).toEqual([{ from: anonymous("phone"), to: user("mother") }]);
});

test("PE4 an alias links the previous id as an anonymous one", async () => {
  await w.tell({ type: "page_viewed", at: NOW, anonymousId: "old" });
  await w.tell({ type: "aliased", at: NOW, userId: "u", properties: { previous: "old" } });
  expect((await rows()).profiles).toMatchObject([{ id: user("u"), events: 2 }]);
});

test("PE2 a batch that is under way while another links its anonymous person loses nothing", async () => {
  const views = Array.from({ length: 40 }, (_, i) =>
    w.tell({ type: "page_viewed", at: NOW, anonymousId: `a${i % 4}` }),
  );
  const links = Array.from({ length: 4 }, (_, i) =>
    w.tell({
      type: "identified",
      at: NOW,
      anonymousId: `a${i}`,
      userId: "u",
      properties: { traits: {} },
    }),
  );
  await Promise.all([...views, ...links]);
  expect((await rows()).profiles).toMatchObject([{ id: user("u"), events: 44 }]);
});

test("PE6 what was bought is set from the orders, however often it is told", async () => {
  const order = { type: "order_placed", at: NOW, userId: "u", properties: { lines: [] } };
  w.world.orders.push({ profile: user("u"), minor: 300, at: NOW });
  await w.tell(order);
  await w.tell(order);
  const { value } = (await w.within((ctx) =>
    w.people.person(ctx, { shop: SHOP, profile: user("u") }),
  )) as {
    value: object;
  };
  expect(value).toMatchObject({ orders: 1, spent: { minor: 300 }, lastOrderAt: NOW, stage: "new" });
});

test("PE6 a refund or a further line that says no customer is told to the buyer of its order", async () => {
  const spent = async () => {
    const found = await w.within((ctx) => w.people.person(ctx, { shop: SHOP, profile: user("u") }));
    return found.ok ? found.value.spent : found.error;
  };
  w.world.orders.push({ profile: user("u"), minor: 300, at: NOW });
  const order = { source: "s", number: "0", first: true, lines: [] };
  await w.tell({ type: "order_placed", at: NOW, userId: "u", properties: order });
  for (const [minor, type, properties] of [
    [100, "order_refunded", { source: "s", number: "R", order: "0", lines: [] }],
    [250, "order_placed", { ...order, first: false }],
  ] as const) {
    w.world.orders[0] = { profile: user("u"), minor, at: NOW };
    await w.tell({ type, at: NOW, properties });
    expect(await spent()).toEqual({ minor, currency: "CNY" });
  }
});

test("PE5 categories are looked up once a batch, and only when one is missing", async () => {
  w.world.categories.set("p9", "rice");
  w.world.lookups = 0;
  const view = (properties: Said["properties"] & object): Said => ({
    type: "product_viewed",
    at: NOW,
    userId: "u",
    properties,
  });
  await w.tell(view({ product: "x", category: "tea" }));
  expect(w.world.lookups).toBe(0);
  await w.tell(view({ product: "p9" }), view({ product: "p9" }), view({ product: "unknown" }));
  expect(w.world.lookups).toBe(1);
  expect((await rows()).attention).toEqual([
    { profile: user("u"), day: businessDay(NOW), category: "rice", touches: 2 },
    { profile: user("u"), day: businessDay(NOW), category: "tea", touches: 1 },
  ]);
});

test("PE10 attention gives the days asked for, and its rows with a statement that finds them again", async () => {
  const view = (days: number): Said => ({
    type: "product_viewed",
    at: NOW - days * DAY,
    userId: "u",
    properties: { product: "x", category: "tea" },
  });
  await w.tell(view(0), view(1), view(2));
  const [from, to] = [businessDay(NOW - 2 * DAY), businessDay(NOW - DAY)];
  await w.within(async (ctx) => {
    const days: string[] = [];
    for await (const page of w.people.attention(ctx, { shop: SHOP, from, to }))
      days.push(...page.map((a) => a.day));
    expect(days).toEqual([from, to]);
    const ask = {
      shop: SHOP,
      from,
      to,
      profiles: [user("u")],
      category: "tea",
      without: [],
      limit: 1,
    };
    const opened = await w.people.attentionRows(ctx, ask);
    expect(opened).toMatchObject({ total: 2, rows: [{ day: to, touches: 1 }] });
    expect(await ctx.sql.rows(opened.check.sql, opened.check.values)).toHaveLength(2);
    const yesterdayOut = await w.people.attentionRows(ctx, { ...ask, without: [to] });
    expect(yesterdayOut).toMatchObject({ total: 1, rows: [{ day: from }] });
  });
});

test("PE10 shares are those of each customer's own weeks, days left out, and of everybody else in one row", async () => {
  const view = (userId: string, days: number, category: string): Said => ({
    type: "product_viewed",
    at: NOW - days * DAY,
    userId,
    properties: { product: "x", category },
  });
  await w.tell(
    ...[view("u", 1, "tea"), view("u", 2, "rice"), view("u", 3, "tea"), view("u", 3, "tea")],
    ...[view("u", 9, "tea"), view("u", 9, "rice"), view("u", 16, "rice"), view("u", 40, "tea")],
    ...[view("v", 1, "rice"), view("v", 30, "tea"), view("late", 1, "tea"), view("gone", 9, "tea")],
    ...[view("w", 1, "tea"), view("w", 1, "rice"), view("w", 10, "tea"), view("w", 10, "rice")],
  );
  const [from, to] = [businessDay(NOW - 35 * DAY), businessDay(NOW - DAY)];
  await w.within(async (ctx) => {
    const profiles = ["u", "v", "late", "gone"].map(user);
    const ask = { shop: SHOP, from, to, profiles, category: "tea", without: [], limit: 9 };
    const { rows, check } = await w.people.shareRows(ctx, ask);
    expect(rows).toEqual([
      { profile: user("u"), now: 0.75, before: 0.25 },
      { profile: user("v"), now: 0, before: 1 },
    ]);
    expect(await ctx.sql.rows(check.sql, check.values)).toEqual(rows);
    const without = [businessDay(NOW - 3 * DAY)];
    const fewer = await w.people.shareRows(ctx, { ...ask, without });
    expect(fewer.rows[0]).toEqual({ profile: user("u"), now: 0.5, before: 0.25 });
    const elsewhere = await w.people.sharesElsewhere(ctx, ask);
    expect(elsewhere.rows).toEqual([{ customers: 1, now: 0.5, before: 0.5 }]);
    expect(w.people.shareChecks(ask)).toEqual({ here: check, elsewhere: elsewhere.check });
  });
});

test("who is in a list is called by name, else by the shop's id for them with a phone number hidden", async () => {
  const seen = (userId: string): Said => ({ type: "page_viewed", at: NOW, userId, properties: {} });
  await w.tell(seen("u"), seen("13800130012"));
  await w.tell({
    type: "identified",
    at: NOW,
    userId: "u",
    properties: { traits: { name: "小满" } },
  });
  const profiles = [user("u"), user("13800130012"), user("nobody")];
  await w.within(async (ctx) => {
    const names = await w.people.namesOf(ctx, { shop: SHOP, profiles });
    expect(new Set(names.values())).toEqual(new Set(["小满", "138****0012"]));
    const shut = { ...ctx, can: () => false };
    expect((await w.people.namesOf(shut, { shop: SHOP, profiles })).size).toBe(0);
  });
});

test("PE13 figures of a profile are of this moment; attention as of a day does not change when more comes", async () => {
  const day = businessDay(NOW - DAY);
  const view = (at: number): Said => ({
    type: "product_viewed",
    at,
    userId: "u",
    properties: { product: "x", category: "tea" },
  });
  const asOfDay = () =>
    w.within(async (ctx) => {
      const rows: object[] = [];
      const asked = { shop: SHOP, from: businessDay(NOW - 9 * DAY), to: day };
      for await (const page of w.people.attention(ctx, asked)) rows.push(...page);
      return rows;
    });
  // Asked as of yesterday, as whoever looks back would.
  const figures = () =>
    w.within((ctx) => w.people.person(ctx, { shop: SHOP, profile: user("u") }), { now: NOW - DAY });
  await w.tell(view(NOW - DAY));
  const before = await asOfDay();
  expect(before).toEqual([{ profile: user("u"), day, category: "tea", touches: 1 }]);
  expect(await figures()).toMatchObject({ ok: true, value: { events: 1, lastSeen: NOW - DAY } });
  await w.tell(view(NOW));
  expect(await asOfDay()).toEqual(before);
  expect(await figures()).toMatchObject({ ok: true, value: { events: 2, lastSeen: NOW } });
});

test("PE12 PE14 after standing still everybody stays who they are until the transaction ends; a merge waits, and then leads on", async () => {
  const shop = SHOP;
  await w.tell({ type: "page_viewed", at: NOW, anonymousId: "a1", userId: null });
  const named = { type: "identified", at: NOW, anonymousId: "a1", userId: "u1" } as const;
  const told = { ...named, properties: { traits: { name: "林13812345678" } } };
  let merged = false;
  const merging = await w.within(async (ctx) => {
    await w.people.standStill(ctx);
    const profiles = [anonymous("a1")];
    expect(await w.people.survivors(ctx, { shop, profiles })).toEqual(profiles);
    const later = w.tell(told).then(() => {
      merged = true;
    });
    const { n } = await w.within(async ({ sql }) => {
      let waiting = { n: 0 };
      while (waiting.n === 0)
        waiting = await sql.one<{ n: number }>(
          "select count(*) as n from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
        );
      return waiting;
    });
    expect([n, merged]).toEqual([1, false]);
    return { later };
  });
  await merging.later;
  await w.within(async (ctx) => {
    const profiles = [anonymous("a1"), user("u1"), user("nobody")];
    expect(await w.people.survivors(ctx, { shop, profiles })).toEqual([user("u1")]);
    expect(await w.people.namesOf(ctx, { shop, profiles })).toEqual(
      new Map([[user("u1"), "林138****5678"]]),
    );
    expect(await w.people.toldNameOf(ctx, user("u1"))).toBe("林138****5678");
    expect(await w.people.toldNameOf(ctx, user("nobody"))).toBeNull();
  });
});
