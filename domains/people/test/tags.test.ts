import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Predicate } from "../src/contract.ts";
import { ownProfile } from "../src/identity/names.ts";
import { routes, schema } from "../src/index.ts";
import { NOW, openWorld, type Said, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());
beforeEach(() => w.empty());

const user = (userId: string) => ownProfile({ tenant: TENANT, shop: SHOP }, "user", userId);
const saw = (userId: string, more: Partial<Said> = {}): Said => ({
  ...{ type: "product_viewed", at: NOW - HOUR, userId, properties: { category: "tea" } },
  ...more,
});
const must = <T>(answer: { ok: true; value: T } | { ok: false; error: object }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const tagsOf = async (userId: string, now = NOW) =>
  must(
    await w.within((ctx) => w.people.tagsOf(ctx, { shop: SHOP, profile: user(userId) }), { now }),
  );
const countOf = async (predicate: Predicate) =>
  must(await w.within((ctx) => w.people.preview(ctx, { shop: SHOP, predicate })));
const tasteIs = (category: string): Predicate => ({ is: "tag", tag: "taste", in: [category] });

test("PE43 an event that was taken in is counted at once, without anybody else's help", async () => {
  await w.tell(...[1, 2, 3].map(() => saw("a")), saw("b"));
  expect(await countOf(tasteIs("tea"))).toMatchObject({ total: 1, everybody: 2, waiting: 0 });
  await w.tell(...[1, 2, 3].map(() => saw("b")));
  const { total, people } = await countOf(tasteIs("tea"));
  expect(total).toBe(2);
  expect(people.map(({ userId }) => userId).toSorted()).toEqual(["a", "b"]);
});

test("PE43 deciding everybody anew from the same rows changes no tag", async () => {
  const coupon = { type: "coupon_used", properties: { coupon: "c", order: null } };
  await w.tell(...[1, 2, 3].flatMap(() => [saw("a"), saw("a", coupon), saw("b")]));
  await w.settle();
  const before = [await tagsOf("a"), await tagsOf("b")];
  expect(before[0]?.tags.find(({ key }) => key === "coupon")).toMatchObject({
    value: { key: "often" },
    since: NOW,
    evidence: { issued: 0, used: 3 },
  });
  const later = NOW + HOUR;
  await w.within((ctx) => w.people.retag(ctx, SHOP));
  await w.settle({ now: later });
  const after = [await tagsOf("a"), await tagsOf("b")];
  expect(after.map(({ tags }) => tags)).toEqual(before.map(({ tags }) => tags));
  expect(after[0]?.at).toBe(later);
});

test("PE43 who is absorbed stands nowhere any more, and whoever absorbed them has it all", async () => {
  await w.tell(...[1, 2, 3].map(() => ({ ...saw("x"), userId: null, anonymousId: "anon" })));
  await w.settle();
  expect((await countOf(tasteIs("tea"))).total).toBe(1);
  await w.tell({ ...saw("a"), anonymousId: "anon" });
  const { total, people } = await countOf(tasteIs("tea"));
  expect([total, people.map(({ id }) => id)]).toEqual([1, [user("a")]]);
  const rows = await w.within(({ sql }) =>
    sql.one<{ n: number }>("select count(*)::int as n from people.standing"),
  );
  expect(rows.n).toBe(1);
});

test("PE40 a value keeps since when it holds, and a change begins anew", async () => {
  const acts = Array.from({ length: 10 }, () => saw("a"));
  await w.tell(...acts);
  await w.settle();
  const hours = async () => (await tagsOf("a")).tags.find(({ key }) => key === "hours");
  const first = await hours();
  expect(first).toMatchObject({ since: NOW, evidence: { acts: 10, inMost: 10 } });
  await w.tell(saw("a"));
  await w.settle({ now: NOW + HOUR });
  expect(await hours()).toMatchObject({ since: NOW, evidence: { acts: 11 } });
  const elsewhen = NOW - HOUR - 5 * HOUR;
  await w.tell(...Array.from({ length: 30 }, () => saw("a", { at: elsewhen })));
  await w.settle({ now: NOW + 2 * HOUR });
  expect((await hours())?.value.key).not.toBe(first?.value.key);
  expect((await hours())?.since).toBe(NOW + 2 * HOUR);
});

test("PE45 the day's counts are kept for every value, and those of yesterday stay", async () => {
  await w.tell(...[1, 2, 3].map(() => saw("a")), saw("b"));
  await w.settle();
  await w.settle({ now: NOW + HOUR });
  const tea = async (now: number) =>
    must(
      await w.within(
        (ctx) => w.people.tagDays(ctx, { shop: SHOP, tag: "taste", from: "2011-09-01" }),
        { now },
      ),
    ).days;
  const first = [
    { day: "2011-09-30", value: "tea", people: 1 },
    { day: "2011-09-30", value: "unknown", people: 1 },
  ];
  expect(await tea(NOW)).toEqual(first);
  const tomorrow = NOW + DAY;
  await w.tell(...[1, 2, 3].map(() => saw("b", { at: tomorrow - HOUR })));
  await w.settle({ now: tomorrow });
  await w.settle({ now: tomorrow + HOUR });
  expect(await tea(tomorrow)).toEqual([...first, { day: "2011-10-01", value: "tea", people: 2 }]);
  const list = must(await w.within((ctx) => w.people.tags(ctx, SHOP), { now: tomorrow }));
  expect(list).toMatchObject({ customers: 2, waiting: 0, market: { law: null } });
  expect(list.tags.find(({ key }) => key === "taste")?.values).toContainEqual({
    ...{ key: "tea", name: { zh: "tea", en: "tea" }, people: 2 },
  });
});

test("PE46 a shown segment is a tag on whom it means, and what it meant before stays readable", async () => {
  await w.tell(saw("a"), saw("b"));
  await w.settle();
  const wanted = { shop: SHOP, name: "老客", shown: true };
  const all: Predicate = { is: "and", of: [] };
  const made = must(
    await w.within((ctx) => w.people.createSegment(ctx, { ...wanted, predicate: all })),
  );
  expect((await tagsOf("a")).own).toEqual([{ id: made.id, name: "老客" }]);
  const change = { ...wanted, segment: made.id, predicate: { is: "orders", atLeast: 1 } as const };
  const changed = must(await w.within((ctx) => w.people.changeSegment(ctx, change)));
  expect(changed.version).toBe(2);
  must(await w.within((ctx) => w.people.changeSegment(ctx, { ...change, shown: false })));
  expect((await tagsOf("a")).own).toEqual([]);
  const which = { shop: SHOP, segment: made.id };
  const versions = must(await w.within((ctx) => w.people.segmentVersions(ctx, which)));
  expect(versions.map(({ version, predicate }) => [version, predicate])).toEqual([
    [2, change.predicate],
    [1, all],
  ]);
});

test("PE47 a tag opens to the rows that it was decided by; nobody's tag to none", async () => {
  await w.tell(saw("a"), saw("a"), saw("a", { at: NOW - 2 * DAY }));
  const rows = (tag: string) =>
    w.within((ctx) => w.people.tagRows(ctx, { shop: SHOP, profile: user("a"), tag, limit: 10 }));
  expect(must(await rows("taste"))).toMatchObject({
    total: 2,
    rows: [
      { day: "2011-09-30", category: "tea", touches: 2, weight: 2 },
      { day: "2011-09-28", category: "tea", touches: 1 },
    ],
  });
  expect(must(await rows("price")).rows).toEqual([{ of: "prices" }]);
  expect(must(await rows("refund")).rows).toEqual([{ of: "refunds" }]);
  expect(must(await rows("coupon")).rows).toEqual([
    { types: "coupon_issued,coupon_used,coupon_expired" },
  ]);
  expect(must(await rows("hours")).rows).toEqual([{ types: null }]);
  expect(await rows("nobody's")).toMatchObject({ ok: false, error: { status: 404 } });
});

test("PE40 who may not see customers is told no tag", async () => {
  const stranger = { can: () => false };
  const offered = routes(w.people).filter(({ path }) => path.includes("/tags"));
  expect(offered.length).toBe(6);
  for (const { answer } of offered) {
    const input = { shop: SHOP, profile: user("a"), community: SHOP, tag: "price" };
    const said = await w.within((ctx) => answer(ctx, input), stranger);
    expect(said).toMatchObject({ ok: false, error: { status: 403 } });
  }
});

test("PE48 a community is named by its members' favourites, beside everybody else's", async () => {
  const group = "00000000-0000-7000-8000-0000000000c1";
  const said = Array.from({ length: 60 }, (_, i) => {
    const category = i < 25 ? "辅食" : i < 30 ? "tea" : "纸巾";
    return Array.from({ length: 3 }, () => saw(`m${i}`, { properties: { category } }));
  }).flat();
  await w.tell(...said);
  await w.settle();
  for (let i = 0; i < 30; i++)
    w.world.members.push({ profile: user(`m${i}`), id: group, name: "妈妈群", source: "wecom" });
  const ask = { shop: SHOP, community: group };
  const found = must(await w.within((ctx) => w.people.communityTags(ctx, ask)));
  expect(found).toMatchObject({
    ...{ members: 30, told: 30, everybody: 60 },
    tastes: [{ category: "辅食", members: 25, everybody: 25, elsewhere: 0 }],
  });
  w.world.members.length = 0;
});

test("PE44 borders stay as they were made until as many milliseconds are over as the shop has customers", async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    w.world.orders.push({ profile: user(`u${n}`), minor: n * 1_000, at: NOW - n * DAY });
    await w.tell(saw(`u${n}`, { type: "order_placed", properties: { lines: [] } }));
  }
  await w.settle();
  await w.settle({ now: NOW + 10 });
  const best: Predicate = { is: "rfm", figure: "m", in: [5] };
  const who = async (now: number) => {
    const ask = { shop: SHOP, predicate: best };
    const found = must(await w.within((ctx) => w.people.preview(ctx, ask), { now }));
    return found.people
      .map(({ userId }) => userId)
      .toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
  };
  expect(await who(NOW + 10)).toEqual(["u5"]);
  w.world.orders.push({ profile: user("u1"), minor: 9_000, at: NOW - DAY });
  await w.tell(saw("u1", { type: "order_placed", properties: { lines: [] } }));
  // Reached at once with one's own figures, and the border is that of before: five customers, five milliseconds.
  await w.settle({ now: NOW + 14 });
  expect(await who(NOW + 14)).toEqual(["u1", "u5"]);
  await w.settle({ now: NOW + 15 });
  expect(await who(NOW + 15)).toEqual(["u1"]);
});

test("PE47 a tag tells whose events of which types it rests on, when it was decided and by which version", async () => {
  const basis = (tag: string, can = true) =>
    w.within((ctx) => w.people.tagBasis(ctx, { shop: SHOP, profile: user("a"), tag }), {
      can: () => can,
    });
  await w.tell(saw("a"));
  expect(await basis("coupon")).toBeNull();
  await w.settle();
  const coupons = ["coupon_issued", "coupon_used", "coupon_expired"];
  expect(await basis("coupon")).toEqual({
    ...{ profiles: [user("a")], types: coupons, at: NOW, version: 1 },
  });
  expect(await basis("stage")).toMatchObject({ types: null, at: null });
  expect(await basis("no-such-tag")).toBeNull();
  expect(await basis("coupon", false)).toBeNull();
});
