import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { follow } from "./following.ts";
import {
  apartOf,
  must,
  openWorld,
  person,
  persons,
  rowsOf,
  tap,
  withoutStanding,
} from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

test("RE29 copying one person's words reads the rows again, warns of an earlier price, and is what they were told", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 2);
  const execution = await tap(world, { to: persons(0, 2), way: "named-copy" });
  await world.until();
  const to = { shop: world.shop, execution: execution.id };
  const copy = (n: number, over = {}) =>
    world.as((ctx) => world.reach.copyOne(ctx, { ...to, profile: person(n) }), over);
  const first = must(await copy(0));
  expect(first.warning).toBeNull();
  expect(first.text).toMatch(/^现在到手价 1990。\nhttps:.*\/m\/l\//);
  world.at.price = 2_290;
  const other = must(await copy(1));
  expect(other.text).toContain("2290");
  expect(other.warning?.zh).toContain("之前发的写的是 ¥19.90，现在是 ¥22.90");
  must(await world.as((ctx) => world.reach.tick(ctx, { ...to, profile: person(0) })));
  const rows = await rowsOf(world, execution);
  expect(rows.find(({ profile }) => profile === person(0))?.text).toBe(first.text);
  expect(rows.find(({ profile }) => profile === person(1))?.apart).toEqual(apartOf(person(1)));
  expect(await copy(0)).toMatchObject({ ok: false, error: { code: "reach.not-listed" } });
  world.at.stock = 0;
  expect(await copy(1)).toMatchObject({ ok: false, error: { code: "reach.not-now" } });
  expect(await copy(1, { can: () => false })).toMatchObject({ ok: false, error: { status: 403 } });
  // What was refused is nobody's deed.
  const done = world.at.heard.audit.filter((line) => line.startsWith("message."));
  expect(done).toEqual([
    `message.copied ${person(0)}`,
    `message.copied ${person(1)}`,
    `message.sent ${person(0)}`,
  ]);
});

/** So many people on a list, of whom the first two have had their words copied. */
async function listed(people: number) {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, people);
  const execution = await tap(world, { to: persons(0, people), way: "named-copy" });
  await world.until();
  const to = { shop: world.shop, execution: execution.id };
  const words: string[] = [];
  for (const n of [0, 1])
    words.push(
      must(await world.as((ctx) => world.reach.copyOne(ctx, { ...to, profile: person(n) }))).text,
    );
  return { world, execution, to, words };
}

test("RE26 whose words were copied and who was not ticked off is told as not known, when it is stopped and when the time is over", async () => {
  for (const over of [false, true]) {
    const { world, execution, to, words } = await listed(3);
    must(await world.as((ctx) => world.reach.tick(ctx, { ...to, profile: person(0) })));
    if (over) {
      world.at.now = execution.closesAt;
      await world.until();
    } else {
      const told = must(await world.as((ctx) => world.reach.cancel(ctx, to)));
      expect(told).toEqual({ stopped: 1, gone: 1, unsure: 1 });
    }
    const { stops, counts } = must(await world.as((ctx) => world.reach.execution(ctx, to)));
    expect(counts).toMatchObject({
      sent: 1,
      listed: 0,
      ...(over ? { stopped: 2 } : { cancelled: 1 }),
    });
    expect(stops.map(({ reason }) => reason.zh).join()).toContain("不知道发了没有");
    // A link that is followed while it counts shows that it was sent; afterwards no report moves any more.
    const [, link = ""] = words[1]?.split("\n") ?? [];
    await follow(world, link);
    const after = must(await world.as((ctx) => world.reach.execution(ctx, to))).counts;
    expect(after.sent).toBe(over ? 1 : 2);
    expect(world.at.heard.told.filter(({ type }) => type === "message_delivered")).toHaveLength(
      after.sent,
    );
  }
});

test("RE26 who opts out after their words were copied is still told as not known; who follows the link is ticked off by it", async () => {
  const { world, to, words } = await listed(2);
  const told = { shop: world.shop, channel: "all", proof: "电话" } as const;
  must(await world.as((ctx) => world.reach.optOut(ctx, { ...told, profile: person(0) })));
  const [, link = ""] = words[1]?.split("\n") ?? [];
  await follow(world, link);
  const { counts, stops, state } = must(await world.as((ctx) => world.reach.execution(ctx, to)));
  expect(counts).toMatchObject({ sent: 1, stopped: 1, listed: 0 });
  expect(stops[0]?.reason.zh).toContain("不知道发了没有");
  expect(state).toBe("done");
});
