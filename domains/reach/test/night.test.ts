import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import {
  must,
  openWorld,
  persons,
  planFor,
  rowsOf,
  see,
  tap,
  type World,
  withoutStanding,
} from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const NIGHT = TEST_NOW + 11 * HOUR;
/** Eight in the morning after it, in Shanghai. */
const MORNING = Date.UTC(2011, 9, 1);

async function atNight(): Promise<World> {
  const world = openWorld(db);
  await withoutStanding(world);
  world.at.now = NIGHT;
  return world;
}
const seen = async (world: World, plan: ReturnType<typeof planFor>) =>
  must(await world.as((ctx) => world.reach.preview(ctx, plan)));
const cancel = async (world: World, execution: string) =>
  must(await world.as((ctx) => world.reach.cancel(ctx, { shop: world.shop, execution })));

test("RE76 at night the preview says how many go only in the morning, when and why; by day nothing of it", async () => {
  const world = await atNight();
  await world.agree(0, 30);
  const plan = planFor(world.shop, { to: persons(0, 30), holdOut: 0.3 });
  const before = await seen(world, plan);
  expect(before.later).toMatchObject({ count: before.toSend, at: MORNING });
  expect(before.later?.why.zh).toContain("08:00 以后再发");
  world.at.now = MORNING;
  expect((await seen(world, plan)).later).toBeNull();
});

test("RE76 what waits for the morning is told with its time; whoever is left out waits for nothing and is not stopped", async () => {
  const world = await atNight();
  await world.agree(0, 30);
  const plan = planFor(world.shop, { to: persons(0, 30), holdOut: 0.4 });
  const { toSend, toHoldOut } = await seen(world, plan);
  expect(toHoldOut).toBeGreaterThan(4);
  const execution = must(await world.as((ctx) => world.reach.execute(ctx, plan)));
  expect(execution).toMatchObject({
    ...{ waitsUntil: MORNING, counts: { waiting: toSend, heldOut: toHoldOut, stopped: 0 } },
  });
  const rows = await rowsOf(world, execution);
  for (const { state, reason } of rows)
    expect(reason?.zh).toContain(state === "waiting" ? "08:00 以后再发" : "先留着不发");
  await world.until();
  expect((await see(world, execution)).counts.waiting).toBe(toSend);
  expect(await cancel(world, execution.id)).toEqual({ stopped: toSend, gone: 0, unsure: 0 });
  expect((await see(world, execution)).counts).toMatchObject({
    ...{ waiting: 0, cancelled: toSend, heldOut: toHoldOut },
  });
});

test("RE76 in the morning they go, and nothing waits any more", async () => {
  const world = await atNight();
  await world.agree(0, 12);
  const execution = await tap(world, { to: persons(0, 12), holdOut: 0.3 });
  world.at.now = MORNING;
  await world.until();
  const after = await see(world, execution);
  expect(after).toMatchObject({ state: "done", waitsUntil: null });
  expect(after.counts).toMatchObject({
    sent: execution.counts.waiting,
    heldOut: execution.counts.heldOut,
  });
});

test("RE76 the window runs from when the first may go, by whichever way", async () => {
  const world = await atNight();
  await world.agree(0, 3);
  const told = {
    shop: world.shop,
    name: "一群",
    channel: "wechat",
    code: null,
    size: null,
  } as const;
  const group = must(await world.as((ctx) => world.reach.nameCommunity(ctx, told))).id;
  for (const over of [
    { to: persons(0, 3) },
    { to: persons(0, 3), way: "named-copy" },
    { to: { communities: [group] }, way: "group-copy" },
  ] as const) {
    const execution = await tap(world, { ...over, windowMs: DAY, returnMs: DAY });
    expect(execution).toMatchObject({ startedAt: NIGHT, opensAt: MORNING });
    expect(execution).toMatchObject({ closesAt: MORNING + DAY, returnsUntil: MORNING + 2 * DAY });
  }
  world.at.now = MORNING + HOUR;
  expect(await tap(world, { to: persons(0, 3), windowMs: DAY })).toMatchObject({
    ...{ startedAt: world.at.now, opensAt: world.at.now, closesAt: world.at.now + DAY },
  });
});

test("RE76 at night the preview decides as of the morning: who has had enough then is not promised, who may again is", async () => {
  const world = await atNight();
  await world.agree(0, 2);
  const chosen = { frequency: { most: 1, days: 1 } };
  await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen }));
  world.at.now = TEST_NOW;
  await tap(world, { to: persons(0, 1) });
  await world.until();
  world.at.now = NIGHT;
  const plan = planFor(world.shop, { to: persons(0, 2) });
  expect(await seen(world, plan)).toMatchObject({ toSend: 1, stopped: [{ step: "frequency" }] });
  // A day has not passed yet when the next night begins, but it has in the morning after it.
  world.at.now = MORNING - 20 * HOUR + DAY;
  await tap(world, { to: persons(1, 2) });
  await world.until();
  world.at.now = MORNING - HOUR + DAY;
  expect((await seen(world, planFor(world.shop, { to: persons(1, 2) }))).stopped).toHaveLength(1);
  const { at } = world;
  at.now = MORNING - 2 * HOUR + 2 * DAY;
  expect(await seen(world, plan)).toMatchObject({ toSend: 2, stopped: [] });
});

test("RE76 at night a group's post says from when on it may be copied", async () => {
  const world = await atNight();
  const told = {
    shop: world.shop,
    name: "一群",
    channel: "wechat",
    code: null,
    size: null,
  } as const;
  const group = must(await world.as((ctx) => world.reach.nameCommunity(ctx, told))).id;
  const plan = planFor(world.shop, { to: { communities: [group] }, way: "group-copy" });
  expect((await seen(world, plan)).later).toMatchObject({ count: 1, at: MORNING });
  const { id } = must(await world.as((ctx) => world.reach.execute(ctx, plan)));
  const posts = async () =>
    must(await world.as((ctx) => world.reach.posts(ctx, { shop: world.shop, execution: id })))
      .posts;
  expect(await posts()).toMatchObject([
    { day: "2011-10-01", reason: { zh: expect.stringContaining("08:00 以后再发") } },
  ]);
  world.at.now = MORNING;
  expect(await posts()).toMatchObject([{ state: "waiting", reason: null }]);
});
