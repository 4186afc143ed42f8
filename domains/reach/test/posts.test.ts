import { setTimeout as pause } from "node:timers/promises";
import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Post } from "../src/contract.ts";
import { schema } from "../src/index.ts";
import { follow } from "./following.ts";
import { must, openWorld, persons, planFor, type World } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

async function groups(world: World, names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const told = { shop: world.shop, name, channel: "wechat", code: null, size: null } as const;
    ids.push(must(await world.as((ctx) => world.reach.nameCommunity(ctx, told))).id);
  }
  return ids;
}
const post = async (
  world: World,
  communities: readonly string[],
  holdOut = 0,
  template = "来看看米粉。",
) =>
  must(
    await world.as((ctx) =>
      world.reach.execute(
        ctx,
        planFor(world.shop, { way: "group-copy", to: { communities }, holdOut, template }),
      ),
    ),
  );
const copy = (world: World, execution: string, community: string) =>
  world.as((ctx) => world.reach.copyPost(ctx, { shop: world.shop, execution, community }));
const sent = (world: World, execution: string, community: string) =>
  world.as((ctx) => world.reach.postSent(ctx, { shop: world.shop, execution, community }));
const postsOf = async (world: World, execution: string) =>
  must(await world.as((ctx) => world.reach.posts(ctx, { shop: world.shop, execution }))).posts;

