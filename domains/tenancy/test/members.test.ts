import { profileId, type ShopId, shopId } from "@zhongshu/kernel";
import { seeded, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenancy, forgetting } from "../src/index.ts";
import { nowhere, openWorld, value, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

test("TE1 an organisation is born with its administrator, audited, or not at all", async () => {
  const { tenancy, database } = world;
  const { seal } = await world.organisation("Founded", "13800000001");
  const trail = await database.asTenant(seal, (ctx) =>
    tenancy.auditTrail(ctx, { shop: nowhere, before: null, limit: 10 }),
  );
  expect(trail.map((entry) => entry.action)).toEqual(["member.added", "organisation.created"]);
  const by = { actor: seal.actor, now: seal.now, random: seal.random };
  const none = await tenancy.createOrganisation(by, {
    name: "Unborn",
    admin: { phone: "x", name: "x" },
  });
  expect(none).toMatchObject({ ok: false, error: { code: "phone.malformed" } });
});

test("TE13 whoever belongs to no shop opens one and is its administrator; nobody does twice, or where it is closed", async () => {
  const { deps, database } = world;
  const person = { id: await deps.ensureUser("+8613800000021"), phone: "13800000021" };
  const clock = { now: world.clock.now, random: seeded(21) };
  const asked = { name: "青禾小店", owner: "青禾", clock };
  const closed = createTenancy({ ...deps, signUp: false });
  expect(await closed.me(person)).toMatchObject({ mayOpen: false });
  expect(await closed.openOwn(person, asked)).toMatchObject({
    error: { code: "shop.sign-up-closed" },
  });
  expect(await world.tenancy.me(person)).toMatchObject({ shops: [], mayOpen: true });
  const opened = value(await world.tenancy.openOwn(person, asked));
  expect(opened).toMatchObject({ mayOpen: false, shops: [{ name: "青禾小店", role: "admin" }] });
  const shop = opened.shops[0]?.id ?? "";
  const seal = await world.enter("13800000021", shop);
  if (seal === null) throw new Error("The shop lets nobody in");
  const trail = await database.asTenant(seal, (ctx) =>
    world.tenancy.auditTrail(ctx, { shop: shopId(shop), before: null, limit: 10 }),
  );
  expect(trail.map(({ action }) => action).toSorted()).toEqual([
    "member.added",
    "organisation.created",
    "shop.created",
  ]);
  expect(await world.tenancy.openOwn(person, asked)).toMatchObject({
    error: { code: "shop.has-one" },
  });
});

test("TE14 a demo is opened once, is no shop of one's own, and is left by whoever opened it", async () => {
  const { deps, database, tenancy } = world;
  const person = { id: await deps.ensureUser("+8613800000031"), phone: "13800000031" };
  const clock = { now: world.clock.now, random: seeded(31) };
  const named = { organisation: "Demo", shop: "Demo shop", owner: "Me" };
  expect(await tenancy.leaveDemo(person, clock)).toMatchObject({ error: { code: "shop.no-demo" } });
  const closed = createTenancy({ ...deps, signUp: false });
  expect(await closed.openDemo(person, { ...named, clock })).toMatchObject({
    error: { code: "shop.sign-up-closed" },
  });
  const opened = value(await tenancy.openDemo(person, { ...named, clock }));
  expect(value(await tenancy.openDemo(person, { ...named, clock })).shop).toBe(opened.shop);
  const seen = await tenancy.me(person);
  expect(seen).toMatchObject({ mayOpen: true, shops: [{ organisation: { demo: true } }] });
  const own = value(await tenancy.openOwn(person, { name: "Real", owner: "Me", clock }));
  expect(own.shops.map(({ organisation }) => organisation.demo).toSorted()).toEqual([false, true]);

  expect(value(await tenancy.leaveDemo(person, clock))).toBe(opened.seal.tenant);
  const left = await tenancy.me(person);
  expect(left.shops.map(({ name }) => name)).toEqual(["Real"]);
  expect(await tenancy.enter(person, opened.shop, clock)).toBeNull();
  const caretaker = { "app.caretaker": "on" };
  expect(await database.pool.transaction(caretaker, tenancy.leaving)).toEqual([opened.seal.tenant]);
  const listed = await database.pool.transaction(caretaker, tenancy.directory);
  expect(listed.map(({ tenant }) => tenant)).not.toContain(opened.seal.tenant);
  expect(await tenancy.leaveDemo(person, clock)).toMatchObject({ error: { code: "shop.no-demo" } });
});

test("TE13 TE14 of windows that open at once, one opens a shop, and all open one demo", async () => {
  const { deps, tenancy } = world;
  const person = { id: await deps.ensureUser("+8613800000041"), phone: "13800000041" };
  const four = <T>(open: (nth: number) => Promise<T>) => Promise.all([1, 2, 3, 4].map(open));
  const own = await four((nth) =>
    tenancy.openOwn(person, {
      ...{ name: "Own", owner: "Me" },
      clock: { now: world.clock.now, random: seeded(40 + nth) },
    }),
  );
  expect(own.filter(({ ok }) => ok)).toHaveLength(1);
  const demos = await four((nth) =>
    tenancy.openDemo(person, {
      ...{ organisation: "Demo", shop: "Demo shop", owner: "Me" },
      clock: { now: world.clock.now, random: seeded(400 + nth) },
    }),
  );
  expect(new Set(demos.map((demo) => value(demo).shop)).size).toBe(1);
  expect((await tenancy.me(person)).shops).toHaveLength(2);
});

test("TE16 a shop that is opened several times at once by one name is one shop, also when it is asked for again; another name is another", async () => {
  const { tenancy, database } = world;
  const { seal } = await world.organisation("Tapped", "13800000051");
  const open = (name: string, nth: number) =>
    database.asTenant({ ...seal, random: seeded(500 + nth) }, (ctx) =>
      tenancy.createShop(ctx, name),
    );
  const made = await Promise.all([1, 2, 3].map((nth) => open("二店", nth)));
  const [id, ...others] = new Set(made.map((one) => value(one).id));
  expect(others).toEqual([]);
  expect(value(await open("二店", 4)).id).toBe(id);
  expect(value(await open("三店", 5)).id).not.toBe(id);
  const trail = await database.asTenant(seal, (ctx) =>
    tenancy.auditTrail(ctx, { shop: shopId(id ?? ""), before: null, limit: 20 }),
  );
  const opened = trail.filter(({ action, subject }) => action === "shop.created" && subject === id);
  expect(opened).toHaveLength(1);
  const all = value(await database.asTenant(seal, (ctx) => tenancy.organisation(ctx)));
  expect(all.shops.map(({ name }) => name).filter((name) => /[二三]店/.test(name))).toHaveLength(2);
});

test("TE5 one login sees its shops of every organisation, and only those that let it in", async () => {
  const { tenancy, database } = world;
  const red = await world.organisation("Red", "13800000011");
  const blue = await world.organisation("Blue", "13800000012");
  const phone = "13800000013";
  const add = (seal: typeof red.seal, role: "owner" | "operator" | "customer", shops: string[]) =>
    database.asTenant(seal, (ctx) => tenancy.addMember(ctx, { phone, name: "Lin", role, shops }));
  value(await add(red.seal, "owner", [red.shops[1]]));
  value(await add(blue.seal, "operator", []));
  const seen = await tenancy.me(world.as(phone));
  expect(seen.shops.map((shop) => [shop.id, shop.role])).toEqual([
    [blue.shops[0], "operator"],
    [blue.shops[1], "operator"],
    [red.shops[1], "owner"],
  ]);
  const green = await world.organisation("Green", "13800000014");
  value(await add(green.seal, "customer", [green.shops[0]]));
  expect((await tenancy.me(world.as(phone))).shops).toHaveLength(3);
  expect(await world.enter(phone, green.shops[0])).toBeNull();
  expect((await tenancy.me({ id: "stranger", phone: "" })).shops).toEqual([]);
});

test("TE3 an owner enters the assigned shop, no sibling, no stranger's, none that is not", async () => {
  const mine = await world.organisation("Mine", "13800000021");
  const theirs = await world.organisation("Theirs", "13800000022");
  const phone = "13800000023";
  const owner = { phone, name: "Owner", role: "owner" as const, shops: [mine.shops[0]] };
  value(await world.database.asTenant(mine.seal, (ctx) => world.tenancy.addMember(ctx, owner)));
  const seal = await world.enter(phone, mine.shops[0]);
  expect(seal).toMatchObject({
    tenant: mine.seal.tenant,
    actor: { kind: "member", name: "Owner" },
  });
  expect(seal?.can("cards.read", mine.shops[0])).toBe(true);
  expect(seal?.can("cards.read", mine.shops[1])).toBe(false);
  expect(seal?.can("members.manage", mine.shops[0])).toBe(false);
  for (const shop of [mine.shops[1], theirs.shops[0], nowhere, "x", "' or true --", ""])
    expect(await world.enter(phone, shop)).toBeNull();
});

test("TE3 who is let into two shops compares them from either, and acts in the one", async () => {
  const org = await world.organisation("Both", "13800000024");
  const phone = "13800000025";
  const owner = { phone, name: "Two", role: "owner" as const, shops: [...org.shops] };
  value(await world.database.asTenant(org.seal, (ctx) => world.tenancy.addMember(ctx, owner)));
  const seal = await world.enter(phone, org.shops[0]);
  expect(seal?.can("orders.read", org.shops[1])).toBe(true);
  expect(seal?.can("orders.read", shopId(nowhere))).toBe(false);
  expect(seal?.can("cards.act", org.shops[1])).toBe(false);
});

test("TE9 a removed member is out at the next request", async () => {
  const org = await world.organisation("Leaving", "13800000031");
  const phone = "13800000032";
  const asked = { phone, name: "Gone", role: "operator" as const, shops: [] };
  const run = world.database.asTenant;
  const member = value(await run(org.seal, (ctx) => world.tenancy.addMember(ctx, asked)));
  expect(await world.enter(phone, org.shops[0])).not.toBeNull();
  const again = await run(org.seal, (ctx) => world.tenancy.addMember(ctx, asked));
  expect(again).toMatchObject({ error: { code: "member.exists" } });
  value(await run(org.seal, (ctx) => world.tenancy.removeMember(ctx, member.id)));
  expect(await world.enter(phone, org.shops[0])).toBeNull();
});

test("TE10 two administrators who remove each other at the same time leave one", async () => {
  const org = await world.organisation("Duel", "13800000041");
  const run = world.database.asTenant;
  const other = value(
    await run(org.seal, (ctx) =>
      world.tenancy.addMember(ctx, { phone: "13800000042", name: "B", role: "admin", shops: [] }),
    ),
  );
  const results = await Promise.all(
    [org.admin.id, other.id].map((id) =>
      run(org.seal, (ctx) => world.tenancy.removeMember(ctx, id)),
    ),
  );
  expect(results.filter((each) => each.ok)).toHaveLength(1);
  expect(results.find((each) => !each.ok)).toMatchObject({ error: { code: "member.last-admin" } });
});

test("TE9 TE10 TE11 a member gets another role and shops, and the last administrator does not", async () => {
  const { tenancy, database } = world;
  const org = await world.organisation("Recast", "13800000071");
  const [first, second] = org.shops;
  const asked = { phone: "13800000072", name: "Lin", role: "agent" as const, shops: [first] };
  const { id } = value(await database.asTenant(org.seal, (ctx) => tenancy.addMember(ctx, asked)));
  const change = (member: string, role: "owner" | "admin", shops: string[]) =>
    database.asTenant(org.seal, (ctx) =>
      tenancy.changeMember(ctx, { member, name: "Lin", role, shops }),
    );
  value(await change(id, "owner", [second]));
  expect(await world.enter(asked.phone, first)).toBeNull();
  expect((await world.enter(asked.phone, second))?.can("goods.write", second)).toBe(true);
  expect(await change(id, "owner", [])).toMatchObject({ error: { code: "member.needs-shops" } });
  const last = await change(org.admin.id, "owner", [first]);
  expect(last).toMatchObject({ error: { code: "member.last-admin" } });
  value(await change(id, "admin", []));
  value(await change(org.admin.id, "owner", [first]));
  const trail = await database.asTenant(org.seal, (ctx) =>
    tenancy.auditTrail(ctx, { shop: first, before: null, limit: 1 }),
  );
  expect(trail[0]).toMatchObject({
    action: "member.changed",
    detail: { before: { role: "admin" }, after: { role: "owner" } },
  });
});

test("TE4 a member cannot be given a shop of another organisation", async () => {
  const mine = await world.organisation("Own", "13800000051");
  const theirs = await world.organisation("Other", "13800000052");
  const asked = {
    phone: "13800000053",
    name: "X",
    role: "owner" as const,
    shops: [theirs.shops[0]],
  };
  const refused = await world.database.asTenant(mine.seal, (ctx) =>
    world.tenancy.addMember(ctx, asked),
  );
  expect(refused).toMatchObject({ error: { code: "shop.not-found" } });
});

test("TE2 each change asks for its permission itself", async () => {
  const org = await world.organisation("Guarded", "13800000061");
  const [shop] = org.shops;
  const seal = testSeal({ tenant: org.seal.tenant, can: () => false });
  const { tenancy } = world;
  const refusals = await world.database.asTenant(seal, async (ctx) => [
    await tenancy.organisation(ctx),
    await tenancy.renameOrganisation(ctx, "x"),
    await tenancy.createShop(ctx, "x"),
    await tenancy.renameShop(ctx, shop, "x"),
    await tenancy.listMembers(ctx),
    await tenancy.addMember(ctx, { phone: "13800000062", name: "x", role: "admin", shops: [] }),
    await tenancy.changeMember(ctx, { member: org.admin.id, name: "x", role: "admin", shops: [] }),
    await tenancy.removeMember(ctx, org.admin.id),
    await tenancy.listKeys(ctx, shop),
    await tenancy.createKey(ctx, { shop, kind: "server", name: "x" }),
    await tenancy.revokeKey(ctx, shop, org.admin.id),
  ]);
  expect(refusals).toHaveLength(11);
  for (const refusal of refusals)
    expect(refusal).toMatchObject({ error: { code: "permission.denied" } });
});

test("TE15 an entry of an erased customer keeps what was done and by whom of the shop, and loses whom it was", async () => {
  const { tenancy, database } = world;
  const { seal, shops } = await world.organisation("Erasing", "13800000091");
  const [shop] = shops;
  const who = profileId("00000000-0000-8000-8000-0000000000b1");
  const nobody = profileId("00000000-0000-7000-8000-0000000000ff");
  const trail = await database.asTenant(seal, async (ctx) => {
    await tenancy.audit(ctx, "opt-out.set", who, { shop, proof: "小明来电" });
    await tenancy.audit(ctx, "agreement.listed", shop, { shop, proof: "小明填的表" });
    const acting = { ...ctx, actor: { kind: "customer", id: who, name: "小明" } as const };
    await tenancy.audit(acting, "opt-out.set", "x", { shop });
    await tenancy.audit(ctx, "shop.renamed", shop, { shop, to: "新店" });
    const erased = {
      shop,
      ids: [who],
      nobody,
      names: [],
      mentions: null,
      renamed: (id: string) => id,
    };
    const holds = (text: string): boolean => text.includes("小明");
    expect(await forgetting.forget(ctx, { ...erased, holds })).toEqual({ audit: 3 });
    return tenancy.auditTrail(ctx, { shop, before: null, limit: 4 });
  });
  const told = JSON.stringify(trail);
  expect([told.includes("小明"), told.includes(who), told.includes("新店")]).toEqual([
    false,
    false,
    true,
  ]);
  expect(trail.map(({ action }) => action)).toEqual([
    ...["shop.renamed", "opt-out.set", "agreement.listed", "opt-out.set"],
  ]);
});

test("TE17 who works in a shop is whoever may enter it, and is asked without their being there", async () => {
  const { tenancy, database } = world;
  const { seal, shops } = await world.organisation("Works", "13800000061");
  const other = await world.organisation("Elsewhere", "13800000062");
  const [here, there] = shops;
  await database.asTenant(seal, (ctx) =>
    tenancy.addMember(ctx, { name: "客服", phone: "13800000063", role: "agent", shops: [here] }),
  );
  await database.asTenant(seal, (ctx) =>
    tenancy.addMember(ctx, {
      ...{ name: "客户", phone: "13800000064", role: "customer", shops: [here] },
    }),
  );
  const works = (phone: string, shop: ShopId) =>
    database.asTenant(seal, (ctx) => tenancy.worksIn(ctx, { user: world.as(phone).id, shop }));
  expect(await works("13800000061", there)).toBe(true);
  expect([await works("13800000063", here), await works("13800000063", there)]).toEqual([
    true,
    false,
  ]);
  expect(await works("13800000064", here)).toBe(false);
  expect(await works("13800000062", here)).toBe(false);
  expect(await works("13800000062", other.shops[0])).toBe(false);
});
