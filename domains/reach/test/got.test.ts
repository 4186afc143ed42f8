import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, TEST_NOW, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { openWorld, person, persons, tap, type World, withoutStanding } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

/** Five people get a message, and two of them another one three days later. */
async function twice(world: World): Promise<void> {
  await withoutStanding(world);
  await world.agree(0, 5);
  await tap(world, { to: persons(0, 5) });
  await world.until();
  world.at.now = TEST_NOW + 3 * DAY;
  await tap(world, { to: persons(0, 2) });
  await world.until();
}

const opens = (world: World, n: number, at: number) =>
  world.as((ctx) =>
    ctx.sql.run(
      `update reach.recipient set opened_at = to_timestamp($2 / 1000.0)
        where profile = $1 and decided_at < to_timestamp($2 / 1000.0)`,
      [person(n), at],
    ),
  );
const refuses = (world: World, n: number, now: number) =>
  world.as(
    (ctx) =>
      world.reach.optOut(ctx, {
        ...{ shop: world.shop, profile: person(n), channel: "all", proof: "电话" },
      }),
    { now },
  );
const got = (world: World, until: number, to: Parameters<World["reach"]["got"]>[1]["to"]) =>
  world.as((ctx) => world.reach.got(ctx, { from: TEST_NOW - DAY, until, to }));

test("RE75 what people got tells whether it was opened within a day and whether they wanted no more, as it was known then", async () => {
  const world = openWorld(db);
  await twice(world);
  await opens(world, 2, TEST_NOW + HOUR);
  await opens(world, 3, TEST_NOW + 2 * DAY);
  await refuses(world, 4, TEST_NOW + 2 * HOUR);
  await refuses(world, 0, TEST_NOW + 3 * DAY + HOUR);
  const told = await got(world, TEST_NOW + 8 * DAY, { latest: 100 });
  const of = (n: number) =>
    told
      .filter(({ profile }) => profile === person(n))
      .map(({ opened, left }) => ({ opened, left }));
  const [nothing, gone] = [
    { opened: false, left: false },
    { opened: false, left: true },
  ];
  expect(of(2)).toEqual([{ opened: true, left: false }]);
  expect(of(3)).toEqual([nothing]);
  expect(of(4)).toEqual([gone]);
  // Who refused after the second message was not driven away by the first.
  expect(of(0)).toEqual([nothing, gone]);
  expect(of(1)).toEqual([nothing, nothing]);
  // Nobody had refused by then, and what came an hour ago may still be opened.
  const before = await got(world, TEST_NOW + HOUR, { latest: 100 });
  expect(before.map(({ opened, left }) => ({ opened, left }))).toEqual(
    Array.from({ length: 5 }, () => ({ opened: null, left: false })),
  );
  expect(await got(world, TEST_NOW, { latest: 100 })).toEqual([]);
});

test("RE75 asked of some people, or of those who were written to last, it tells of nobody else, and opens to rows", async () => {
  const world = openWorld(db);
  await twice(world);
  const until = TEST_NOW + 8 * DAY;
  expect(await got(world, until, [person(1), person(9)])).toHaveLength(2);
  const last = await got(world, until, { latest: 2 });
  expect(new Set(last.map(({ profile }) => profile))).toEqual(new Set([person(0), person(1)]));
  expect(last).toHaveLength(4);
  const asked = { from: TEST_NOW - DAY, until, profiles: [person(1), person(2)], limit: 2 };
  const rows = await world.as((ctx) => world.reach.gotRows(ctx, asked));
  expect(rows.total).toBe(3);
  expect(rows.rows).toHaveLength(2);
  const again = await world.as((ctx) => ctx.sql.rows(rows.check.sql, rows.check.values));
  expect(again).toHaveLength(3);
});

test("RE80 when somebody was meant for the first time counts whatever they were drawn as, and of this shop alone", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 6);
  await tap(world, { to: persons(0, 4), holdOut: 0.5 });
  world.at.now = TEST_NOW + 3 * DAY;
  await tap(world, { to: persons(2, 6), holdOut: 0.5 });
  const meant = async (before: number, where: World = world) =>
    new Map(await where.as((ctx) => where.reach.firstMeant(ctx, { shop: where.shop, before })));
  const first = [0, 1, 2, 3].map((n) => [person(n), TEST_NOW] as const);
  expect(await meant(TEST_NOW + DAY)).toEqual(new Map(first));
  const second = [4, 5].map((n) => [person(n), TEST_NOW + 3 * DAY] as const);
  expect(await meant(TEST_NOW + 4 * DAY)).toEqual(new Map([...first, ...second]));
  expect(await meant(TEST_NOW + 4 * DAY, openWorld(db))).toEqual(new Map());
});