test("RE31 a copy is filled from the rows of now, names the price, has the group's own link, and is done when posted", async () => {
  const world = openWorld(db);
  const [a, b] = await groups(world, ["一群", "二群"]);
  if (!a || !b) throw new Error("no groups");
  const { id } = await post(world, [a, b]);
  const first = must(await copy(world, id, a));
  expect(first.warning).toBeNull();
  expect(first.text).toMatch(/^来看看米粉。\n现价 1990。\nhttps:.*\/m\/l\//);
  const second = must(await copy(world, id, b));
  expect(second.text.split("/l/")[1]).not.toBe(first.text.split("/l/")[1]);
  expect(await sent(world, id, a)).toEqual({ ok: true, value: { state: "sent" } });
  expect(await sent(world, id, a)).toEqual({ ok: true, value: { state: "sent" } });
  const one = { shop: world.shop, execution: id };
  const running = must(await world.as((ctx) => world.reach.execution(ctx, one)));
  expect(running).toMatchObject({ state: "running", counts: { sent: 1, listed: 1 } });
  await sent(world, id, b);
  expect(must(await world.as((ctx) => world.reach.execution(ctx, one)))).toMatchObject({
    state: "done",
    counts: { sent: 2, listed: 0 },
  });
});

test("RE31 after the window nothing is handed out to be sent: it would not be counted", async () => {
  const world = openWorld(db);
  const [a, b] = await groups(world, ["一群", "二群"]);
  if (!a || !b) throw new Error("no groups");
  const { id, closesAt } = await post(world, [a, b]);
  must(await copy(world, id, a));
  world.at.now = closesAt - 1;
  must(await copy(world, id, b));
  world.at.now = closesAt;
  for (const group of [a, b])
    expect(await copy(world, id, group)).toMatchObject({ error: { code: "reach.window-over" } });
});

test("RE29 of two who post the last copies at one moment the second ends the execution", async () => {
  const world = openWorld(db);
  const [a, b] = await groups(world, ["一群", "二群"]);
  if (!a || !b) throw new Error("no groups");
  const { id } = await post(world, [a, b]);
  for (const group of [a, b]) must(await copy(world, id, group));
  const [arrived, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.at.audits = () => {
    arrived.resolve();
    return gate.promise;
  };
  const first = sent(world, id, a);
  await arrived.promise;
  const second = sent(world, id, b);
  await pause(200);
  gate.resolve();
  must(await first);
  must(await second);
  const one = { shop: world.shop, execution: id };
  expect(must(await world.as((ctx) => world.reach.execution(ctx, one))).state).toBe("done");
});

test("RE29 what is ticked off while it is copied once more stays sent", async () => {
  const world = openWorld(db);
  const [a] = await groups(world, ["一群"]);
  if (!a) throw new Error("no group");
  const { id } = await post(world, [a]);
  must(await copy(world, id, a));
  const [arrived, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.at.audits = () => {
    arrived.resolve();
    return gate.promise;
  };
  const ticking = sent(world, id, a);
  await arrived.promise;
  const copying = copy(world, id, a);
  await pause(200);
  gate.resolve();
  expect(must(await ticking)).toEqual({ state: "sent" });
  expect(await copying).toMatchObject({ ok: false, error: { code: "reach.execution-over" } });
  const one = { shop: world.shop, execution: id };
  expect(must(await world.as((ctx) => world.reach.posts(ctx, one))).posts).toMatchObject([
    { state: "sent" },
  ]);
});

test("RE31 another price than that of an earlier copy is warned of, and the link stays the same", async () => {
  const world = openWorld(db);
  const [a, b] = await groups(world, ["一群", "二群"]);
  if (!a || !b) throw new Error("no groups");
  const { id } = await post(world, [a, b]);
  const first = must(await copy(world, id, a));
  world.at.price = 2_290;
  world.at.now += 1_000;
  const other = must(await copy(world, id, b));
  expect(other.warning?.zh).toContain("¥19.90");
  expect(other.warning?.zh).toContain("¥22.90");
  const again = must(await copy(world, id, a));
  expect(again.warning).toBeNull();
  expect(again.text).toContain("2290");
  expect(again.text.split("/l/")[1]).toBe(first.text.split("/l/")[1]);
});

test("RE32 several groups are drawn by group and day; those left out spend a ghost and get no words", async () => {
  const world = openWorld(db);
  const all = await groups(
    world,
    Array.from({ length: 24 }, (_, i) => `群${i}`),
  );
  const { id } = await post(world, all, 0.5);
  const rows = await postsOf(world, id);
  expect(z.array(Post).parse(rows)).toEqual(rows);
  const held = rows.filter(({ arm }) => arm === "held-out");
  expect(held.length).toBeGreaterThan(4);
  expect(held.length).toBeLessThan(20);
  expect(held.every(({ state }) => state === "held-out")).toBe(true);
  const [left] = held;
  if (!left) throw new Error("nobody is left out");
  expect(await copy(world, id, left.community)).toMatchObject({
    ok: false,
    error: { code: "reach.held-out" },
  });
  const ghosts = await world.as((ctx) =>
    ctx.sql.rows<{ subject: string }>("select subject from reach.slot where ghost"),
  );
  expect(new Set(ghosts.map(({ subject }) => subject))).toEqual(
    new Set(held.map(({ community }) => community)),
  );
  const one = { shop: world.shop, execution: id };
  const clusters = await world.as((ctx) => world.reach.clusters(ctx, one));
  expect(clusters.map(({ day }) => day)).toEqual(all.map(() => "2011-09-30"));
  expect(clusters.filter(({ arm }) => arm === "held-out")).toHaveLength(held.length);
});

test("RE32 a single group is always treated", async () => {
  const world = openWorld(db);
  const [only] = await groups(world, ["独群"]);
  if (!only) throw new Error("no group");
  const plan = planFor(world.shop, {
    ...{ way: "group-copy", to: { communities: [only] }, holdOut: 0.5 },
  });
  const before = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  expect(before).toMatchObject({ audience: 1, toSend: 1, toHoldOut: 0, holdOutShare: 0 });
  for (let i = 0; i < 8; i++) {
    const { id } = await post(world, [only], 0.5);
    expect((await postsOf(world, id)).map(({ arm }) => arm)).toEqual(["treated"]);
  }
});

test("RE33 the group's allowance stops a copy, quiet hours too; a second copy of one post costs nothing", async () => {
  const world = openWorld(db);
  const chosen = { wecom: "one-a-day" } as const;
  await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen }));
  const [a] = await groups(world, ["一群"]);
  if (!a) throw new Error("no group");
  const first = await post(world, [a]);
  const second = await post(world, [a]);
  must(await copy(world, first.id, a));
  must(await copy(world, first.id, a));
  expect(await copy(world, second.id, a)).toMatchObject({
    ok: false,
    error: { code: "reach.not-now", message: { zh: expect.stringContaining("群发次数") } },
  });
  world.at.now = TEST_NOW + DAY + 11 * HOUR;
  expect(await copy(world, second.id, a)).toMatchObject({
    ok: false,
    error: { message: { zh: expect.stringContaining("休息时间") } },
  });
  world.at.now = TEST_NOW + DAY + 20 * HOUR;
  must(await copy(world, second.id, a));
});

test("RE33 what cannot be said any more is not copied, and cancelling stops what was not posted", async () => {
  const world = openWorld(db);
  const [a, b] = await groups(world, ["一群", "二群"]);
  if (!a || !b) throw new Error("no groups");
  const { id } = await post(world, [a, b]);
  expect(await sent(world, id, a)).toMatchObject({ error: { code: "reach.not-copied" } });
  must(await copy(world, id, a));
  await sent(world, id, a);
  world.at.stock = 0;
  expect(await copy(world, id, b)).toMatchObject({ ok: false, error: { code: "reach.not-now" } });
  const one = { shop: world.shop, execution: id };
  expect(must(await world.as((ctx) => world.reach.cancel(ctx, one)))).toEqual({
    stopped: 1,
    gone: 1,
    unsure: 0,
  });
  expect(await copy(world, id, b)).toMatchObject({ error: { code: "reach.execution-over" } });
});

