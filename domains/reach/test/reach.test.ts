import { type ProfileId, profileId, shopId, tenantId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { openTestDatabase, TEST_NOW, type TestDatabase, testSeal } from "@zhongshu/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createReach, forgetting, projection, routes, schema } from "../src/index.ts";
import { NOBODY_SENDS } from "./world.ts";

const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const person = (n: number): ProfileId => profileId(uuid(0x5000 + n));
const freshShop = (() => {
  let last = 0x100;
  return () => shopId(uuid(++last));
})();

const STRANGER = profileId(uuid(0x9000));
const ABSORBED = profileId(uuid(0x9001));
const heard: string[] = [];
const reach = createReach({
  ...NOBODY_SENDS,
  profilesOf: async (_, { userIds }) =>
    userIds
      .filter((id) => id.startsWith("u"))
      .map((userId) => ({ userId, profile: person(Number(userId.slice(1))) })),
  personOf: async (_, { profile }) =>
    profile === STRANGER ? null : profile === ABSORBED ? person(1) : profile,
  audit: async (_, action, subject) => {
    heard.push(`${action} ${subject}`);
  },
});

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const seal = testSeal();
type Move = {
  readonly who: number;
  readonly at: number;
  readonly left: boolean;
  readonly code: string;
};
const event = (shop: ReturnType<typeof shopId>, { who, at, left, code }: Move): LedgerEvent => ({
  tenant: seal.tenant,
  shop,
  messageId: `${who}-${at}-${left}-${code}`,
  type: left ? "community_left" : "community_joined",
  version: 1,
  anonymousId: null,
  userId: `u${who}`,
  profile: person(who),
  at,
  receivedAt: at,
  properties: { community: code, source: "wecom" },
});
const tell = (shop: ReturnType<typeof shopId>, moves: readonly Move[]) =>
  db.asTenant(seal, (ctx) =>
    projection.project(
      ctx.sql,
      moves.map((move) => event(shop, move)),
    ),
  );
const membersAt = async (shop: ReturnType<typeof shopId>, at: number) =>
  (await db.asTenant(seal, (ctx) => reach.communities(ctx, { shop, at }))).map(
    ({ name, members }) => [name, sorted(members)] as const,
  );

const sorted = (ids: readonly string[]) => ids.toSorted((a, b) => (a < b ? -1 : 1));

/** Who is inside by walking through what happened until `at`, in order of time; leaving wins a tie. */
function walked(moves: readonly Move[], at: number): ReadonlyMap<string, readonly string[]> {
  const inside = new Map<string, Set<string>>();
  const known = moves.filter((move) => move.at <= at);
  for (const move of known.toSorted((a, b) => a.at - b.at || Number(a.left) - Number(b.left))) {
    const members = inside.get(move.code) ?? new Set();
    inside.set(move.code, members);
    if (move.left) members.delete(person(move.who));
    else members.add(person(move.who));
  }
  return new Map(
    [...inside].filter(([, set]) => set.size > 0).map(([code, set]) => [code, sorted([...set])]),
  );
}

const moves = fc.array(
  fc.record({
    who: fc.nat(3),
    at: fc.nat(6).map((hours) => TEST_NOW - hours * 3_600_000),
    left: fc.boolean(),
    code: fc.constantFrom("妈妈群", "福利群"),
  }),
  { minLength: 1, maxLength: 12 },
);

test("RE12 membership is that of a walk through time, in whatever order and however often it was told", async () => {
  await fc.assert(
    fc.asyncProperty(moves, fc.nat(7), fc.infiniteStream(fc.nat(99)), async (told, hours, dice) => {
      const shop = freshShop();
      const shuffled = told
        .map((move) => ({ move, key: dice.next().value }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ move }) => move);
      await tell(shop, shuffled);
      await tell(shop, shuffled.slice(0, 3));
      const at = TEST_NOW - hours * 3_600_000;
      expect(new Map(await membersAt(shop, at))).toEqual(walked(told, at));
    }),
    { numRuns: 60 },
  );
});

