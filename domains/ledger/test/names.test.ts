import { profileId } from "@zhongshu/kernel";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storedId } from "../src/intake/normalise.ts";
import { NOW, openWorld, SHOP, TENANT, view, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const IMPORTED = "import:order:retail:536365";
const imported = {
  ...{ tenant: TENANT, shop: SHOP, messageId: IMPORTED, type: "order_paid", version: 1 },
  ...{ anonymousId: null, userId: null, at: NOW, receivedAt: NOW },
  properties: { source: "retail", number: "536365", amount: { minor: 1, currency: "CNY" } },
};
const kept = async () =>
  (await world.as((ctx) => world.ledger.deadLetters(ctx, { shop: SHOP, limit: 100 }))).filter(
    (letter) => letter.mendedAt === null,
  );

test("LE17 whatever a browser key sends, in whatever state, the fact of that name is still stored", async () => {
  for (const said of [IMPORTED, `server:${IMPORTED}`, `browser:${IMPORTED}`]) {
    const squat = await world.post("track", view({ messageId: said }), "browser");
    expect(squat.body).toMatchObject({ accepted: 1 });
  }
  // Two that are mended later: one that kept its messageId, one whose messageId becomes sound only then.
  const broken = [
    view({ messageId: IMPORTED, properties: {} }),
    view({ messageId: `${IMPORTED}\u0000` }),
  ];
  expect((await world.post("batch", { batch: broken }, "browser")).body.deadLetters).toHaveLength(
    2,
  );
  const event = view({ messageId: IMPORTED });
  for (const { id } of await kept()) {
    const mended = await world.as((ctx) => world.ledger.mend(ctx, { shop: SHOP, id, event }));
    expect(mended.ok).toBe(true);
  }
  expect(await kept()).toEqual([]);
  expect(await world.as((ctx) => world.ledger.append(ctx, [imported]))).toEqual([true]);
  for (const said of [`server:${IMPORTED}`, `browser:${IMPORTED}`]) {
    const told = await world.post("track", view({ messageId: said }));
    expect(told.body, said).toMatchObject({ accepted: 1, duplicates: 0 });
  }
});

test("LE17 LE5 a visitor who names nothing, or names it badly, stays a visitor, also by mending and replaying", async () => {
  const forged = {
    ...{ event: "Order Completed", userId: "victim", messageId: 12.5 },
    properties: {
      order_id: "forged-1",
      total: 1,
      currency: "CNY",
      products: [{ product_id: "P1", name: "x", price: 1, quantity: 1 }],
    },
  };
  const traits = { phone: "13912345678" };
  const sent = [
    { type: "identify", anonymousId: "nameless", traits },
    { type: "track", ...forged },
  ];
  const taken = await world.post("batch", { batch: sent }, "browser");
  expect(taken.body).toMatchObject({ accepted: 1, deadLetters: [{ index: 1 }] });
  const letter = (await kept()).at(-1);
  expect(letter?.event).toMatchObject({ userId: "victim" });
  await world.as((ctx) => world.ledger.replay(ctx, { shop: SHOP, code: null }));
  const event = { type: "track", ...forged, messageId: "sound" };
  const id = letter?.id ?? "";
  const mended = await world.as((ctx) => world.ledger.mend(ctx, { shop: SHOP, id, event }));
  expect(mended).toMatchObject({
    ok: false,
    error: { message: { zh: expect.stringContaining("服务端密钥") } },
  });
  const told = await world.as((ctx) => world.ledger.events(ctx, { shop: SHOP, limit: 500 }));
  expect(told.filter(({ userId }) => userId === "victim")).toEqual([]);
  const seen = view({ anonymousId: "nameless" });
  const right = await world.as((ctx) => world.ledger.mend(ctx, { shop: SHOP, id, event: seen }));
  expect(right.ok).toBe(true);
  // The very same words are in order when a server says them.
  expect((await world.post("track", event)).body).toMatchObject({ accepted: 1 });
  const named = told.filter(({ anonymousId }) => anonymousId === "nameless");
  expect(named.map(({ messageId }) => messageId.startsWith("browser:"))).toEqual([true]);
});

test("LE18 what a room saw of a customer it knows is stored once, about exactly that customer", async () => {
  const profile = profileId("00000000-0000-7000-8000-00000000c0de");
  const clicked = {
    ...{ shop: SHOP, messageId: "reach:click:1", type: "message_clicked", at: NOW, profile },
    properties: { message: "m1" },
  };
  for (let n = 0; n < 2; n++) await world.as((ctx) => world.ledger.record(ctx, [clicked]));
  const told = await world.as((ctx) => world.ledger.events(ctx, { shop: SHOP, limit: 500 }));
  expect(told.filter(({ messageId }) => messageId === "reach:click:1")).toMatchObject([
    { profile, type: "message_clicked" },
  ]);
});

test("LE17 LE1 a browser's retry is recognised, also by another endpoint and after it was mended", async () => {
  const event = view({ messageId: "seen" });
  expect((await world.post("track", event, "browser")).body).toMatchObject({ accepted: 1 });
  const again = await world.post("batch", { batch: [event, event] }, "browser");
  expect(again.body).toMatchObject({ accepted: 0, duplicates: 2 });
  const late = view({ messageId: "x".repeat(200), event: "x_Not_yet" });
  await world.post("track", late, "browser");
  const [letter] = await kept();
  if (letter === undefined) throw new Error("no letter");
  const right = { ...late, event: "x_now" };
  await world.as((ctx) => world.ledger.mend(ctx, { shop: SHOP, id: letter.id, event: right }));
  const retried = await world.post("track", right, "browser");
  expect(retried.body).toMatchObject({ accepted: 0, duplicates: 1 });
});

test("LE17 no two messages share a name unless their key and messageId are the same", () => {
  const part = fc.constantFrom(
    "browser:",
    "server:",
    "import:order:",
    "a",
    ":",
    "browser",
    "server",
  );
  const id = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
  const key = fc.constantFrom("browser", "server");
  fc.assert(
    fc.property(id, key, id, key, (a, by, b, of) => {
      expect(storedId(a, by) === storedId(b, of)).toBe(a === b && by === of);
    }),
    { numRuns: 5_000 },
  );
});
