import { type Sql, shopId } from "@zhongshu/kernel";
import { SCHEMAS } from "@zhongshu/server";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cap, type Tap, tallySends } from "./tally.ts";

const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const SHOP = shopId(uuid(1));
const EXECUTION = uuid(2);
const TAP: Tap = { key: "tap", execution: EXECUTION, people: 3 };
const CAP: Cap = { most: 1, days: 7 };

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase(SCHEMAS);
});
afterAll(() => db.close());

class Undone extends Error {}

/** One execution to three persons, as it should be: two were sent to and one was held out. */
async function plant(sql: Sql): Promise<void> {
  await sql.run(
    `insert into reach.execution (shop, id, key, play, title, channel, product, sku, style, template, salt,
       hold_out, state, actor, started_at, opens_at, closes_at, returns_until)
     values ($1, $2, 'tap', 'p', 't', 'inbox', 'P', 'S', 'warm', 'x', 's', 0, 'done', 'me', now(), now(), now(), now())`,
    [SHOP, EXECUTION],
  );
  for (const n of [3, 4, 5]) {
    const [who, sent] = [uuid(n), n < 5];
    const to = [SHOP, EXECUTION, who];
    await sql.run(
      `insert into reach.recipient (shop, execution, profile, arm, state, eligible, wake_at)
       values ($1, $2, $3, $4, $5, true, now())`,
      [...to, sent ? "treated" : "held-out", sent ? "sent" : "held-out"],
    );
    await sql.run(
      `insert into reach.slot (shop, execution, subject, at, channel, kind, ghost)
       values ($1, $2, $3, now(), 'app', 'optional', $4)`,
      [...to, !sent],
    );
    if (sent) await deliver(sql, n);
  }
}

async function deliver(sql: Sql, n: number): Promise<void> {
  const to = [SHOP, EXECUTION, uuid(n)];
  await sql.run(
    `insert into reach.message (shop, execution, profile, id, text, product, sku, link, at)
     values ($1, $2, $3, $4, 'x', 'P', 'S', $5, now())`,
    [...to, uuid(100 + n), uuid(200 + n)],
  );
  await sql.run(
    `insert into reach.link (shop, execution, profile, id, product, sku, made_at)
     values ($1, $2, $3, $4, 'P', 'S', now())`,
    [...to, uuid(200 + n)],
  );
  await event(sql, n, "first");
}

const event = (sql: Sql, n: number, id: string): Promise<number> =>
  sql.run(
    `insert into ledger.event (shop, message_id, type, version, profile, at, received_at, properties)
     values ($1, $3 || $2, 'message_delivered', 1, $2::uuid, now(), now(), jsonb_build_object('execution', $4::text))`,
    [SHOP, uuid(n), id, EXECUTION],
  );

/** What the count says after something was done to the rows; nothing of it stays. */
async function after(harm: (sql: Sql) => Promise<unknown>, taps: readonly Tap[] = [TAP]) {
  const found: object[] = [];
  await db
    .asTenant(testSeal(), async ({ sql }) => {
      await plant(sql);
      await harm(sql);
      found.push(await tallySends(sql, taps, CAP));
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found[0];
}

const good = { sends: 2, lost: 0, doubled: 0, over_quota: 0 };

test("RE35 the count finds nothing wrong where nothing is", async () => {
  expect(await after(async () => undefined)).toEqual(good);
});

test.each([
  ["a message", "delete from reach.message where profile = $1", { sends: 1, lost: 1 }],
  ["a link", "delete from reach.link where profile = $1", { lost: 1 }],
  ["an event", "delete from ledger.event where profile = $1", { lost: 1 }],
  ["a slot", "delete from reach.slot where subject = $1", { lost: 1 }],
  ["somebody", "delete from reach.recipient where profile = $1", { lost: 1 }],
  [
    "a decision",
    "update reach.recipient set state = 'waiting' where profile = $1",
    { lost: 1, doubled: 1 },
  ],
])("RE35 the count finds %s that is lost", async (_, text, wrong) => {
  expect(await after((sql) => sql.run(text, [uuid(3)]))).toEqual({ ...good, ...wrong });
});

test("RE35 the count finds a ghost that is lost, and a tap that was acknowledged and is not there", async () => {
  const ghost = "delete from reach.slot where ghost";
  expect(await after((sql) => sql.run(ghost))).toEqual({ ...good, lost: 1 });
  const gone = { key: "gone", execution: uuid(9), people: 4 };
  expect(await after(async () => undefined, [TAP, gone])).toEqual({ ...good, lost: 1 });
});

test("RE35 the count finds what is doubled, and a cap that was exceeded", async () => {
  expect(await after((sql) => event(sql, 3, "second"))).toEqual({ ...good, doubled: 1 });
  const again = `insert into reach.slot (shop, execution, subject, at, channel, kind, ghost)
    values ($1, $2, $3, now() - interval '1 hour', 'app', 'optional', false)`;
  const slot = (execution: string) => (sql: Sql) => sql.run(again, [SHOP, execution, uuid(3)]);
  expect(await after(slot(EXECUTION))).toEqual({ ...good, doubled: 1, over_quota: 1 });
  expect(await after(slot(uuid(8)))).toEqual({ ...good, over_quota: 1 });
  const held = "insert into reach.link (shop, execution, profile, id, product, sku, made_at)";
  const sent = (sql: Sql) =>
    sql.run(`${held} values ($1, $2, $3, $4, 'P', 'S', now())`, [
      ...[SHOP, EXECUTION, uuid(5), uuid(300)],
    ]);
  expect(await after(sent)).toEqual({ ...good, doubled: 1 });
});