test("RE13 as of an instant, later events change nothing", async () => {
  const shop = freshShop();
  const at = TEST_NOW - 10_000;
  await tell(shop, [{ who: 1, at: at - 5, left: false, code: "群" }]);
  const before = await membersAt(shop, at);
  await tell(shop, [
    { who: 1, at: at + 1, left: true, code: "群" },
    { who: 2, at: at + 1, left: false, code: "群" },
    { who: 3, at: at + 1, left: false, code: "新群" },
  ]);
  expect(await membersAt(shop, at)).toEqual(before);
  expect(before).toEqual([["群", [person(1)]]]);
});

test("RE14 a list makes members whose joining is unknown, and says whom nobody knows", async () => {
  const shop = freshShop();
  const result = await db.asTenant(seal, async (ctx) => {
    const named = await reach.nameCommunity(ctx, {
      shop,
      name: "宝妈一群",
      channel: "wecom",
      code: null,
      size: 200,
    });
    if (!named.ok) throw new Error(named.error.code);
    const community = named.value.id;
    const first = await reach.enrol(ctx, { shop, community, userIds: ["u1", "u2", "x9", "u1"] });
    const again = await reach.enrol(ctx, { shop, community, userIds: ["u2"] });
    const profiles = [person(1)];
    return { first, again, of: await reach.communitiesOf(ctx, { shop, profiles }), community };
  });
  expect(result.first).toEqual({ ok: true, value: { added: 2, already: 0, unknown: ["x9"] } });
  expect(result.again).toEqual({ ok: true, value: { added: 0, already: 1, unknown: [] } });
  expect(result.of).toEqual([
    { profile: person(1), id: result.community, name: "宝妈一群", source: "imported-list" },
  ]);
  const rows = await db.asTenant(seal, (ctx) => reach.list(ctx, shop));
  expect(rows.ok && rows.value).toMatchObject([{ name: "宝妈一群", size: 200, known: 2 }]);
  expect(heard).toContain(`community.enrolled ${result.community}`);
});

test("RE14 naming a community that events have spoken of keeps its members", async () => {
  const shop = freshShop();
  await tell(shop, [{ who: 1, at: TEST_NOW, left: false, code: "wr-1" }]);
  await db.asTenant(seal, (ctx) =>
    reach.nameCommunity(ctx, { shop, name: "老客群", channel: "wecom", code: "wr-1", size: null }),
  );
  expect(await membersAt(shop, TEST_NOW)).toEqual([["老客群", [person(1)]]]);
});

test("RE14 an unknown community, or one of another shop, is refused", async () => {
  const [shop, other] = [freshShop(), freshShop()];
  await tell(other, [{ who: 1, at: TEST_NOW, left: false, code: "群" }]);
  const [theirs] = await db.asTenant(seal, (ctx) =>
    reach.communities(ctx, { shop: other, at: TEST_NOW }),
  );
  if (!theirs) throw new Error("no community");
  const refused = await db.asTenant(seal, (ctx) =>
    reach.enrol(ctx, { shop, community: theirs.id, userIds: ["u1"] }),
  );
  expect(refused).toMatchObject({ ok: false, error: { code: "reach.no-community" } });
});

test("RE15 a refusal is kept with its proof, read as of an instant, and can be withdrawn once", async () => {
  const about = { shop: freshShop(), profile: person(1) };
  const said = { ...about, channel: "sms", proof: "回复TD" } as const;
  const on = (now: number) => testSeal({ now });
  await db.asTenant(on(1_000), (ctx) => reach.optOut(ctx, said));
  await db.asTenant(on(2_000), (ctx) => reach.optOut(ctx, { ...said, proof: "又说了一次" }));
  const back = { ...said, proof: "店里登记" };
  await db.asTenant(on(3_000), (ctx) => reach.withdrawOptOut(ctx, back));
  const again = await db.asTenant(on(4_000), (ctx) => reach.withdrawOptOut(ctx, back));
  expect(again).toMatchObject({ ok: false, error: { code: "reach.not-opted-out" } });
  const asOf = (at: number) => db.asTenant(seal, (ctx) => reach.optOuts(ctx, { ...about, at }));
  const row = { channel: "sms", at: 1_000, proof: "回复TD", by: seal.actor.name };
  const stands = { withdrawnAt: null, withdrawnProof: null, withdrawnBy: null };
  const over = { withdrawnAt: 3_000, withdrawnProof: "店里登记", withdrawnBy: seal.actor.name };
  expect(await asOf(500)).toEqual({ ok: true, value: [] });
  expect(await asOf(2_500)).toMatchObject({ ok: true, value: [{ ...row, ...stands }] });
  expect(await asOf(3_000)).toMatchObject({ ok: true, value: [{ ...row, ...over }] });
  expect(heard.filter((line) => line.startsWith("opt-out"))).toEqual([
    `opt-out.set ${person(1)}`,
    `opt-out.withdrawn ${person(1)}`,
  ]);
});

