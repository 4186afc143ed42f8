import { DAY, HOUR, type ProfileId, type Seal } from "@zhongshu/kernel";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PERSONALISED_WORDINGS, Predicate } from "../src/contract.ts";
import { ownProfile } from "../src/identity/names.ts";
import { routes, schema } from "../src/index.ts";
import { stageOf } from "../src/stage/stage.ts";
import { tierOf } from "../src/stage/value.ts";
import { NOW, openWorld, SHOP, TENANT } from "./world.ts";

const COMMUNITY = "00000000-0000-7000-8000-0000000000c1";
const CATEGORIES = ["tea", "milk'; drop table people.profile; --", '"'];

/** Thirty people, each different in every figure that a predicate can ask for. */
const crowd = Array.from({ length: 30 }, (_, i) => {
  const orders = i % 4;
  const lastOrderAt = orders === 0 ? null : NOW - i * 9 * DAY;
  return {
    id: ownProfile({ tenant: TENANT, shop: SHOP }, "user", `u${i}`),
    userId: `u${i}`,
    orders,
    spent: orders * 1_000 + i,
    currency: i % 5 === 0 ? "GBP" : "CNY",
    firstSeen: NOW - 300 * DAY,
    lastSeen: NOW - ((i * 7) % 200) * DAY - HOUR,
    lastOrderAt,
    touches: CATEGORIES.map((_, c) => (i * (c + 1)) % 3),
    member: i % 3 === 0,
    city: i % 2 === 0 ? "杭州" : i,
  };
});
type Somebody = (typeof crowd)[number];

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
  for (const one of crowd) {
    const { userId } = one;
    await w.tell({ type: "page_viewed", at: one.firstSeen, userId });
    await w.tell({
      type: "identified",
      at: one.lastSeen,
      userId,
      properties: { traits: { city: one.city } },
    });
    if (one.member)
      w.world.members.push({ profile: one.id, id: COMMUNITY, name: "妈妈群", source: "wecom" });
    await w.within(async ({ sql }) => {
      await sql.run(
        `update people.profile set orders = $2, spent_minor = $3, currency = $4,
           last_order_at = to_timestamp($5::float8 / 1000) where id = $1`,
        [
          one.id,
          one.orders,
          one.orders ? one.spent : null,
          one.orders ? one.currency : null,
          one.lastOrderAt,
        ],
      );
      for (const [c, touches] of one.touches.entries())
        if (touches > 0)
          await sql.run(
            "insert into people.attention (shop, profile, day, category, touches) values ($1, $2, '2011-09-30', $3, $4)",
            [SHOP, one.id, CATEGORIES[c] ?? "", touches],
          );
    });
  }
  await w.settle();
});
afterAll(() => w.close());

const customers = crowd.filter(({ orders }) => orders > 0);
/** PE8 by its words: the share of those below and half of the equals, in fifths. */
function fifth(of: (one: Somebody) => number, one: Somebody, among = customers): number {
  const below = among.filter((other) => of(other) < of(one)).length;
  const equal = among.filter((other) => of(other) === of(one)).length;
  return Math.min(5, 1 + Math.floor((5 * (below + equal / 2)) / among.length));
}
const scoresOf = (one: Somebody) => ({
  r: fifth((each) => each.lastOrderAt ?? 0, one),
  f: fifth((each) => each.orders, one),
  m: fifth(
    (each) => each.spent,
    one,
    customers.filter(({ currency }) => currency === one.currency),
  ),
});
function tagOf(tag: string, one: Somebody): string {
  if (tag === "stage") return stageOf(one, 30, NOW);
  if (tag === "value") return tierOf(one.orders === 0 ? null : scoresOf(one));
  if (tag === "hours" || tag === "coupon") return "unknown";
  return "nobody's";
}

