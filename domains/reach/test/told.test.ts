import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Execution } from "../src/contract.ts";
import { NOT_ASKED, OPTED_OUT, PLAIN } from "../src/gate/words.ts";
import { schema } from "../src/index.ts";
import {
  must,
  openWorld,
  person,
  persons,
  planFor,
  see,
  type World,
  withoutStanding,
} from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const refuse = (world: World, n: number) =>
  world.as((ctx) =>
    world.reach.optOut(ctx, {
      ...{ shop: world.shop, profile: person(n), channel: "all", proof: "电话" },
    }),
  );
const sumOf = (stops: Execution["stops"]): number => stops.reduce((n, { count }) => n + count, 0);

test("RE79 whoever refused, was never asked or wants no choosing is counted apart, before the tap and after", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 20);
  for (const n of [1, 2, 3]) await refuse(world, n);
  world.at.plain = [person(4)];
  const plan = planFor(world.shop, { to: persons(0, 25) });
  const { stopped } = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  const told = [
    { step: "consent", count: 5, reason: NOT_ASKED },
    { step: "consent", count: 3, reason: OPTED_OUT },
    { step: "consent", count: 1, reason: PLAIN },
  ];
  expect(stopped).toEqual(told);
  const execution = must(await world.as((ctx) => world.reach.execute(ctx, plan)));
  expect(execution.stops).toEqual(told);
  await world.until();
  expect((await see(world, execution)).stops).toEqual(told);
});

test("RE79 the standing hold-out stands among the reasons from the tap on, and the reasons add up", async () => {
  const world = openWorld(db);
  await world.agree(0, 180);
  const plan = planFor(world.shop, { to: persons(0, 200), holdOut: 0.3 });
  const before = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  expect(before.stopped.map(({ step }) => step)).toEqual(["consent", "standing-hold-out"]);
  const execution = must(await world.as((ctx) => world.reach.execute(ctx, plan)));
  const same = async () => {
    const { stops, counts } = await see(world, execution);
    expect(stops).toEqual(before.stopped);
    expect(sumOf(stops)).toBe(counts.stopped);
  };
  await same();
  await world.until();
  await same();
});

test("RE79 when nobody can be written to, the reason of most of them is told", async () => {
  const world = openWorld(db);
  await world.agree(0, 1);
  await refuse(world, 0);
  const plan = planFor(world.shop, { to: persons(0, 4) });
  expect(await world.as((ctx) => world.reach.execute(ctx, plan))).toMatchObject({
    error: { message: { zh: expect.stringContaining(NOT_ASKED.zh) } },
  });
});
