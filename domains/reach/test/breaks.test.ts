import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Execution } from "../src/contract.ts";
import { schema } from "../src/index.ts";
import { openWorld, persons, see, tap, type World, withoutStanding } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const profiles = (world: World, table: "message" | "slot") =>
  world.as((ctx) =>
    ctx.sql.rows<{ profile: string }>(
      table === "message"
        ? "select profile from reach.message order by profile"
        : "select subject as profile from reach.slot order by subject",
    ),
  );
/** Who was sent to, and how many messages with a link, slots and events each has. */
const kept = async (world: World, execution: Execution) => {
  const rows = await world.as((ctx) =>
    ctx.sql.rows<{ profile: string; messages: number; slots: number }>(
      `select r.profile,
         (select count(*)::int from reach.message m join reach.link l on l.id = m.link
          where m.execution = r.execution and m.profile = r.profile) as messages,
         (select count(*)::int from reach.slot s
          where s.subject = r.profile and not s.ghost) as slots
       from reach.recipient r where r.execution = $1 and r.state = 'sent'`,
      [execution.id],
    ),
  );
  const { told } = world.at.heard;
  return rows.map(({ profile, messages, slots }) => ({
    ...{ messages, slots },
    events: told.filter((event) => event.profile === profile).length,
  }));
};

test("RE27 a batch that breaks off leaves nothing behind, and nothing is doubled when it is taken up again", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 9);
  const execution = await tap(world, { to: persons(0, 9) });
  world.at.breaks = new Error("power cut");
  expect(await world.reach.runDue({ batch: 5 })).toBe(0);
  expect(world.at.heard.failed).toEqual([new Error("power cut")]);
  expect([await profiles(world, "message"), await profiles(world, "slot")]).toEqual([[], []]);
  expect((await see(world, execution)).counts.waiting).toBe(9);
  await world.until();
  expect(await profiles(world, "message")).toHaveLength(9);
  expect(await profiles(world, "message")).toEqual(await profiles(world, "slot"));
});

test("RE35 however often the work breaks off, every send has its message, link, event and slot once", async () => {
  const world = openWorld(db);
  await withoutStanding(world);
  await world.agree(0, 40);
  const execution = await tap(world, { to: persons(0, 40), holdOut: 0.3 });
  for (let turn = 0; turn < 12; turn++) {
    world.at.breaks = turn % 3 === 0 ? null : new Error("power cut");
    await world.reach.runDue({ batch: 5 });
  }
  world.at.breaks = null;
  await world.until();
  expect(world.at.heard.failed.length).toBeGreaterThan(3);
  const { counts } = await see(world, execution);
  expect(counts.sent + counts.heldOut).toBe(40);
  expect(await kept(world, execution)).toEqual(
    Array.from({ length: counts.sent }, () => ({ messages: 1, slots: 1, events: 1 })),
  );
  expect(world.at.heard.told).toHaveLength(counts.sent);
});
