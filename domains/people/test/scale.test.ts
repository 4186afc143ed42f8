import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Predicate } from "../src/contract.ts";
import { schema } from "../src/index.ts";
import { NOW, openWorld, type Said, SHOP, sender } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());

const known = (userId: string, traits: object): Said => ({
  ...{ type: "identified", userId, at: NOW, properties: { traits } },
});
const mask = (i: number): string => `139****${String(i).padStart(4, "0")}`;

/** Rows of signs that this transaction has read, whichever way. */
const READ = `select seq_tup_read + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables
  where schemaname = 'people' and relname = 'sign'`;

test("PE50 who shares a nickname with many is decided by the few who share a number", async () => {
  const crowd = Array.from({ length: 1_500 }, (_, i) =>
    known(`u${i}`, { nickname: "阳光", phone: mask(i), city: "杭州" }),
  );
  await w.tell(...crowd);
  const read = await w.within(async (ctx) => {
    const told = known("twin", { nickname: "阳光", phone: mask(7), city: "杭州" });
    const before = await ctx.sql.one<{ readonly n: number }>(READ);
    await w.people.resolve(ctx.sql, [sender(told)]);
    const after = await ctx.sql.one<{ readonly n: number }>(READ);
    const merged = await ctx.sql.rows("select from people.merge");
    expect(merged).toHaveLength(1);
    return after.n - before.n;
  });
  expect(read).toBeLessThan(200);
});

const count = (predicate: Predicate) =>
  w.within(async (ctx) => {
    const counted = await w.people.countNow(ctx, { shop: SHOP, predicate });
    return counted.ok ? counted.value : counted.error;
  });
const has = (key: string, equals: string | number): Predicate => ({ is: "trait", key, equals });

test("PE51 a trait is asked of the customer's own row: equal values are one, and the newer word counts", async () => {
  await w.empty();
  await w.tell(known("a", { size: 7, city: "杭州" }), known("b", { size: 7.0, city: "7" }));
  await w.tell(known("c", { city: 7, size: "长".repeat(5_000) }));
  expect(await count(has("size", 7))).toBe(2);
  expect(await count(has("city", "7"))).toBe(1);
  expect(await count(has("city", 7))).toBe(1);
  expect(await count(has("size", "长".repeat(5_000)))).toBe(1);
  expect(await count({ is: "not", of: has("size", 7) })).toBe(1);
  await w.tell({ ...known("a", { size: 8 }), at: NOW + 1 });
  expect([await count(has("size", 7)), await count(has("size", 8))]).toEqual([1, 1]);
});