/** The oracle: what the words of the predicate mean, said of one person in memory. */
function means(predicate: Predicate, one: Somebody): boolean {
  switch (predicate.is) {
    case "and":
      return predicate.of.every((part) => means(part, one));
    case "or":
      return predicate.of.some((part) => means(part, one));
    case "not":
      return !means(predicate.of, one);
    case "orders":
      return one.orders >= predicate.atLeast;
    case "spent":
      return (
        one.orders > 0 &&
        one.currency === predicate.atLeast.currency &&
        one.spent >= predicate.atLeast.minor
      );
    case "stage":
      return predicate.in.includes(stageOf(one, 30, NOW));
    case "seen":
      return NOW - one.lastSeen <= predicate.withinDays * DAY;
    case "interest": {
      const all = one.touches.reduce((sum, n) => sum + n, 0);
      const own = one.touches[CATEGORIES.indexOf(predicate.category)] ?? 0;
      return own > 0 && own >= predicate.share * all;
    }
    case "member":
      return predicate.community === COMMUNITY && one.member;
    case "rfm":
      return one.orders > 0 && predicate.in.includes(scoresOf(one)[predicate.figure]);
    case "tag":
      return predicate.in.includes(tagOf(predicate.tag, one));
    case "worth":
      return false;
    case "trait":
      return predicate.key === "city" && one.city === predicate.equals;
  }
}

const stage = fc.constantFrom("visitor", "new", "active", "silent", "lost");
const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ is: fc.constant("orders"), atLeast: fc.nat(4) }),
    fc.record({
      is: fc.constant("spent"),
      atLeast: fc.record({ minor: fc.nat(4_000), currency: fc.constantFrom("CNY", "GBP", "USD") }),
    }),
    fc.record({ is: fc.constant("stage"), in: fc.array(stage, { maxLength: 3 }) }),
    fc.record({ is: fc.constant("seen"), withinDays: fc.nat(220) }),
    fc.record({
      is: fc.constant("interest"),
      category: fc.constantFrom(...CATEGORIES, "nothing"),
      share: fc.constantFrom(0.1, 0.25, 0.4, 0.7, 1),
    }),
    fc.record({ is: fc.constant("member"), community: fc.constantFrom(COMMUNITY, SHOP) }),
    fc.record({
      is: fc.constant("trait"),
      key: fc.constantFrom("city", "') or true --"),
      equals: fc.constantFrom("杭州", "7", 7, 9, true, "' or 1=1 --"),
    }),
    fc.record({
      is: fc.constantFrom("and", "or"),
      of: fc.array(tie("predicate"), { maxLength: 3 }),
    }),
    fc.record({
      is: fc.constant("rfm"),
      figure: fc.constantFrom("r", "f", "m"),
      in: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
    }),
    fc.record({
      is: fc.constant("tag"),
      tag: fc.constantFrom("stage", "value", "coupon", "hours", "' or true --"),
      in: fc.array(fc.constantFrom("unknown", "lost", "active", "champion", "slight", "none"), {
        maxLength: 3,
      }),
    }),
    fc.record({ is: fc.constant("not"), of: tie("predicate") }),
  ) as fc.Arbitrary<Predicate>,
}));

const offered = () => routes(w.people);
async function call(
  method: string,
  path: string,
  input: object,
  seal: Partial<Seal> = {},
): Promise<Record<string, unknown>> {
  const found = offered().find((r) => r.method === method && r.path === path);
  if (found === undefined) throw new Error(`No route ${method} ${path}`);
  const answer = await w.within((ctx) => found.answer(ctx, { shop: SHOP, ...input }), seal);
  return answer.ok ? { ok: true, ...(answer.value as object) } : { ok: false, ...answer.error };
}
const SEGMENTS = "/shops/:shop/segments";
type Members = { total: number; people: { id: ProfileId }[]; next: string | null };
const membersOf = async (segment: string, more: object = {}) =>
  (await call("GET", `${SEGMENTS}/:segment/members`, {
    segment,
    limit: 200,
    ...more,
  })) as unknown as Members;

test("PE11 PE44 a compiled predicate finds whom its words mean, whatever text it holds", async () => {
  const made = await call("POST", SEGMENTS, { name: "all", predicate: { is: "and", of: [] } });
  const segment = String(made["id"]);
  const seen = { some: 0, all: 0 };
  const run = fc.asyncProperty(predicate, async (wanted) => {
    await call("PUT", `${SEGMENTS}/:segment`, { segment, name: "all", predicate: wanted });
    const { total, people } = await membersOf(segment);
    const meant = crowd.filter((one) => means(wanted, one)).map(({ id }) => id);
    if (meant.length === crowd.length) seen.all++;
    else if (meant.length > 0) seen.some++;
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set(meant));
    expect(total).toBe(meant.length);
  });
  await fc.assert(run, { numRuns: 150 });
  expect(seen.some).toBeGreaterThan(20);
});

