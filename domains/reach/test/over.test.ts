import { HOUR, MINUTE, SECOND } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { must, openWorld, person, persons, rowsOf, see, tap, withoutStanding } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

async function world() {
  const made = openWorld(db);
  await withoutStanding(made);
  await made.agree(0, 30);
  return made;
}

test("RE77 after the window a list is over: a tick is refused with what to do, what was ticked stays, and nobody is listed", async () => {
  const w = await world();
  const execution = await tap(w, { to: persons(0, 3), way: "named-copy", windowMs: HOUR });
  await w.until();
  const tick = (n: number) =>
    w.as((ctx) => w.reach.tick(ctx, { shop: w.shop, execution: execution.id, profile: person(n) }));
  w.at.now = execution.closesAt - 1;
  must(await tick(0));
  w.at.now = execution.closesAt;
  const late = { ok: false, error: { code: "reach.window-over", next: expect.anything() } };
  expect(await tick(1)).toMatchObject(late);
  expect(must(await tick(0))).toEqual({ state: "sent" });
  expect(await tick(20)).toMatchObject({ error: { code: "reach.not-listed" } });
  await w.until();
  expect(await see(w, execution)).toMatchObject({
    ...{ state: "done", endedAt: w.at.now, counts: { sent: 1, listed: 0, stopped: 2 } },
    stops: [{ step: "window", count: 2, reason: { zh: expect.stringContaining("统计时间") } }],
  });
  expect(await tick(1)).toMatchObject(late);
  expect((await rowsOf(w, execution)).map(({ state }) => state)).toEqual([
    ...["sent", "stopped", "stopped"],
  ]);
});

test("RE77 what a worker comes to only after the window is not sent, and whoever was left out was left out", async () => {
  const w = await world();
  const execution = await tap(w, { to: persons(0, 30), holdOut: 0.4, windowMs: HOUR });
  const { heldOut, waiting } = execution.counts;
  expect(heldOut).toBeGreaterThan(3);
  w.at.now = execution.closesAt;
  await w.until();
  const after = await see(w, execution);
  expect(after).toMatchObject({ state: "done", counts: { sent: 0, heldOut, stopped: waiting } });
  expect(w.at.heard.told).toEqual([]);
});

test("RE77 after the window a group's post is over: not posted, or copied and never ticked off, each with its words", async () => {
  const w = await world();
  const name = async (of: string) => {
    const told = { shop: w.shop, name: of, channel: "wechat", code: null, size: null } as const;
    return must(await w.as((ctx) => w.reach.nameCommunity(ctx, told))).id;
  };
  const communities = [await name("一群"), await name("二群"), await name("三群")];
  const [a = "", b = "", c = ""] = communities;
  const execution = await tap(w, { to: { communities }, way: "group-copy", windowMs: HOUR });
  const one = (community: string) => ({ shop: w.shop, execution: execution.id, community });
  for (const group of [a, b]) must(await w.as((ctx) => w.reach.copyPost(ctx, one(group))));
  must(await w.as((ctx) => w.reach.postSent(ctx, one(a))));
  w.at.now = execution.closesAt;
  for (const group of [b, c])
    expect(await w.as((ctx) => w.reach.postSent(ctx, one(group)))).toMatchObject({
      error: { code: "reach.window-over" },
    });
  expect(must(await w.as((ctx) => w.reach.postSent(ctx, one(a))))).toEqual({ state: "sent" });
  await w.until();
  expect(await see(w, execution)).toMatchObject({
    ...{ state: "done", counts: { sent: 1, listed: 0, waiting: 0, stopped: 2 } },
    stops: expect.arrayContaining([
      expect.objectContaining({ step: "copied", count: 1 }),
      expect.objectContaining({ step: "window", count: 1 }),
    ]),
  });
  const { posts } = must(await w.as((ctx) => w.reach.posts(ctx, one(a))));
  const of = (group: string) => posts.find(({ community }) => community === group);
  expect(of(a)).toMatchObject({ state: "sent", reason: null });
  expect(of(b)).toMatchObject({
    state: "copied",
    reason: { zh: expect.stringContaining("没有点“标记已发”") },
  });
  expect(of(c)).toMatchObject({ state: "stopped" });
});

test("RE77 by hand there are five minutes at least; an inbox needs none of them", async () => {
  const w = await world();
  const windowMs = 90 * SECOND;
  const by = async (way: "named-copy" | "inbox", ms: number) => {
    const { closesAt, opensAt } = await tap(w, { to: persons(0, 3), way, windowMs: ms });
    return closesAt - opensAt;
  };
  expect(await by("named-copy", windowMs)).toBe(5 * MINUTE);
  expect(await by("inbox", windowMs)).toBe(windowMs);
  expect(await by("named-copy", HOUR)).toBe(HOUR);
});
