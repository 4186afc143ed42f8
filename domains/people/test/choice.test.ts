import { createHash } from "node:crypto";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PERSONALISED_WORDINGS } from "../src/contract.ts";
import { ownProfile } from "../src/identity/names.ts";
import { schema } from "../src/index.ts";
import { NOW, openWorld, type Said, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());
beforeEach(() => w.empty());

const own = (id: string) => ownProfile({ tenant: TENANT, shop: SHOP }, "user", id);
const [U1, U2] = [own("u-0001"), own("u-0002")];
const viewed = (userId: string): Said => ({
  ...{ type: "product_viewed", userId, at: NOW - 5 },
  properties: { product: "p", category: "辅食" },
});
const WORDS = PERSONALISED_WORDINGS.length;
const say = (personalised: boolean, now: number) =>
  w.within(
    (ctx) => w.people.personaliseOwn(ctx, { shop: SHOP, profile: U1, personalised, words: WORDS }),
    {
      now,
    },
  );
const attention = () =>
  w.within(({ sql }) =>
    sql.rows<{ profile: string; touches: number }>(
      "select profile, sum(touches)::int as touches from people.attention group by 1 order by 2, 1",
    ),
  );
const tagged = () =>
  w.within(({ sql }) =>
    sql.rows<{ profile: string }>(
      "select profile from people.tagged where tags <> '{}' order by 1",
    ),
  );
const plain = () => w.within((ctx) => w.people.plain(ctx, SHOP));

test("PE73 of who does not want to be chosen by their record no attention and no tag is kept; taking it back counts again", async () => {
  await w.tell(viewed("u-0001"), viewed("u-0001"), viewed("u-0002"));
  await w.settle();
  const counted = [
    { profile: U2, touches: 1 },
    { profile: U1, touches: 2 },
  ];
  expect(await attention()).toEqual(counted);
  expect((await tagged()).length).toBe(2);
  await say(false, NOW);
  await w.tell(viewed("u-0001"));
  await w.settle();
  expect(await attention()).toEqual(counted.slice(0, 1));
  expect(await tagged()).toEqual([{ profile: U2 }]);
  expect([...(await plain())]).toEqual([U1]);
  await say(true, NOW + 1);
  await w.settle();
  expect(await attention()).toEqual([counted[0], { profile: U1, touches: 3 }]);
  expect((await tagged()).length).toBe(2);
  expect((await plain()).size).toBe(0);
});

test("PE73 their word follows them into whoever they turn out to be", async () => {
  await w.tell(viewed("u-0001"), viewed("u-0002"));
  await say(false, NOW);
  const traits = { unionid: "o-union-1" };
  const same = (userId: string): Said => ({
    ...viewed(userId),
    type: "identified",
    properties: { traits },
  });
  await w.tell(same("u-0001"), same("u-0002"));
  await w.settle();
  expect((await plain()).size).toBe(1);
  expect(await attention()).toEqual([]);
});

test("PE73 each word is kept with its proof, and what somebody of the shop writes down needs the permission", async () => {
  await w.tell(viewed("u-0001"));
  await say(false, NOW);
  const how = "客户在微信里说的";
  const told = { shop: SHOP, profile: U1, personalised: true, how };
  await w.within((ctx) => w.people.personalise(ctx, told), { now: NOW + 1 });
  const rights = await w.within((ctx) => w.people.rights(ctx, { shop: SHOP, profile: U1 }));
  if (!rights.ok) throw new Error(rights.error.code);
  expect(rights.value.choices).toMatchObject([
    { personalised: true, saidBy: "member", how, words: null },
    { personalised: false, saidBy: "customer", member: null, words: WORDS },
  ]);
  expect(new Set(rights.value.choices.map(({ id }) => id)).size).toBe(2);
  const denied = await w.within((ctx) => w.people.personalise(ctx, told), { can: () => false });
  expect(denied.ok).toBe(false);
});

test("PE75 a word of the customer is not kept under words that were never shown", async () => {
  await w.tell(viewed("u-0001"));
  for (const words of [0, WORDS + 1]) {
    const said = { shop: SHOP, profile: U1, personalised: false, words };
    const refused = await w.within((ctx) => w.people.personaliseOwn(ctx, said));
    expect(refused).toMatchObject({ ok: false, error: { code: "people.unknown-words" } });
  }
  expect((await plain()).size).toBe(0);
});

test("PE75 words once shown stay as they were", () => {
  const shown = PERSONALISED_WORDINGS.map((each) =>
    createHash("sha256").update(JSON.stringify(each)).digest("hex").slice(0, 12),
  );
  expect(shown).toEqual(["62c9412b3379", "b8cd41d62e4b"]);
});

test("PE74 whoever asks has all that is held of them, room by room, and that it was given is written down", async () => {
  await w.tell({
    ...viewed("u-0001"),
    type: "identified",
    properties: { traits: { name: "王小明" } },
  });
  const held = await w.within((ctx) => w.people.ownHeld(ctx, { shop: SHOP, profile: U1 }));
  if (!held.ok) throw new Error(held.error.code);
  expect(held.value.rooms["people"]).toMatchObject({
    profile: [{ user_id: "u-0001" }],
    trait: [{ key: "name", value: "王小明" }],
  });
  expect(w.world.audited).toContain("person.told");
});
