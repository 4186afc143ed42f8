import { setTimeout as pause } from "node:timers/promises";
import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Execution, type Plan, Preview, RecipientPage } from "../src/contract.ts";
import { routes, schema } from "../src/index.ts";
import {
  must,
  openWorld,
  person,
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

const messages = (world: World) =>
  world.as((ctx) =>
    ctx.sql.rows<{ profile: string; text: string }>(
      "select profile, text from reach.message order by profile",
    ),
  );
const slots = (world: World) =>
  world.as((ctx) =>
    ctx.sql.rows<{ subject: string; ghost: boolean }>(
      "select subject, ghost from reach.slot order by subject",
    ),
  );
test("RE22 a preview counts everybody once, and the tap does what it said", async () => {
  const world = openWorld(db);
  await world.agree(0, 180);
  await world.as((ctx) =>
    world.reach.optOut(ctx, {
      shop: world.shop,
      profile: person(3),
      channel: "all",
      proof: "电话",
    }),
  );
  const plan = planFor(world.shop, { to: persons(0, 200), holdOut: 0.3, card: null });
  const before = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  const stopped = before.stopped.reduce((sum, { count }) => sum + count, 0);
  expect(before.audience).toBe(200);
  expect(before.toSend + before.toHoldOut + stopped).toBe(200);
  expect(before.toHoldOut).toBeGreaterThan(20);
  const consent = before.stopped.filter(({ step }) => step === "consent");
  expect(consent.map(({ count }) => count)).toEqual([20, 1]);
  expect(before.left.zh).toContain("还剩 3 条");
  const execution = must(await world.as((ctx) => world.reach.execute(ctx, plan)));
  const same = { heldOut: before.toHoldOut, stopped };
  expect(execution.counts).toMatchObject({ ...same, waiting: before.toSend, sent: 0 });
  await world.until();
  const after = await see(world, execution);
  expect(after.state).toBe("done");
  expect(after.counts).toMatchObject({ ...same, sent: before.toSend, waiting: 0 });
  expect(world.at.heard.failed).toEqual([]);
});

test("RE22 the same key is one execution, also when both taps come at once", async () => {
  const world = openWorld(db);
  await world.agree(0, 5);
  const plan = planFor(world.shop, { to: persons(0, 5) });
  const taps = await Promise.all(
    [1, 2, 3].map(() => world.as((ctx) => world.reach.execute(ctx, plan))),
  );
  const ids = new Set(taps.map((one) => must(one).id));
  expect(ids.size).toBe(1);
  const [one] = taps;
  if (one === undefined) throw new Error("no tap");
  expect(await rowsOf(world, must(one))).toHaveLength(5);
  expect(world.at.heard.audit.filter((line) => line.startsWith("execution.started"))).toHaveLength(
    1,
  );
});

test("RE22 nothing is begun when nobody could be written to", async () => {
  const world = openWorld(db);
  const unasked = await world.as((ctx) =>
    world.reach.execute(ctx, planFor(world.shop, { to: persons(0, 3) })),
  );
  expect(unasked).toMatchObject({ ok: false, error: { code: "reach.nobody-now" } });
  const nobody = await world.as((ctx) => world.reach.execute(ctx, planFor(world.shop)));
  expect(nobody).toMatchObject({ ok: false, error: { code: "reach.nobody" } });
  const page = { shop: world.shop, cursor: null, limit: 10 };
  expect(must(await world.as((ctx) => world.reach.executions(ctx, page))).executions).toEqual([]);
});

test("RE23 whoever is sent to has one message, one link, one slot and one event, with the price of that moment", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 40);
  const execution = await tap(world, { to: persons(0, 40), holdOut: 0.4 });
  world.at.price = 2_590;
  await world.until();
  const { counts } = await see(world, execution);
  expect(counts.sent + counts.heldOut).toBe(40);
  expect(counts.heldOut).toBeGreaterThan(4);
  const sent = await messages(world);
  expect(sent).toHaveLength(counts.sent);
  expect(sent.every(({ text }) => text.startsWith("现在到手价 2590。\n不想再收到"))).toBe(true);
  const spent = await slots(world);
  expect(spent.filter(({ ghost }) => ghost)).toHaveLength(counts.heldOut);
  expect(spent.filter(({ ghost }) => !ghost).map(({ subject }) => subject)).toEqual(
    sent.map(({ profile }) => profile),
  );
  const { told } = world.at.heard;
  expect(new Set(told.map(({ profile }) => profile))).toEqual(
    new Set(sent.map(({ profile }) => profile)),
  );
  expect(new Set(told.map(({ messageId }) => messageId)).size).toBe(counts.sent);
});

