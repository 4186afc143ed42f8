import { DAY, type ProfileId, profileId, shopId } from "@zhongshu/kernel";
import type { ImportKind } from "@zhongshu/ledger/contract";
import { TEST_NOW as NOW, openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createReach, projection, schema } from "../src/index.ts";
import { NOBODY_SENDS, uuid } from "./world.ts";

const SHOP = shopId(uuid(0xb3));
const reach = createReach({
  ...NOBODY_SENDS,
  profilesOf: async () => [],
  personOf: async (_, { profile }) => profile,
  audit: async () => undefined,
});
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const known = new Map<string, ProfileId>();
function profileOf(id: string): ProfileId {
  const found = known.get(id) ?? profileId(uuid(0x7000 + known.size));
  known.set(id, found);
  return found;
}

type Cells = Readonly<Record<string, string>>;

async function listed(kind: ImportKind, now: number, rows: readonly Cells[]) {
  const importer = reach.importers.find((one) => one.kind === kind);
  if (importer === undefined) throw new Error("no such kind");
  const read = rows.map((cells, i) => ({ row: i + 2, raw: Object.values(cells).join(), cells }));
  const pending = await importer.begin({ source: "wx", currency: "CNY" }, read).read(read);
  return db.asTenant({ ...testSeal(), now }, async (ctx) => {
    const { events, refused } = await pending.settle(ctx, SHOP);
    await projection.project(
      ctx.sql,
      events.map((one) => {
        const id = one.userId ?? one.anonymousId;
        const profile = id === null ? null : profileOf(id);
        return { tenant: ctx.tenant, shop: SHOP, version: 1, receivedAt: now, profile, ...one };
      }),
    );
    return { types: events.map(({ type }) => type), refused: refused.map((one) => one.reason.zh) };
  });
}

const communities = (now: number) =>
  db.asTenant({ ...testSeal(), now }, async (ctx) => {
    const found = await reach.list(ctx, SHOP);
    if (!found.ok) throw new Error(found.error.code);
    return found.value.map(({ code, name, channel, size, known: members }) => ({
      ...{ code, name, channel, size, members },
    }));
  });

test("RE60 a list names communities; the later of two words stands, and what is not said stays", async () => {
  const { refused } = await listed("communities", NOW - 4 * DAY, [
    { community: "宝妈一群", code: "g1", size: "198人", channel: "企业微信" },
    { community: "宝妈二群", size: "很多" },
  ]);
  expect(refused).toEqual(["群人数“很多”不是整数。"]);
  await listed("communities", NOW - 3 * DAY, [{ community: "宝妈 1 群", code: "g1" }]);
  const first = { code: "g1", channel: "wecom", size: 198, members: 0 };
  expect(await communities(NOW)).toEqual([{ ...first, name: "宝妈 1 群" }]);
  await db.asTenant({ ...testSeal(), now: NOW - DAY }, (ctx) =>
    reach.nameCommunity(ctx, { shop: SHOP, code: "g1", name: "手写", channel: "wechat", size: 1 }),
  );
  await listed("communities", NOW - 2 * DAY, [{ community: "早", code: "g1" }]);
  expect(await communities(NOW)).toMatchObject([{ name: "手写", size: 1 }]);
  await listed("communities", NOW, [{ community: "晚", code: "g1" }]);
  expect(await communities(NOW)).toMatchObject([{ name: "晚", channel: "wechat", size: 1 }]);
});

test("RE61 members belong from their time or as seen, leave, and are called by their names", async () => {
  const { types, refused } = await listed("members", NOW - DAY, [
    { community: "邻里", id: "m1", joined: "2011-09-01 10:00", nickname: "小鱼" },
    { community: "", nickname: "团长小美" },
    { community: "邻里", phone: "13800000009", status: "已退群" },
    { community: "邻里", phone: "138****0009" },
  ]);
  expect(refused).toHaveLength(1);
  expect(types).toEqual([
    ...["community_joined", "identified", "grouped", "identified"],
    ...["community_left", "identified"],
  ]);
  const found = await communities(NOW);
  expect(found.find(({ code }) => code === "邻里")).toMatchObject({ members: 2 });
});

test("RE61 a list of members may call a community by its name, where one alone is called so", async () => {
  const rows = [
    { community: "阳光福利群", code: "wx-1", size: "1.2千" },
    { community: "同名群", code: "wx-2" },
    { community: "同名群", code: "wx-3" },
  ];
  await listed("communities", NOW, rows);
  await listed("members", NOW, [
    { community: "阳光福利群", id: "sun-1" },
    { community: "同名群", id: "sun-2" },
  ]);
  const found = (await communities(NOW)).filter(({ name }) => /阳光|同名/.test(name));
  expect(found.map(({ code, size, members }) => [code, size, members]).toSorted()).toEqual([
    ["wx-1", 1_200, 1],
    ["wx-2", null, 0],
    ["wx-3", null, 0],
    ["同名群", null, 1],
  ]);
});
