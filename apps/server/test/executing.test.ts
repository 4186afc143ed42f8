import { createHmac } from "node:crypto";
import { DAY, type ProfileId, profileId, type Seal, type ShopId } from "@zhongshu/kernel";
import { openTestDatabase, seeded, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose, SCHEMAS, type System } from "../src/index.ts";

const HOST = "https://shop.example";
let db: TestDatabase;
let system: System;
let seal: Seal;
let shop: ShopId;

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const tell = (facts: readonly object[]) =>
  system.asTenant(seal, (ctx) =>
    system.ledger.append(
      ctx,
      facts.map((fact, i) => ({
        ...{ tenant: seal.tenant, shop, messageId: `m-${said++}-${i}`, version: 1 },
        ...{ anonymousId: null, userId: null, at: TEST_NOW - DAY, receivedAt: TEST_NOW - DAY },
        ...{ type: "product_viewed", properties: { product: "P1" } },
        ...fact,
      })),
    ),
  );
let said = 0;

beforeAll(async () => {
  db = await openTestDatabase(SCHEMAS);
  system = compose({
    pool: db.pool,
    clock: () => TEST_NOW,
    random: seeded(3),
    randomBytes: (size) => new Uint8Array(size).fill(7),
    normalisePhone: (phone) => phone,
    ensureUser: async () => "admin",
    secret: (bytes: Uint8Array) => bytes,
    uploads: "/nowhere",
    links: { url: HOST, sign: (bytes) => createHmac("sha256", "s").update(bytes).digest() },
    writer: null,
    failed: (error) => {
      throw error;
    },
  });
  const actor = { kind: "system", id: "test", name: "测试" } as const;
  const by = { actor, now: TEST_NOW, random: seeded(4) };
  seal = must(await system.foundForHouse(by, "执行")).seal;
  shop = must(await system.asTenant(seal, (ctx) => system.tenancy.createShop(ctx, "店"))).id;
  const change = {
    ...{ shop, product: "P1", title: "有机米粉", category: "辅食", window: null },
    skus: [{ id: "S1", listPrice: { minor: 4_990, currency: "CNY" }, stock: 50 }],
  };
  must(await system.asTenant(seal, (ctx) => system.goods.put(ctx, change)));
  must(await system.asTenant(seal, (ctx) => system.reach.resizeHoldOut(ctx, { shop, share: 0 })));
});
afterAll(() => db.close());

const planTo = (persons: readonly ProfileId[], over: object = {}) => ({
  ...{ shop, key: `tap-${said++}`, card: null, play: "due-again", title: "补货" },
  ...{ way: "inbox" as const, product: "P1", sku: "S1", style: "warm", holdOut: 0 },
  ...{ template: "{{title:P1}}，到手价 {{price:S1}}。", to: { persons } },
  ...{ windowMs: DAY, returnMs: DAY },
  ...over,
});
const profilesOf = async (userIds: readonly string[]) =>
  (await system.asTenant(seal, (ctx) => system.people.profilesOf(ctx, { shop, userIds }))).map(
    ({ profile }) => profile,
  );
const agree = (userIds: readonly string[]) =>
  system.asTenant(seal, (ctx) =>
    system.reach.agreeAll(ctx, { shop, channel: "all", proof: "表单", userIds }),
  );

test("RE23 through the real rooms: words from the rows, an event in each timeline, and no sign of life from it", async () => {
  await tell([
    { userId: "anna", type: "identified", properties: { traits: { name: "安娜" } } },
    { userId: "13812345678" },
  ]);
  const names = ["anna", "13812345678"];
  must(await agree(names));
  const persons = await profilesOf(names);
  const made = must(
    await system.asTenant(seal, (ctx) => system.reach.execute(ctx, planTo(persons))),
  );
  await system.reach.runDue();
  const shown = must(
    await system.asTenant(seal, (ctx) =>
      system.reach.recipients(ctx, {
        ...{ shop, execution: made.id, state: "sent", cursor: null, limit: 10 },
      }),
    ),
  );
  expect(new Set(shown.recipients.map(({ name }) => name))).toEqual(
    new Set(["安娜", "138****5678"]),
  );
  expect(shown.recipients[0]?.text).toContain("有机米粉，到手价 ¥49.90。");
  const events = await system.asTenant(seal, (ctx) =>
    system.ledger.events(ctx, { shop, limit: 50 }),
  );
  const delivered = events.filter(({ type }) => type === "message_delivered");
  expect(new Set(delivered.map(({ profile }) => profile))).toEqual(new Set(persons));
  expect(delivered[0]?.properties).toMatchObject({ execution: made.id, channel: "inbox" });
  const [who] = persons;
  if (who === undefined) throw new Error("nobody");
  const person = must(
    await system.asTenant(seal, (ctx) => system.people.person(ctx, { shop, profile: who })),
  );
  expect(person.lastSeen).toBe(TEST_NOW - DAY);
});

test("RE30 who was absorbed before the tap is written to as who they are now, once", async () => {
  await tell([{ anonymousId: "device" }, { userId: "bert" }]);
  const anonymous = (
    await system.asTenant(seal, (ctx) => system.ledger.events(ctx, { shop, limit: 50 }))
  ).find(({ anonymousId }) => anonymousId === "device")?.profile;
  await tell([{ anonymousId: "device", userId: "bert" }]);
  must(await agree(["bert"]));
  const [bert] = await profilesOf(["bert"]);
  if (!anonymous || !bert) throw new Error("nobody");
  const absorbed = profileId(anonymous);
  const plan = planTo([absorbed, bert], { way: "named-copy" });
  const made = must(await system.asTenant(seal, (ctx) => system.reach.execute(ctx, plan)));
  await system.reach.runDue();
  const one = { shop, execution: made.id };
  const rows = await system.asTenant(seal, (ctx) => system.reach.assigned(ctx, one));
  expect(rows.map(({ profile, state }) => [profile, state])).toEqual([[bert, "listed"]]);
  const asked = { ...one, state: null, cursor: null, limit: 10 };
  const page = must(await system.asTenant(seal, (ctx) => system.reach.recipients(ctx, asked)));
  expect(page.recipients[0]?.text).toMatch(
    /^有机米粉，到手价 ¥49\.90。\nhttps:\/\/shop\.example\/m\/l\/[\w-]{64}$/,
  );
});

test("LE18 what a room tells of somebody it knows is stored once, by the catalogue", async () => {
  const [anna] = await profilesOf(["anna"]);
  if (!anna) throw new Error("nobody");
  const told = {
    ...{ shop, messageId: "reach:test", type: "message_clicked", profile: anna, at: TEST_NOW },
    properties: { message: "m1" },
  };
  const count = async () =>
    (await system.asTenant(seal, (ctx) => system.ledger.events(ctx, { shop, limit: 50 }))).filter(
      ({ type }) => type === "message_clicked",
    );
  await system.asTenant(seal, (ctx) => system.ledger.record(ctx, [told]));
  await system.asTenant(seal, (ctx) => system.ledger.record(ctx, [told]));
  expect(await count()).toMatchObject([{ profile: anna, properties: { message: "m1" } }]);
  const unfit = { ...told, messageId: "reach:unfit", properties: {} };
  await expect(system.asTenant(seal, (ctx) => system.ledger.record(ctx, [unfit]))).rejects.toThrow(
    "message",
  );
  expect(await count()).toHaveLength(1);
});