test("RE24 what changes between tap and batch counts: opting out, and goods that are gone", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 6);
  const execution = await tap(world, { to: persons(0, 6) });
  const opted = { shop: world.shop, profile: person(0), channel: "app", proof: "页面" } as const;
  await world.as((ctx) => world.reach.optOut(ctx, opted));
  await world.reach.runDue({ batch: 3 });
  world.at.stock = 0;
  await world.until();
  const rows = await rowsOf(world, execution);
  expect(rows.map(({ state }) => state)).toEqual([
    ...["stopped", "sent", "sent", "stopped", "stopped", "stopped"],
  ]);
  expect(rows[3]?.reason).toEqual({ zh: "卖完了", en: "sold out" });
  expect((await see(world, execution)).state).toBe("done");
});

test("RE24 goods that are not on offer, or words that the law forbids, are not even begun", async () => {
  const world = openWorld(db);
  await world.agree(0, 3);
  const refused = (over: Partial<Plan>) =>
    world.as((ctx) =>
      world.reach.execute(ctx, planFor(world.shop, { to: persons(0, 3), ...over })),
    );
  expect(await refused({ template: "全网最好的米粉" })).toMatchObject({
    ok: false,
    error: { code: "reach.nobody-now", message: { zh: expect.stringContaining("广告法") } },
  });
  world.at.stock = null;
  expect(await refused({})).toMatchObject({
    ok: false,
    error: { message: { zh: expect.stringContaining("不在售") } },
  });
});

test("RE25 in quiet hours everybody waits until they end, and then goes", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 4);
  world.at.now = TEST_NOW + 11 * HOUR;
  const execution = await tap(world, { to: persons(0, 4) });
  expect(await world.reach.runDue()).toBe(0);
  expect((await see(world, execution)).counts.waiting).toBe(4);
  world.at.now = TEST_NOW + 20 * HOUR;
  await world.until();
  expect((await see(world, execution)).counts.sent).toBe(4);
});

test("RE25 quiet hours that begin between tap and batch are waited for as well", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 2);
  const execution = await tap(world, { to: persons(0, 2) });
  world.at.now = TEST_NOW + 11 * HOUR;
  expect(await world.reach.runDue()).toBe(2);
  expect(await world.reach.runDue()).toBe(0);
  world.at.now = TEST_NOW + 20 * HOUR;
  await world.until();
  expect((await see(world, execution)).counts.sent).toBe(2);
});

test("RE26 cancelling says what was stopped and what is gone, and nothing goes out after it", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 10);
  const execution = await tap(world, { to: persons(0, 10) });
  await world.reach.runDue({ batch: 4 });
  const one = { shop: world.shop, execution: execution.id };
  const cancelled = must(await world.as((ctx) => world.reach.cancel(ctx, one)));
  expect(cancelled).toEqual({ stopped: 6, gone: 4, unsure: 0 });
  await world.until();
  const after = await see(world, execution);
  expect(after).toMatchObject({
    state: "cancelled",
    counts: { sent: 4, cancelled: 6, waiting: 0 },
  });
  expect(await world.as((ctx) => world.reach.cancel(ctx, one))).toMatchObject({
    ok: false,
    error: { code: "reach.execution-over" },
  });
  expect(await messages(world)).toHaveLength(4);
});

test("RE28 two workers at once send to everybody once", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 120);
  const made = [
    await tap(world, { to: persons(0, 60) }),
    await tap(world, { to: persons(60, 120) }),
  ];
  const worker = async () => {
    for (let turn = 0; turn < 40; turn++) await world.reach.runDue({ batch: 7 });
  };
  await Promise.all([worker(), worker()]);
  await world.until();
  for (const execution of made) expect((await see(world, execution)).counts.sent).toBe(60);
  expect(await messages(world)).toHaveLength(120);
  expect(world.at.heard.failed).toEqual([]);
});

