import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { openWorld, person, persons, tap } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

test("RE17 whoever an execution was for, and is absorbed into another arm of the standing hold-out, is remembered as crossed", async () => {
  const world = openWorld(db);
  const { shop } = world;
  await world.as((ctx) => world.reach.resizeHoldOut(ctx, { shop, share: 0.5 }));
  await world.agree(0, 40);
  await tap(world, { to: persons(0, 20) });
  await world.until();
  const standing = (n: number) => world.as((ctx) => world.reach.standingOf(ctx, person(n)));
  const all: Awaited<ReturnType<typeof standing>>[] = [];
  for (let n = 0; n < 40; n += 1) all.push(await standing(n));
  const sideOf = (n: number): boolean => all[n]?.standing === "held-out";
  const among = (from: number, held: boolean): number =>
    all.findIndex((_, n) => n >= from && sideOf(n) === held);
  const [written, never, device] = [among(0, false), among(0, true), among(20, true)];
  const other = all.findIndex((_, n) => n > written && !sideOf(n));
  const join = (from: number, to: number) =>
    world.as((ctx) =>
      world.reach.joined(ctx.sql, [{ from: person(from), to: person(to) }], ctx.now),
    );
  await join(device, other);
  expect((await standing(other)).mergedAcrossArms).toBe(false);
  await join(written, never);
  expect((await standing(never)).mergedAcrossArms).toBe(true);
  const sides = await world.as((ctx) => world.reach.standings(ctx, [person(never), person(other)]));
  expect(sides).toMatchObject({ heldOut: [], others: [person(other)], crossed: 1 });
});
