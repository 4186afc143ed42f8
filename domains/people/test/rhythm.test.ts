import { DAY, HOUR } from "@zhongshu/kernel";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ownProfile } from "../src/identity/names.ts";
import { schema } from "../src/index.ts";
import { measureRhythm } from "../src/stage/store.ts";
import { NOW, openWorld, type Said, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());
beforeEach(() => w.empty());

/** Customers who ordered `orders` times over so many days; the rhythm of their shop. */
async function rhythm(customers: readonly (readonly [orders: number, days: number])[]) {
  const seen = (userId: string): Said => ({
    type: "product_viewed",
    at: NOW - HOUR,
    userId,
    properties: { product: "x", category: "tea" },
  });
  await w.tell(...customers.map((_, i) => seen(`c${i}`)));
  return w.within(async ({ sql }) => {
    for (const [i, [orders, days]] of customers.entries())
      await sql.run(
        `update people.profile set orders = $2, last_order_at = to_timestamp($3::float8 / 1000),
           first_order_at = to_timestamp($3::float8 / 1000) - make_interval(days => $4::int) where id = $1`,
        [ownProfile({ tenant: TENANT, shop: SHOP }, "user", `c${i}`), orders, NOW - DAY, days],
      );
    return measureRhythm(sql, SHOP);
  });
}

const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

test("PE7 the rhythm is the median of customers' mean days between orders, once 20 have come back", async () => {
  // 11 whose two orders lie 12 days apart, 9 whose five lie 200 days apart in all; 50 ordered once.
  const back = [...times(11, [2, 12] as const), ...times(9, [5, 200] as const)];
  expect(await rhythm([...back, ...times(50, [1, 0] as const)])).toBe(12);
});

test("PE7 with 19 who came back a shop still has the usual 30 days; two orders on one instant are no return", async () => {
  const same = times(30, [2, 0] as const);
  expect(await rhythm([...times(19, [2, 12] as const), ...same])).toBe(30);
});

test("PE6 who had bought before an instant is known, and nobody else", async () => {
  await rhythm([
    [2, 12],
    [1, 0],
  ]);
  const before = async (at: number) =>
    new Set(
      (await w.within((ctx) => w.people.boughtBefore(ctx, { shop: SHOP, at }))).map(
        ({ profile }) => profile,
      ),
    );
  const [first, second] = ["c0", "c1"].map((id) =>
    ownProfile({ tenant: TENANT, shop: SHOP }, "user", id),
  );
  expect(await before(NOW - 13 * DAY)).toEqual(new Set());
  expect(await before(NOW - DAY)).toEqual(new Set([first]));
  expect(await before(NOW)).toEqual(new Set([first, second]));
});