test("RE28 two executions to the same people do not both pass a cap of one, whoever works on them", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 60);
  const chosen = { frequency: { most: 1, days: 7 } };
  await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen }));
  await tap(world, { to: persons(0, 60), holdOut: 0.3 });
  await tap(world, { to: persons(0, 60), holdOut: 0.3 });
  // The first stands still in the middle of its transaction, while the other looks for work.
  const gate = Promise.withResolvers<void>();
  world.at.waits = () => gate.promise;
  const first = world.reach.runDue();
  const second = pause(50).then(() => world.reach.runDue());
  const third = pause(150).then(() => {
    gate.resolve();
  });
  await Promise.all([first, second, third]);
  await world.until();
  const spent = await slots(world);
  expect(spent).toHaveLength(60);
  expect(new Set(spent.map(({ subject }) => subject)).size).toBe(60);
  world.at.now += 7 * DAY;
  const later = await tap(world, { to: persons(0, 60) });
  await world.until();
  expect((await see(world, later)).counts.sent).toBe(60);
});

test("RE29 the named list: own link each, slot spent at listing, ticked off by hand, done when all are", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 3);
  const execution = await tap(world, { to: persons(0, 3), way: "named-copy" });
  await world.until();
  expect((await see(world, execution)).counts.listed).toBe(3);
  expect(await slots(world)).toHaveLength(3);
  expect(world.at.heard.told).toEqual([]);
  const listed = { shop: world.shop, execution: execution.id, state: "listed" } as const;
  const page = async () =>
    must(
      await world.as((ctx) => world.reach.recipients(ctx, { ...listed, cursor: null, limit: 9 })),
    );
  const warning = async () => (await page()).warning;
  world.at.price = 990;
  const rows = await rowsOf(world, execution);
  const texts = rows.map(({ text }) => text ?? "");
  expect(new Set(texts).size).toBe(3);
  expect(texts.every((text) => /^现在到手价 990。\nhttps:.*\/m\/l\//.test(text))).toBe(true);
  expect((await page()).words).toBe("现在到手价 990。");
  world.at.now += 11 * HOUR;
  expect(await page()).toMatchObject({ words: null, recipients: Array(3).fill({ text: null }) });
  world.at.now -= 11 * HOUR;
  const to = { shop: world.shop, execution: execution.id };
  const tick = (n: number) =>
    world.as((ctx) => world.reach.tick(ctx, { ...to, profile: person(n) }));
  expect(await warning()).toBeNull();
  for (const n of [0, 1, 1]) expect(must(await tick(n))).toEqual({ state: "sent" });
  expect(await warning()).toBeNull();
  world.at.price = 1_090;
  expect((await warning())?.zh).toContain("之前发的写的是 ¥9.90，现在是 ¥10.90");
  world.at.price = 990;
  expect(must(await tick(2))).toEqual({ state: "sent" });
  expect(world.at.heard.told.map(({ type, profile }) => `${type} ${profile}`)).toEqual(
    [0, 1, 2].map((n) => `message_delivered ${person(n)}`),
  );
  expect((await see(world, execution)).state).toBe("done");
  expect((await rowsOf(world, execution)).map(({ text }) => text)).toEqual(texts);
  expect(await tick(7)).toMatchObject({ ok: false, error: { code: "reach.not-listed" } });
});