test("RE15 a refusal is of a customer of this shop, and kept under who that is by now", async () => {
  const shop = freshShop();
  const said = { shop, channel: "all", proof: "电话" } as const;
  await db.asTenant(seal, async (ctx) => {
    const nobody = { ...said, profile: STRANGER };
    for (const told of [
      await reach.optOut(ctx, nobody),
      await reach.withdrawOptOut(ctx, nobody),
      await reach.optOuts(ctx, { ...nobody, at: ctx.now }),
    ])
      expect(told).toMatchObject({ ok: false, error: { status: 404, code: "reach.no-person" } });
    await reach.optOut(ctx, { ...said, profile: ABSORBED });
    const kept = await reach.optOuts(ctx, { ...said, profile: person(1), at: ctx.now });
    expect(kept).toMatchObject({ ok: true, value: [{ channel: "all" }] });
  });
});

test("RE16 the hold-out is 5 % until changed; its salt survives, so people keep their place", async () => {
  const tenant = testSeal({ tenant: tenantId(uuid(0xb)) });
  const shop = freshShop();
  const people = Array.from({ length: 400 }, (_, i) => person(i));
  const held = () =>
    db.asTenant(tenant, async (ctx) => {
      const found: ProfileId[] = [];
      for (const who of people)
        if ((await reach.standingOf(ctx, who)).standing === "held-out") found.push(who);
      return found;
    });
  expect(await db.asTenant(tenant, reach.holdOut)).toEqual({ share: 0.05 });
  const small = await held();
  await db.asTenant(tenant, (ctx) => reach.resizeHoldOut(ctx, { shop, share: 0.2 }));
  const large = await held();
  expect(small.length).toBeGreaterThan(5);
  expect(large.length).toBeGreaterThan(small.length);
  expect(small.every((who) => large.includes(who))).toBe(true);
  const sides = () => db.asTenant(tenant, (ctx) => reach.standings(ctx, people));
  const { now } = tenant;
  expect(await sides()).toEqual({
    ...{ share: 0.2, resizedAt: now, heldOut: large },
    others: people.filter((who) => !large.includes(who)),
    crossed: 0,
  });
  const later = testSeal({ tenant: tenant.tenant, now: now + 1 });
  await db.asTenant(later, (ctx) => reach.resizeHoldOut(ctx, { shop, share: 0.2 }));
  expect((await sides()).resizedAt).toBe(now);
});

test("RE17 a merge takes memberships and refusals along, and who was in no execution crosses no arm", async () => {
  const shop = freshShop();
  const tenant = testSeal({ tenant: tenantId(uuid(0xc)) });
  await db.asTenant(tenant, async (ctx) => {
    await reach.resizeHoldOut(ctx, { shop, share: 0.5 });
    const standing = async (n: number) => (await reach.standingOf(ctx, person(n))).standing;
    const all: string[] = [];
    for (let n = 0; n < 40; n++) all.push(await standing(n));
    const held = all.indexOf("held-out");
    const treated = all.indexOf("treated");
    const about = { shop, profile: person(held), channel: "all", proof: "电话" } as const;
    await reach.optOut(ctx, about);
    await reach.joined(ctx.sql, [{ from: person(held), to: person(treated) }], ctx.now);
    expect((await reach.standingOf(ctx, person(treated))).mergedAcrossArms).toBe(false);
    const kept = await reach.optOuts(ctx, { shop, profile: person(treated), at: ctx.now });
    expect(kept.ok && kept.value).toHaveLength(1);
  });
});

