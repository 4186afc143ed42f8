import { DAY, type ProfileId, profileId } from "@zhongshu/kernel";
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

const user = (id: string): ProfileId => ownProfile({ tenant: TENANT, shop: SHOP }, "user", id);
const known = (userId: string, traits: object, at = NOW): Said => ({
  ...{ type: "identified", userId, at, properties: { traits } },
});

const partition = () =>
  w.within(async ({ sql }) => {
    const rows = await sql.rows<{ base: string; person: string }>(
      `select id as base, people.person_of(id) as person from unnest($1::uuid[]) id order by 1`,
      [["u0", "u1", "u2", "u3", "u4"].map(user)],
    );
    return [...Map.groupBy(rows, ({ person }) => person).values()]
      .map((them) => them.map(({ base }) => base).join("+"))
      .toSorted((a, b) => (a < b ? -1 : 1));
  });
const figures = () =>
  w.within(({ sql }) =>
    sql.rows<object>(
      "select id, user_id, first_seen, last_seen, events, counts, hours from people.profile order by id",
    ),
  );
const reasons = () =>
  w.within(async ({ sql }) => ({
    merges: await sql.rows<{ rule: string }>("select rule from people.merge order by rule"),
    doubts: await sql.rows<{ why: string }>(
      "select why from people.doubt where same is null order by why",
    ),
  }));
const one = (a: string, b: string) =>
  [a, b]
    .map(user)
    .toSorted((x, y) => (x < y ? -1 : 1))
    .join("+");

test("PE20 users who share a unionid, a WeCom id, an openid or a number with the same name are one person, with the reason", async () => {
  await w.tell(known("u0", { unionid: "o-union-1" }), known("u1", { unionid: "o-union-1" }));
  await w.tell(known("u2", { phone: "139 1234 5670", name: "王小明" }));
  await w.tell(known("u3", { mobile: "+86-13912345670", name: "王晓明" }));
  expect(await partition()).toEqual(expect.arrayContaining([one("u0", "u1"), one("u2", "u3")]));
  expect((await reasons()).merges).toEqual([{ rule: "phone-name" }, { rule: "unionid" }]);
});

test("PE21 two unionids, or two names at one number, are never one; somebody has to look where it may be", async () => {
  await w.tell(known("u0", { unionid: "o-1", phone: "13912345671", name: "王小明" }));
  await w.tell(known("u1", { unionid: "o-2", phone: "13912345671", name: "王小明" }));
  await w.tell(known("u2", { phone: "13912345672", name: "李建国" }));
  await w.tell(known("u3", { phone: "13912345672", name: "赵秀英" }));
  await w.tell(known("u4", { phone: "13912345672" }));
  expect(await partition()).toHaveLength(5);
  const { merges, doubts } = await reasons();
  expect(merges).toEqual([]);
  expect(doubts.map(({ why }) => why)).toEqual(["phone", "phone", "phone-other-name"]);
});

test("PE22 a masked number needs a second sign: the same whole name; else it is nothing", async () => {
  await w.tell(known("u0", { phone: "13912345673", name: "欧阳文" }));
  await w.tell(known("u1", { phone: "139****5673", name: "欧阳文" }));
  await w.tell(known("u2", { phone: "139****5673" }));
  expect(await partition()).toContain(one("u0", "u1"));
  expect(await partition()).toHaveLength(4);
});

test("PE23 a value that more than twenty ids share tells nothing, and lets go whom it had joined", async () => {
  const many = Array.from({ length: 21 }, (_, i) => known(`c${i}`, { openid: "o-everybody" }));
  await w.tell(...many.slice(0, 20));
  const parts = () => w.within(({ sql }) => sql.rows("select from people.same"));
  expect(await parts()).toHaveLength(19);
  await w.tell(...many.slice(20));
  expect(await parts()).toHaveLength(0);
});

test("PE24 what comes with a browser's key proves nothing", async () => {
  await w.tell(known("u0", { phone: "13912345674", name: "王小明" }));
  await w.tell({
    ...{ type: "identified", anonymousId: "visitor", at: NOW, messageId: "browser:1" },
    properties: { traits: { phone: "13912345674", name: "王小明" } },
  });
  expect(await w.within(({ sql }) => sql.rows("select from people.same"))).toEqual([]);
});