/** Those who do not want to be chosen by their record are meant only where that holds whatever their record is. */
function surely(predicate: Predicate, one: Somebody, holds: boolean): boolean {
  switch (predicate.is) {
    case "and":
    case "or": {
      const parts = predicate.of.map((part) => surely(part, one, holds));
      return (predicate.is === "and") === holds ? parts.every(Boolean) : parts.some(Boolean);
    }
    case "not":
      return surely(predicate.of, one, !holds);
    default:
      return (predicate.is === "member" || !isPlain(one)) && means(predicate, one) === holds;
  }
}
const isPlain = ({ userId }: Somebody): boolean => /[369]$/.test(userId);

test("PE78 whoever does not want it is found by no predicate on their record, asked either way; by their groups they are", async () => {
  const made = await call("POST", SEGMENTS, { name: "plain", predicate: { is: "and", of: [] } });
  const segment = String(made["id"]);
  const plain = crowd.filter(isPlain).map(({ id }) => id);
  await w.within(({ sql }) =>
    sql.run(
      `insert into people.choice (shop, profile, at, personalised, said_by, how)
       select $1, id, now(), false, 'customer', 'test' from unnest($2::uuid[]) id`,
      [SHOP, plain],
    ),
  );
  const found = { plain: 0, others: 0 };
  const run = fc.asyncProperty(predicate, async (wanted) => {
    await call("PUT", `${SEGMENTS}/:segment`, { segment, name: "plain", predicate: wanted });
    const { total, people } = await membersOf(segment);
    const meant = crowd.filter((one) => surely(wanted, one, true));
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set(meant.map(({ id }) => id)));
    expect(total).toBe(meant.length);
    found.plain += meant.filter(isPlain).length;
    found.others += meant.length;
  });
  await fc.assert(run, { numRuns: 150 });
  expect(found.plain).toBeGreaterThan(20);
  expect(found.others).toBeGreaterThan(5 * found.plain);
  await w.within(({ sql }) => sql.run("delete from people.choice"));
});

test("PE78 they have no stage and no scores, are at no stage of the list, and are counted apart", async () => {
  const [one] = crowd.filter(({ orders }) => orders > 0);
  if (one === undefined) throw new Error("Nobody bought");
  const whose = { shop: SHOP, profile: one.id };
  const listed = async () =>
    (await call("GET", "/shops/:shop/people", { stage: stageOf(one, 30, NOW), limit: "200" }))[
      "people"
    ] as unknown as { id: ProfileId }[];
  const tags = () => w.within((ctx) => w.people.tags(ctx, SHOP));
  const before = await tags();
  expect((await listed()).map(({ id }) => id)).toContain(one.id);
  const words = PERSONALISED_WORDINGS.length;
  await w.within((ctx) => w.people.personaliseOwn(ctx, { ...whose, personalised: false, words }));
  expect((await listed()).map(({ id }) => id)).not.toContain(one.id);
  expect(await call("GET", "/shops/:shop/people/:profile", { profile: one.id })).toMatchObject({
    ...{ stage: null, rfm: null, orders: one.orders },
  });
  const told = await w.within((ctx) => w.people.tagsOf(ctx, whose));
  expect(told).toMatchObject({ ok: true, value: { tags: [] } });
  const after = await tags();
  if (!before.ok || !after.ok) throw new Error("No tags");
  expect(after.value.plain).toBe(1);
  expect(after.value.customers).toBe(before.value.customers - 1);
  await w.within((ctx) => w.people.personaliseOwn(ctx, { ...whose, personalised: true, words }), {
    now: NOW + 1,
  });
});

test("PE11 a predicate that is too deep, too wide or unknown is refused", () => {
  const deep = (n: number): object =>
    n === 0 ? { is: "orders", atLeast: 1 } : { is: "not", of: deep(n - 1) };
  const wide = { is: "or", of: Array.from({ length: 64 }, () => deep(0)) };
  for (const wrong of [
    deep(9),
    deep(50_000 / 10),
    wide,
    { is: "sql", of: "true" },
    { is: "orders", atLeast: "1" },
  ])
    expect(Predicate.safeParse(wrong).success).toBe(false);
  expect(Predicate.safeParse(deep(8)).success).toBe(true);
});