test("RE70 who is parted has back what they had; a refusal said while they were one is both's", async () => {
  const shop = freshShop();
  const tenant = testSeal({ tenant: tenantId(uuid(0xd)) });
  const [gone, kept] = [person(70), person(71)];
  await db.asTenant(tenant, async (ctx) => {
    await reach.resizeHoldOut(ctx, { shop, share: 0.5 });
    const refuse = (profile: typeof gone, proof: string, channel: "all" | "sms") =>
      reach.optOut(ctx, { shop, profile, channel, proof });
    const refusals = async (profile: typeof gone) => {
      const found = await reach.optOuts(ctx, { shop, profile, at: ctx.now });
      return found.ok
        ? found.value.map(({ proof }) => proof).toSorted((a, b) => (a < b ? -1 : 1))
        : [];
    };
    const sides = () => reach.standings(ctx, [gone, kept]);
    const before = await sides();
    await refuse(gone, "电话", "all");
    await reach.joined(ctx.sql, [{ from: gone, to: kept }], ctx.now);
    expect(await refusals(gone)).toEqual([]);
    expect(await refusals(kept)).toEqual(["电话"]);
    await refuse(kept, "短信", "sms");
    await reach.parted(ctx.sql, [kept], ctx.now);
    expect(await refusals(gone)).toEqual(["电话", "短信"]);
    expect(await refusals(kept)).toEqual(["短信"]);
    expect(await sides()).toEqual(before);
  });
});

test("RE18 nobody without the permission reads or writes", async () => {
  const shop = freshShop();
  const outsider = testSeal({ can: () => false });
  const id = uuid(1);
  const bodies: Readonly<Record<string, object>> = {
    "POST /shops/:shop/communities": { name: "群" },
    "POST /shops/:shop/communities/:community/members": { community: id, userIds: ["u1"] },
    "GET /shops/:shop/people/:profile/opt-outs": { profile: id },
    "POST /shops/:shop/people/:profile/opt-outs": { profile: id, channel: "all", proof: "x" },
    "POST /shops/:shop/people/:profile/opt-outs/withdrawn": {
      profile: id,
      channel: "all",
      proof: "x",
    },
    "GET /shops/:shop/communities": {},
    "PUT /shops/:shop/hold-out": { share: 0.1 },
  };
  const guarded = routes(reach).filter(({ method, path }) => `${method} ${path}` in bodies);
  expect(guarded).toHaveLength(Object.keys(bodies).length);
  for (const { method, path, answer } of guarded) {
    const answered = await db.asTenant(outsider, (ctx) =>
      answer(ctx, { shop, ...bodies[`${method} ${path}`] }),
    );
    expect(answered, path).toMatchObject({ ok: false, error: { status: 403 } });
  }
});

test("RE71 an erased person is a member of nothing and wished nothing; of what was sent an arm keeps its people", async () => {
  const shop = freshShop();
  const who = { shop, profile: person(70) };
  await tell(shop, [{ who: 70, at: TEST_NOW, left: false, code: "群" }]);
  await db.asTenant(seal, (ctx) => reach.optOut(ctx, { ...who, channel: "sms", proof: "回复TD" }));
  await db.asTenant(seal, (ctx) => reach.agree(ctx, { ...who, channel: "app", proof: "表单" }));
  const execution = uuid(0xe70);
  await db.asTenant(seal, ({ sql }) =>
    sql.run(
      `insert into reach.recipient (shop, execution, profile, arm, state, eligible, wake_at, said)
       values ($1, $2, $3, 'treated', 'listed', true, now(), '亲爱的小明')`,
      [shop, execution, who.profile],
    ),
  );
  const nobody = person(71);
  const erased = {
    shop,
    ids: [who.profile],
    nobody,
    names: [],
    mentions: null,
    holds: () => false,
  };
  const renamed = (id: string): string => id;
  const counts = await db.asTenant(seal, (ctx) => forgetting.forget(ctx, { ...erased, renamed }));
  expect(counts).toEqual({ membership_fact: 1, opt_out: 1, agreement: 1, anonymised: 1 });
  const [row] = await db.asTenant(seal, ({ sql }) =>
    sql.rows<object>("select profile, arm, state, said from reach.recipient where execution = $1", [
      execution,
    ]),
  );
  expect(row).toEqual({ profile: nobody, arm: "treated", state: "cancelled", said: null });
});
