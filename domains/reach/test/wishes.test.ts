import { setTimeout as pause } from "node:timers/promises";
import { HOUR } from "@zhongshu/kernel";
import { openTestDatabase, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { must, openWorld, person, persons, rowsOf, see, tap, withoutStanding } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

test("RE24 an opt-out waits for a batch that is under way: after its answer nothing is written", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 3);
  await tap(world, { to: persons(0, 3) });
  const [arrived, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.at.waits = () => {
    arrived.resolve();
    return gate.promise;
  };
  const ended: string[] = [];
  const batch = world.reach.runDue().then(() => ended.push("batch"));
  await arrived.promise;
  const opted = { shop: world.shop, profile: person(0), channel: "all", proof: "页面" } as const;
  const refusing = world
    .as((ctx) => world.reach.optOut(ctx, opted))
    .then(() => ended.push("opted out"));
  await pause(200);
  gate.resolve();
  await Promise.all([batch, refusing]);
  expect(ended).toEqual(["batch", "opted out"]);
});

test("RE15 RE20 whoever says what they want stays who they are until it is kept", async () => {
  const world = openWorld(db);
  const said = { shop: world.shop, profile: person(0), channel: "app", proof: "页面" } as const;
  const { people } = world.at.heard;
  for (const say of [
    world.reach.optOut,
    world.reach.withdrawOptOut,
    world.reach.agree,
    world.reach.withdrawAgreement,
  ]) {
    people.length = 0;
    must<unknown>(await world.as((ctx) => say(ctx, said)));
    expect(people).toEqual(["standStill", "personOf"]);
  }
});

test("RE15 the same refusal many times at one moment is one, also right after it was withdrawn", async () => {
  const world = openWorld(db);
  const said = { shop: world.shop, profile: person(0), channel: "all", proof: "页面" } as const;
  const refuse = () => world.as((ctx) => world.reach.optOut(ctx, said));
  for (const each of await Promise.all(Array.from({ length: 8 }, refuse)))
    expect(must(each)).toHaveLength(1);
  await world.as((ctx) => world.reach.withdrawOptOut(ctx, said));
  expect(must(await refuse())).toMatchObject([{ channel: "all", withdrawnAt: null }]);
});

test("RE74 who does not want to be chosen by their record is written to neither by a tap nor by what is left of one", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 4);
  world.at.plain = [person(0)];
  const execution = await tap(world, { to: persons(0, 4) });
  world.at.plain = [person(0), person(1)];
  await world.until();
  const rows = await rowsOf(world, execution);
  expect(rows.map(({ state }) => state)).toEqual(["stopped", "stopped", "sent", "sent"]);
  expect(rows[1]?.reason?.zh).toContain("按个人记录推荐");
});

test("RE29 whoever opts out while on the list is not shown with words to copy", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 2);
  const execution = await tap(world, { to: persons(0, 2), way: "named-copy" });
  await world.until();
  const opted = { shop: world.shop, profile: person(1), channel: "all", proof: "电话" } as const;
  await world.as((ctx) => world.reach.optOut(ctx, opted));
  const rows = await rowsOf(world, execution);
  expect(rows.map(({ text }) => text === null)).toEqual([false, true]);
  expect(rows[1]?.reason?.zh).toContain("不想再收");
});

test("RE29 whoever takes their agreement back, or turns out to have opted out under another profile, leaves the list", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 3);
  const execution = await tap(world, { to: persons(0, 3), way: "named-copy" });
  await world.until();
  const back = { shop: world.shop, profile: person(0), channel: "all", proof: "电话" } as const;
  must(await world.as((ctx) => world.reach.withdrawAgreement(ctx, back)));
  await world.as((ctx) => world.reach.optOut(ctx, { ...back, profile: person(900) }));
  await world.as((ctx) =>
    world.reach.joined(ctx.sql, [{ from: person(900), to: person(1) }], ctx.now),
  );
  const rows = await rowsOf(world, execution);
  expect(rows.map(({ state, text }) => [state, text === null])).toEqual([
    ["stopped", true],
    ["stopped", true],
    ["listed", false],
  ]);
  expect(rows.map(({ reason }) => reason?.zh)).toEqual([
    expect.stringContaining("没有同意"),
    expect.stringContaining("不想再收"),
    undefined,
  ]);
  const last = { shop: world.shop, execution: execution.id, profile: person(2) };
  await world.as((ctx) => world.reach.tick(ctx, last));
  expect((await see(world, execution)).state).toBe("done");
});

test("RE29 what may not be sent by hand just now is not shown to be copied, and says why", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 1);
  const chosen = { frequency: { most: 1, days: 7 } };
  await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen }));
  const template = "来看看米粉。";
  const execution = await tap(world, { to: persons(0, 1), way: "named-copy", template });
  await world.until();
  const shown = async () => (await rowsOf(world, execution))[0];
  expect((await shown())?.text).toMatch(/^来看看米粉。\n现价 1990。\nhttps:/);
  world.at.stock = 0;
  expect(await shown()).toMatchObject({ state: "listed", text: null, reason: { zh: "卖完了" } });
  world.at.stock = 9;
  world.at.now = TEST_NOW + 11 * HOUR;
  expect(await shown()).toMatchObject({
    ...{ state: "listed", text: null },
    reason: { zh: expect.stringContaining("休息时间") },
  });
  world.at.now = TEST_NOW + 20 * HOUR;
  expect(await shown()).toMatchObject({ reason: null, text: expect.stringContaining("1990") });
});
