import { businessDay, DAY, HOUR, iso } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding, QualityRules } from "../src/contract.ts";
import { createQuality } from "../src/index.ts";
import { NOW, OTHER_SHOP, openWorld, SHOP, view, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

const words = (zh: string) => ({ zh, en: zh });
const broken = (n: number): readonly Finding[] =>
  Array.from({ length: n }, (_, i) => ({
    ...{ rule: "odd", subject: String(i), name: String(i), opens: null, lineage: null },
    ...{ says: words("单"), mend: words("改") },
  }));
let odd = 3;
const room: QualityRules = {
  rules: [
    { key: "odd", title: words("单数"), why: words("不成双") },
    { key: "even", title: words("双数"), why: words("成双") },
  ],
  find: async () => broken(odd),
};
const quality = createQuality([room]);
const at = (now: number) => ({ now });
const today = businessDay(NOW);

test("LE22 every rule is counted once a day and when asked, and its rows are looked for when they are opened", async () => {
  await world.as((ctx) => quality.due(ctx, SHOP), at(NOW - DAY));
  odd = 5;
  await world.as((ctx) => quality.due(ctx, SHOP));
  odd = 300;
  // What was looked at today stays, until somebody asks for a look.
  await world.as((ctx) => quality.due(ctx, SHOP));
  const read = await world.as((ctx) => quality.read(ctx, SHOP));
  const trend = [
    { day: businessDay(NOW - DAY), findings: 3 },
    { day: today, findings: 5 },
  ];
  expect(read.ok && read.value.rules).toMatchObject([
    { key: "stale-source", findings: 0 },
    { key: "dead-letters", findings: 0 },
    { key: "odd", findings: 5, trend },
    { key: "even", findings: 0, trend: [{ findings: 0 }, { findings: 0 }] },
  ]);
  const looked = await world.as((ctx) => quality.look(ctx, SHOP));
  expect(looked.ok && looked.value.rules[2]?.trend[1]).toEqual({ day: today, findings: 300 });
  const rows = await world.as((ctx) => quality.findings(ctx, { shop: SHOP, rule: "odd" }));
  expect(rows.ok && [rows.value.total, rows.value.findings.length]).toEqual([300, 200]);
  const none = await world.as((ctx) => quality.findings(ctx, { shop: SHOP, rule: "other" }));
  expect(!none.ok && none.error.code).toBe("quality.no-rule");
  const denied = await world.as((ctx) => quality.read(ctx, SHOP), { can: () => false });
  expect(!denied.ok && denied.error.code).toBe("quality.forbidden");
  const other = await world.as((ctx) => quality.read(ctx, OTHER_SHOP));
  expect(other.ok && other.value.lookedAt).toBeNull();
});

const deliver = (source: string, ago: number, state = "done", shop = SHOP) =>
  world.as((ctx) =>
    ctx.sql.run(
      `insert into ledger.import (id, shop, kind, name, file, state, columns, source, currency, bytes, accepted, created_at, ended_at)
       values (gen_random_uuid(), $1, 'orders', 'x', '', $3, '[]', $2, 'CNY', 1, 1, now(), $4::timestamptz)`,
      [shop, source, state, iso(NOW - ago * DAY)],
    ),
  );

test("LE22 after a file came in, or was taken back, the shop is looked at again", async () => {
  const shop = OTHER_SHOP;
  const due = async (hour: number) => {
    await world.as((ctx) => quality.due(ctx, shop), at(NOW + hour * HOUR));
    const read = await world.as((ctx) => quality.read(ctx, shop));
    return read.ok && read.value.rules.find(({ key }) => key === "odd")?.findings;
  };
  odd = 1;
  expect(await due(0)).toBe(1);
  odd = 2;
  expect(await due(2)).toBe(1);
  await deliver("new", -1 / 24, "done", shop);
  expect(await due(2)).toBe(2);
  odd = 3;
  expect(await due(3)).toBe(2);
  await deliver("old", -4 / 24, "undone", shop);
  expect(await due(5)).toBe(3);
});

test("LE23 a list that used to come and stopped is told with what to do; one that was undone was no delivery", async () => {
  for (const ago of [4, 5, 6, 7]) await deliver("stopped", ago);
  for (const ago of [1, 2, 3, 4]) await deliver("usual", ago);
  for (const ago of [4, 5, 6]) await deliver("seldom", ago);
  await deliver("seldom", 7, "undone");
  const found = await world.as((ctx) =>
    quality.findings(ctx, { shop: SHOP, rule: "stale-source" }),
  );
  expect(found.ok && found.value.findings.map(({ subject, says }) => [subject, says.zh])).toEqual([
    ["orders:stopped", "订单文件（stopped）通常每 1 天来一次，已经 4 天没有新的了。"],
  ]);
  expect(await world.as((ctx) => quality.stopped(ctx, SHOP))).toEqual([]);
  await world.as((ctx) => quality.look(ctx, SHOP));
  expect(await world.as((ctx) => quality.stopped(ctx, SHOP))).toHaveLength(1);
  expect(await world.as((ctx) => quality.stopped(ctx, SHOP), at(NOW + DAY))).toEqual([]);
});

test("LE22 events that could not be taken in are counted by their reason, until they are mended", async () => {
  await world.post("track", view({ event: "Nobody Knows This" }));
  await world.post("track", view({ event: "Nobody Knows This" }));
  const found = await world.as((ctx) =>
    quality.findings(ctx, { shop: SHOP, rule: "dead-letters" }),
  );
  expect(found.ok && found.value.findings).toMatchObject([
    { subject: "event.unknown", name: "2 × event.unknown", opens: "events" },
  ]);
});
