import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { copyFiles, type Held, PERSONALISED_WORDINGS } from "../src/contract.ts";
import type { CopySheet } from "../src/copy/cells.ts";
import { ownProfile } from "../src/identity/names.ts";
import { schema } from "../src/index.ts";
import { NOW, openWorld, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());
beforeEach(() => w.empty());

const U1 = ownProfile({ tenant: TENANT, shop: SHOP }, "user", "u-0001");
const whose = { shop: SHOP, profile: U1 };
const come = () =>
  w.tell({
    ...{ type: "identified", userId: "u-0001", at: NOW - 5 },
    properties: { traits: { name: "王小明" } },
  });
async function mustHold(by: "held" | "ownHeld"): Promise<Held> {
  const held = await w.within((ctx) => w.people[by](ctx, whose));
  if (!held.ok) throw new Error(held.error.code);
  return held.value;
}
const copies = async () => {
  const found = await w.within((ctx) => w.people.copies(ctx, SHOP));
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};

/** What the sheets of a copy say, by the name of the sheet. */
function sheetsOf(
  held: Held,
  language: "zh" | "en" = "zh",
): ReadonlyMap<string, CopySheet["rows"]> {
  const told: CopySheet[] = [];
  copyFiles(held, language, (sheets) => {
    told.push(...sheets);
    return new Uint8Array();
  });
  return new Map(told.map(({ name, rows }) => [name, rows]));
}

test("PE76 each copy leaves a record: who asked, when, how many rows of what, and of whom", async () => {
  await come();
  const [first, second] = [await mustHold("ownHeld"), await mustHold("held")];
  expect(second.rooms["people"]).toHaveProperty("copy");
  const records = await copies();
  expect(new Set(records.map(({ id }) => id))).toEqual(new Set([first.id, second.id]));
  const own = records.find(({ id }) => id === first.id);
  expect(own).toMatchObject({ at: NOW, askedBy: "customer", member: null, profile: U1 });
  expect(own?.held["people"]).toMatchObject({ profile: 1, trait: 1 });
  expect(records.find(({ id }) => id === second.id)?.askedBy).toBe("member");
});

test("PE76 when the person is erased the record stays and names nobody; it is for who may erase", async () => {
  await come();
  await mustHold("ownHeld");
  await w.within((ctx) => w.people.askErasure(ctx, whose));
  while (await w.within((ctx) => w.people.eraseStep(ctx)));
  expect(await copies()).toMatchObject([{ askedBy: "customer", profile: null }]);
  const denied = await w.within((ctx) => w.people.copies(ctx, SHOP), { can: () => false });
  expect(denied).toMatchObject({ ok: false, error: { status: 403 } });
});

test("PE77 a copy is sheets to read, everything for programs, and a word on both", async () => {
  await come();
  const words = PERSONALISED_WORDINGS.length;
  await w.within((ctx) => w.people.personaliseOwn(ctx, { ...whose, personalised: false, words }));
  const held = await mustHold("ownHeld");
  const files = copyFiles(held, "zh", () => new Uint8Array([1]));
  expect([...files.keys()]).toEqual(["说明.txt", "资料.xlsx", "全部数据.json"]);
  expect(JSON.parse(String(files.get("全部数据.json")))).toEqual(held);
  expect(String(files.get("说明.txt"))).toContain(held.id);
  const sheets = sheetsOf(held);
  expect([...sheets.keys()].slice(0, 7)).toEqual([
    ...["基本信息", "订单", "订单商品", "退款", "消息", "同意记录", "标签"],
  ]);
  expect(sheets.get("基本信息")).toContainEqual(["name", "王小明"]);
  expect(sheets.get("基本信息")).toContainEqual(["账号", "u-0001"]);
  const [, said] = sheets.get("同意记录") ?? [];
  expect(said).toEqual([
    ...[expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), "按个人记录推荐", null, "不同意"],
    ...["收件箱里点的", "客户本人", words, expect.stringMatching(/^[\da-f-]{36}$/)],
  ]);
});

const row = { shop: "s", currency: "CNY", at: "2026-11-24T02:30:00+00:00" };
const HELD: Held = {
  ...{ id: "r-1", at: Date.UTC(2026, 10, 24, 3), communities: ["宝妈群"] },
  tags: [{ name: { zh: "阶段", en: "Stage" }, value: { zh: "新客", en: "New" }, since: null }],
  rooms: {
    orders: {
      order: [
        { ...row, number: "E1", total: 4_990, refunded: 0, note: "=1+1" },
        {
          ...row,
          number: "E2",
          total: 500,
          refunded: 0,
          currency: "JPY",
          at: "2026-11-25T02:30:00Z",
        },
      ],
    },
    reach: {
      opt_out: [
        {
          ...{
            ...row,
            id: "a",
            purpose: "notices",
            channel: "all",
            proof: "收件箱里点的",
            words: 1,
          },
          ...{ said_by: "customer", withdrawn_at: "2026-11-26T02:30:00Z", withdrawn_proof: "来电" },
          ...{ withdrawn_by: "小满", withdrawn_id: "b", withdrawn_words: null },
        },
      ],
    },
    ledger: { event: [{ ...row, type: "answered", properties: { a: [1] } }] },
  },
};

test("PE77 amounts and times are written as people read them, each word and each taking back has its line, and nothing is left out", () => {
  const sheets = sheetsOf(HELD);
  expect(sheets.get("订单")?.slice(1)).toEqual([
    ["2026-11-25 10:30", "E2", 500, 0, "JPY", null, null, null, null],
    ["2026-11-24 10:30", "E1", 49.9, 0, "CNY", null, null, null, "=1+1"],
  ]);
  expect(sheets.get("同意记录")?.slice(1)).toEqual([
    ["2026-11-26 10:30", "通知服务", "所有渠道", "同意", "来电", "小满", null, "b"],
    ["2026-11-24 10:30", "通知服务", "所有渠道", "不同意", "收件箱里点的", "客户本人", 1, "a"],
  ]);
  expect(sheets.get("标签")?.[1]).toEqual(["阶段", "新客", null]);
  expect(sheets.get("基本信息")).toContainEqual(["社群", "宝妈群"]);
  const values = Object.values(HELD.rooms).flatMap((tables) =>
    Object.values(tables).flatMap((rows) => rows.flatMap((each) => Object.keys(each))),
  );
  expect(sheets.get("全部数据")).toHaveLength(1 + values.length);
  expect(sheets.get("全部数据")).toContainEqual(["ledger", "event", 1, "properties", '{"a":[1]}']);
  expect([...sheetsOf(HELD, "en").keys()]).toHaveLength(sheets.size);
});