test("RE26 what was copied and not said to be posted is not told as stopped; a followed link says that it is in the group", async () => {
  const world = openWorld(db);
  const [a, b, c] = await groups(world, ["一群", "二群", "三群"]);
  if (!a || !b || !c) throw new Error("no groups");
  const { id } = await post(world, [a, b, c]);
  const one = { shop: world.shop, execution: id };
  const counts = async () => must(await world.as((ctx) => world.reach.execution(ctx, one))).counts;
  for (const group of [a, b]) must(await copy(world, id, group));
  expect(await counts()).toMatchObject({ listed: 2, waiting: 1, sent: 0 });
  const followed = async (group: string) => {
    const link = (await postsOf(world, id)).find(({ community }) => community === group)?.link;
    await follow(world, link ?? "");
  };
  await followed(a);
  expect(await counts()).toMatchObject({ listed: 1, waiting: 1, sent: 1 });
  const stopped = must(await world.as((ctx) => world.reach.cancel(ctx, one)));
  expect(stopped).toEqual({ stopped: 1, gone: 1, unsure: 1 });
  expect(await counts()).toMatchObject({ sent: 1, stopped: 1, cancelled: 1, listed: 0 });
  const { stops } = must(await world.as((ctx) => world.reach.execution(ctx, one)));
  expect(stops).toMatchObject([
    { count: 1, reason: { zh: expect.stringContaining("不知道发了没有") } },
  ]);
  const clusters = await world.as((ctx) => world.reach.clusters(ctx, one));
  expect(clusters.map(({ state }) => state).toSorted()).toEqual(["cancelled", "copied", "sent"]);
  const rows = await postsOf(world, id);
  expect(rows.find(({ community }) => community === a)).toMatchObject({ state: "sent", clicks: 1 });
  for (const group of [a, b, c])
    expect(await copy(world, id, group)).toMatchObject({ error: { code: "reach.execution-over" } });
  const opened = await world.as((ctx) =>
    world.reach.reachedRows(ctx, { ...one, step: "sent", limit: 9 }),
  );
  expect(opened.rows.map(({ who }) => who)).toEqual([a]);
  // Whoever follows it after all shows that it was posted.
  await followed(b);
  expect(await counts()).toMatchObject({ sent: 2, stopped: 0, cancelled: 1 });
});

test("RE33 a group of another shop is not posted to", async () => {
  const [world, other] = [openWorld(db), openWorld(db)];
  const theirs = await groups(other, ["别人的群"]);
  const plan = planFor(world.shop, { way: "group-copy", to: { communities: theirs } });
  const refused = await world.as((ctx) => world.reach.execute(ctx, plan));
  expect(refused).toMatchObject({ ok: false, error: { code: "reach.nobody" } });
  const mixed = planFor(world.shop, { to: persons(0, 1), way: "group-copy" });
  await expect(world.as((ctx) => world.reach.execute(ctx, mixed))).rejects.toThrow("communities");
});

test("RE32 the preview names each group with what becomes of it today, and the tap does just that", async () => {
  const world = openWorld(db);
  const chosen = { wecom: "one-a-day" } as const;
  await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen }));
  const all = await groups(world, ["一群", "二群", "三群", "四群", "五群", "六群"]);
  const [spent = ""] = all;
  must(await copy(world, (await post(world, [spent])).id, spent));
  const to = { communities: all };
  const plan = planFor(world.shop, { way: "group-copy", to, holdOut: 0.4, card: null });
  const before = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  const today = (what: string) => before.groups.filter((group) => group.today === what);
  expect(before.groups.map(({ name }) => name)).toHaveLength(6);
  expect(today("posted")).toHaveLength(before.toSend);
  expect(today("held-out")).toHaveLength(before.toHoldOut);
  expect(before.toHoldOut).toBeGreaterThan(0);
  expect(today("stopped")).toMatchObject([
    { name: "一群", reason: { zh: expect.stringContaining("群发次数") } },
  ]);
  expect(today("held-out")[0]?.reason?.zh).toContain("先不发");
  const { id } = must(await world.as((ctx) => world.reach.execute(ctx, plan)));
  const rows = await postsOf(world, id);
  const states = { posted: "waiting", "held-out": "held-out", stopped: "stopped" } as const;
  for (const group of before.groups)
    expect(rows.find(({ community }) => community === group.community)).toMatchObject({
      ...{ name: group.name, state: states[group.today], reason: group.reason, link: null },
    });
  const [first] = today("posted");
  if (!first) throw new Error("nothing is posted");
  const { text } = must(await copy(world, id, first.community));
  const copied = (await postsOf(world, id)).find((one) => one.community === first.community);
  expect(text.endsWith(`\n${copied?.link}`)).toBe(true);
});

test("RE32 who may not be posted to is not drawn: where one group is left, it is posted to", async () => {
  const world = openWorld(db);
  const chosen = { wecom: "one-a-day" } as const;
  await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen }));
  const [a = "", b = ""] = await groups(world, ["一群", "二群"]);
  must(await copy(world, (await post(world, [a])).id, a));
  for (let i = 0; i < 8; i++) {
    const to = { communities: [a, b] };
    const plan = planFor(world.shop, { way: "group-copy", to, holdOut: 0.5 });
    const seen = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
    expect(seen).toMatchObject({ toSend: 1, toHoldOut: 0, holdOutShare: 0 });
  }
});
