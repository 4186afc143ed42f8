import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../src/index.ts";
import { openWorld, person, persons, see, tap, withoutStanding } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

test("RE81 who opens it or follows its link after the window counts no more, nor is among the rows", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 3);
  const execution = await tap(world, { to: persons(0, 3) });
  await world.until();
  const { closesAt } = await see(world, execution);
  const at = (n: number, moment: number) =>
    world.as(({ sql }) =>
      sql.run(
        `update reach.recipient set opened_at = to_timestamp($2 / 1000.0), clicked_at = to_timestamp($2 / 1000.0)
         where profile = $1`,
        [person(n), moment],
      ),
    );
  await at(0, closesAt - 1);
  await at(1, closesAt);
  expect(await see(world, execution)).toMatchObject({ opened: 1, clicked: 1, counts: { sent: 3 } });
  for (const [step, total] of [
    ["sent", 3],
    ["opened", 1],
    ["clicked", 1],
  ] as const) {
    const asked = { shop: world.shop, execution: execution.id, step, limit: 9 };
    expect((await world.as((ctx) => world.reach.reachedRows(ctx, asked))).total).toBe(total);
  }
});
