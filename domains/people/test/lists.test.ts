import { type Ctx, DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Predicate } from "../src/contract.ts";
import { createPeople, schema } from "../src/index.ts";
import { everybody } from "../src/profile/read.ts";
import { NOW, neighbours, SHOP } from "./world.ts";

const people = createPeople(neighbours().ports);
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

type Cells = Readonly<Record<string, string>>;

/** Reads rows as a list of customers; whom it named by what, by which messages, and how many rows were refused. */
async function listed(now: number, rows: readonly Cells[]) {
  const [importer] = people.importers;
  if (importer === undefined) throw new Error("no importer");
  const read = rows.map((cells, i) => ({ row: i + 2, raw: Object.values(cells).join(), cells }));
  const pending = await importer.begin({ source: "crm", currency: "CNY" }, read).read(read);
  return db.asTenant({ ...testSeal(), now }, async (ctx) => {
    const { events, refused } = await pending.settle(ctx, SHOP);
    const told = { tenant: ctx.tenant, shop: SHOP, receivedAt: now };
    const said = events.map((one) => ({ ...one, ...told }));
    const resolved = await people.resolve(ctx.sql, said);
    await people.projection.project(
      ctx.sql,
      said.flatMap((one, i) => {
        const who = resolved[i];
        return who === undefined ? [] : [{ ...one, ...who, version: 1 }];
      }),
    );
    const profiles = resolved.map(({ profile }) => profile);
    return {
      named: events.map(({ userId, anonymousId }) => userId ?? anonymousId),
      traits: events.map(({ properties }) => properties["traits"]),
      ids: events.map(({ messageId }) => messageId),
      ...{ refused: refused.length, profiles },
    };
  });
}

test("PE60 who a row of a list speaks of, and what it tells of them", async () => {
  const { named, traits, refused } = await listed(NOW - DAY, [
    { id: "17850.0", phone: "13800000001", name: "王 女士", points: "1.2万", birthday: "1990/1/2" },
    { id: "", phone: "+86 138-0000-0002", nickname: "小鱼" },
    { unionid: "oU1", nickname: "小鱼" },
    { nickname: "团长小美", level: "金卡" },
    { phone: "138****5678", name: "李先生" },
    { phone: "138****5678" },
    { city: "上海" },
  ]);
  expect(named).toEqual(["17850", "13800000002", "oU1", "团长小美", "masked:138****5678:李先生"]);
  expect(refused).toBe(2);
  expect(traits[0]).toEqual({
    ...{ name: "王 女士", phone: "13800000001", points: 12_000, birthday: "1990-01-02" },
  });
});

test("PE60 being on a list is no sign of life", async () => {
  const {
    profiles: [profile],
  } = await listed(NOW - HOUR, [{ id: "quiet", name: "静" }]);
  const hours = await db.asTenant(testSeal(), ({ sql }) =>
    sql.one<{ hours: readonly number[] }>("select hours from people.profile where id = $1", [
      profile ?? null,
    ]),
  );
  expect(hours.hours.every((n) => n === 0)).toBe(true);
});

test("PE60 when somebody on a list was last there is not known, and no segment of those seen lately holds them", async () => {
  await listed(NOW - HOUR, [
    { id: "still", name: "未来过" },
    { id: "still2", name: "也没来过" },
  ]);
  const seal = { ...testSeal(), now: NOW };
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => db.asTenant(seal, work);
  const asked = { ...everybody(SHOP), search: "still", limit: 1 };
  const first = await within((ctx) => people.list(ctx, asked));
  if (!first.ok) throw new Error(first.error.code);
  expect(first.value.people).toMatchObject([{ lastSeen: null, firstSeen: NOW - HOUR }]);
  const { next } = first.value;
  const second = await within((ctx) => people.list(ctx, { ...asked, cursor: next }));
  if (!second.ok) throw new Error(second.error.code);
  expect(new Set([...first.value.people, ...second.value.people].map(({ id }) => id)).size).toBe(2);
  const count = (predicate: Predicate) =>
    within((ctx) => people.countNow(ctx, { shop: SHOP, predicate }));
  expect(await count({ is: "seen", withinDays: 30 })).toMatchObject({ ok: true, value: 0 });
  const here = await within(({ sql }) =>
    sql.one<{ n: number }>("select count(*)::int as n from people.standing where not acted"),
  );
  expect(here.n).toBeGreaterThan(1);
});

test("PE61 a list that says what stands is the message that told it; nothing written is nothing told", async () => {
  const row = { id: "c9", level: "金卡", city: "—", note: "未填写" };
  const first = await listed(NOW - 3 * DAY, [row]);
  expect(first.traits).toEqual([{ level: "金卡" }]);
  expect((await listed(NOW - 2 * DAY, [row])).ids).toEqual(first.ids);
  const called = { id: "c10", phone: "13800000010", name: "赵女士" };
  const once = await listed(NOW - 3 * DAY, [called]);
  expect((await listed(NOW - 2 * DAY, [called])).ids).toEqual(once.ids);
  const risen = await listed(NOW - DAY, [{ ...row, level: "黑卡" }]);
  expect(risen.ids).not.toEqual(first.ids);
});