test("PE11 a segment is saved once under its name, changed, deleted, and each change audited", async () => {
  w.world.audited.length = 0;
  const wanted = { name: "老客", predicate: { is: "orders", atLeast: 2 } };
  const made = await call("POST", SEGMENTS, wanted);
  expect(await call("POST", SEGMENTS, wanted)).toMatchObject({ ok: false, status: 409 });
  const segment = made["id"];
  expect(
    await call("PUT", `${SEGMENTS}/:segment`, { segment, ...wanted, name: "常客" }),
  ).toMatchObject({ ok: true });
  expect(await call("DELETE", `${SEGMENTS}/:segment`, { segment })).toMatchObject({ ok: true });
  expect(await call("DELETE", `${SEGMENTS}/:segment`, { segment })).toMatchObject({
    ok: false,
    status: 404,
  });
  expect(w.world.audited).toEqual(["segment.created", "segment.changed", "segment.deleted"]);
  const stranger = { can: (permission: string) => permission === "people.read" };
  expect(await call("POST", SEGMENTS, wanted, stranger)).toMatchObject({ ok: false, status: 403 });
});

test("PE12 the list pages through everybody once, last seen first, and can be searched", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = (await call("GET", "/shops/:shop/people", {
      limit: "7",
      ...(cursor && { cursor }),
    })) as unknown as Members;
    seen.push(...page.people.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  const sorted = crowd.toSorted((a, b) => b.lastSeen - a.lastSeen || (a.id < b.id ? 1 : -1));
  expect(seen).toEqual(sorted.map(({ id }) => id));
  const found = await call("GET", "/shops/:shop/people", { search: "U7", stage: "" });
  expect(found["people"]).toMatchObject([{ userId: "u7" }]);
  const lost = (await call("GET", "/shops/:shop/people", {
    stage: "lost",
    limit: "200",
  })) as unknown as Members;
  expect(lost.people).toHaveLength(crowd.filter((one) => stageOf(one, 30, NOW) === "lost").length);
  expect(await call("GET", "/shops/:shop/people", { cursor: "'--" })).toMatchObject({
    status: 400,
  });
});

test("PE8 PE44 quintiles rank every customer of the shop, and equals score the same", async () => {
  const page = (await call("GET", "/shops/:shop/people", { limit: "200" })) as unknown as {
    people: { userId: string; orders: number; rfm: { r: number; f: number; m: number } | null }[];
  };
  const buyers = page.people.filter((one) => one.orders > 0);
  expect(page.people.filter((one) => (one.rfm === null) !== (one.orders === 0))).toEqual([]);
  for (const [, same] of Map.groupBy(buyers, (one) => one.orders))
    expect(new Set(same.map((one) => one.rfm?.f)).size).toBe(1);
  const values = buyers.map((one) => crowd.find((c) => c.userId === one.userId) as Somebody);
  for (const [i, one] of values.entries()) {
    const below = values.filter((v) => (v.lastOrderAt ?? 0) < (one.lastOrderAt ?? 0)).length;
    const equal = values.filter((v) => v.lastOrderAt === one.lastOrderAt).length;
    expect(buyers[i]?.rfm?.r).toBe(
      Math.min(5, 1 + Math.floor((5 * (below + equal / 2)) / values.length)),
    );
  }
});

test("PE12 one person comes with communities; a stranger of the shop is unknown", async () => {
  const [member] = crowd;
  expect(await call("GET", "/shops/:shop/people/:profile", { profile: member?.id })).toMatchObject({
    communities: [{ name: "妈妈群", source: "wecom" }],
    traits: { city: "杭州" },
  });
  expect(await call("GET", "/shops/:shop/people/:profile", { profile: COMMUNITY })).toMatchObject({
    status: 404,
  });
  const timeline = await call("GET", "/shops/:shop/people/:profile/timeline", {
    profile: member?.id,
  });
  expect(timeline["entries"]).toMatchObject([{ messageId: member?.id }]);
});