test("PE25 a whole number is kept nowhere: traits have its mask, signs a keyed hash", async () => {
  await w.tell(known("u0", { phone: "13912345675" }));
  const kept = await w.within(({ sql }) =>
    sql.rows<{ text: string }>(
      "select t::text as text from people.trait t union all select s::text from people.sign s",
    ),
  );
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.filter(({ text }) => text.includes("13912345675"))).toEqual([]);
  expect(w.world.events[0]?.properties).toEqual({ traits: { phone: "139****5675" } });
});

const PHONES = ["13912345670", "13912345671", "139****5670"];
const NAMES = ["王小明", "王晓明", "赵秀英"];
const told: fc.Arbitrary<Said> = fc
  .record({
    who: fc.integer({ min: 0, max: 4 }),
    traits: fc.record(
      {
        unionid: fc.constantFrom("o-1", "o-2"),
        openid: fc.constantFrom("p-1", "p-2"),
        phone: fc.constantFrom(...PHONES),
        name: fc.constantFrom(...NAMES),
      },
      { requiredKeys: [] },
    ),
    daysAgo: fc.constantFrom(0, 30, 500),
  })
  .map(({ who, traits, daysAgo }) => known(`u${who}`, traits, NOW - daysAgo * DAY));

test("PE26 any order and any batching of the same events gives the same persons with the same figures", async () => {
  const run = fc.asyncProperty(
    fc
      .array(told, { minLength: 2, maxLength: 10 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          fc.integer({ min: 1, max: 4 }),
        ),
      ),
    async ([events, shuffled, size]) => {
      await w.empty();
      await w.tell(...events);
      const [first, why] = [await partition(), await reasons()];
      await w.empty();
      for (let i = 0; i < shuffled.length; i += size) await w.tell(...shuffled.slice(i, i + size));
      expect(await partition()).toEqual(first);
      expect(await reasons()).toEqual(why);
      const rows = await figures();
      const sum = rows.reduce((n: number, row) => n + (row as { events: number }).events, 0);
      expect(sum).toBe(events.length);
    },
  );
  await fc.assert(run, { numRuns: 15, seed: 7 });
});

test("PE27 what a contradiction parts again is as it was before, to the last figure", async () => {
  const before = [
    known("u0", { phone: "13912345676", name: "王小明", city: "杭州" }, NOW - 3 * DAY),
    known("u2", { city: "上海" }),
  ];
  const doubtful = known("u1", { phone: "13912345676", nickname: "小明" }, NOW - 2 * DAY);
  const late = known("u2", { phone: "13912345676", name: "赵秀英" });
  await w.tell(...before, doubtful, known("u0", { city: "宁波" }), late);
  const alone = await figures();
  await w.empty();
  await w.tell(...before);
  await w.tell(doubtful);
  expect(await partition()).toContain(one("u0", "u1"));
  expect(w.world.moved).toHaveLength(1);
  await w.tell(known("u0", { city: "宁波" }));
  await w.tell(late);
  expect(await partition()).toHaveLength(5);
  expect(await figures()).toEqual(alone);
});

test("PE28 what somebody says outweighs the signs; a merge can be parted for 72 hours, and not later", async () => {
  await w.tell(known("u0", { unionid: "o-9" }), known("u1", { unionid: "o-9" }));
  const likely = async () => {
    const found = await w.within((ctx) => w.people.likely(ctx, SHOP));
    if (!found.ok) throw new Error(found.error.message.en);
    return found.value;
  };
  const [merge] = (await likely()).merges;
  if (merge === undefined) throw new Error("nobody was merged");
  expect(merge.left.signs).toEqual([{ kind: "unionid", shown: "o-9" }]);
  const [a, b] = [profileId(merge.a), profileId(merge.b)];
  const told = (same: boolean, now = NOW) =>
    w.within((ctx) => w.people.say(ctx, { shop: SHOP, a, b, same }), { now });
  expect(await told(false, NOW + 4 * DAY)).toMatchObject({
    ok: false,
    error: { code: "people.too-late" },
  });
  expect(await told(false)).toMatchObject({ ok: true });
  expect(await partition()).toHaveLength(5);
  await w.tell(known("u0", { unionid: "o-9", city: "杭州" }));
  expect(await partition()).toHaveLength(5);
  expect(await told(true)).toMatchObject({ ok: true });
  expect(await partition()).toHaveLength(4);
  expect(w.world.audited).toEqual(["people.parted", "people.joined"]);
});