test("RE30 a merge keeps one place in an execution, and across its arms the person is compared no more", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 40);
  const execution = await tap(world, { to: persons(0, 40), holdOut: 0.5 });
  const one = { shop: world.shop, execution: execution.id };
  const rows = await world.as((ctx) => world.reach.assigned(ctx, one));
  const of = (arm: string) => rows.filter((row) => row.arm === arm).map(({ profile }) => profile);
  const [a, b, c] = of("treated");
  const [d, e] = of("held-out");
  if (!a || !b || !c || !d || !e) throw new Error("Not enough people in the arms");
  await world.as((ctx) =>
    world.reach.joined(
      ctx.sql,
      [
        { from: a, to: b },
        { from: d, to: c },
      ],
      ctx.now,
    ),
  );
  await world.until();
  await world.as((ctx) => world.reach.joined(ctx.sql, [{ from: e, to: person(900) }], ctx.now));
  const after = await world.as((ctx) => world.reach.assigned(ctx, one));
  expect(after).toHaveLength(37);
  expect(after.some(({ profile }) => profile === c || profile === d)).toBe(false);
  expect(await world.as((ctx) => world.reach.crossed(ctx, one))).toBe(1);
  expect(after.find(({ profile }) => profile === person(900))).toMatchObject({ arm: "held-out" });
  const sent = await messages(world);
  expect(new Set(sent.map(({ profile }) => profile)).size).toBe(sent.length);
});

test("RE30 two that were both written to become one with one message", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 4);
  const execution = await tap(world, { to: persons(0, 4) });
  await world.until();
  await world.as((ctx) =>
    world.reach.joined(
      ctx.sql,
      [
        { from: person(0), to: person(3) },
        { from: person(1), to: person(3) },
      ],
      ctx.now,
    ),
  );
  expect((await messages(world)).map(({ profile }) => profile)).toEqual([person(2), person(3)]);
  expect((await see(world, execution)).counts.sent).toBe(2);
  const known = { shop: world.shop, profile: person(3) };
  expect(must(await world.as((ctx) => world.reach.agreements(ctx, known)))).toHaveLength(1);
});

test("RE30 what either of two did before they became one, the person did", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 2);
  const execution = await tap(world, { to: persons(0, 2) });
  await world.until();
  await world.as(({ sql }) =>
    sql.run(
      "update reach.recipient set opened_at = decided_at, clicked_at = decided_at where profile = $1",
      [person(0)],
    ),
  );
  await world.as((ctx) =>
    world.reach.joined(ctx.sql, [{ from: person(0), to: person(1) }], ctx.now),
  );
  expect(await see(world, execution)).toMatchObject({ opened: 1, clicked: 1, counts: { sent: 1 } });
});

test("RE22 what HTTP gets is what the contract says, page by page", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 5);
  const plan = planFor(world.shop, { to: persons(0, 5), way: "named-copy" });
  const preview = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  expect(Preview.parse(preview)).toEqual(preview);
  const first = await tap(world, { to: persons(0, 5), way: "named-copy" });
  await world.until();
  world.at.now += 1_000;
  for (let i = 0; i < 2; i++) await tap(world, { to: persons(0, 5) });
  const ask = async <T>(path: string, raw: object, shape: { parse(raw: unknown): T }) => {
    const found = routes(world.reach).find((one) => one.method === "GET" && one.path === path);
    const answer = await world.as(async (ctx) => found?.answer(ctx, { shop: world.shop, ...raw }));
    if (answer?.ok !== true) throw new Error(`no answer from ${path}`);
    const value = shape.parse(answer.value);
    expect(value).toEqual(answer.value);
    return value;
  };
  const Executions = z.object({ executions: z.array(Execution), next: z.string().nullable() });
  const list = "/shops/:shop/executions";
  const newest = await ask(list, { limit: "2" }, Executions);
  expect(newest.executions).toHaveLength(2);
  const rest = await ask(list, { limit: "2", cursor: newest.next }, Executions);
  expect(rest).toMatchObject({ executions: [{ id: first.id, counts: { listed: 5 } }], next: null });
  const of = { execution: first.id, state: "listed" };
  const people = `${list}/:execution/recipients`;
  const page = await ask(people, { ...of, limit: "3" }, RecipientPage);
  const after = await ask(people, { ...of, limit: "3", cursor: page.next }, RecipientPage);
  const seen = [...page.recipients, ...after.recipients].map(({ profile }) => profile);
  expect(seen).toEqual([0, 1, 2, 3, 4].map(person));
  expect(after.next).toBeNull();
  // The words stand once over the list; each person's are these, and their own link under them.
  for (const { text } of page.recipients) expect(text?.split("\nhttps:")[0]).toBe(page.words);
});
