import { DAY } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schema } from "../index.ts";
import { Chosen, changeOf, holding, USUAL } from "./policy.ts";
import { choose, policyOf } from "./store.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

test("RE19 what was not chosen is as usual, and a second choice leaves the first as it was", async () => {
  const seal = testSeal();
  expect(await db.asTenant(seal, policyOf)).toEqual(USUAL);
  await db.asTenant(seal, (ctx) => choose(ctx, { quiet: null }));
  const frequency = { most: 1, days: 3 };
  const held = await db.asTenant(seal, (ctx) => choose(ctx, { frequency }));
  expect(held).toEqual({ ...USUAL, quiet: null, frequency });
  expect(await db.asTenant(seal, policyOf)).toEqual(held);
});

test.each([
  [{ quiet: { from: -1, until: 3 } }],
  [{ frequency: { most: 0, days: 7 } }],
  [{ windowMs: 91 * DAY }],
  [{ wecom: "as many as I like" }],
])("RE19 %j is refused", (chosen) => {
  expect(Chosen.safeParse(chosen).success).toBe(false);
});

test("RE19 the audit holds what stood before and what stands after, of what changed; ended quiet hours too", () => {
  const chosen = { quiet: null, windowMs: USUAL.windowMs, withoutConsent: true };
  expect(changeOf(USUAL, chosen)).toEqual({
    before: { quiet: USUAL.quiet, withoutConsent: false },
    after: { quiet: null, withoutConsent: true },
  });
  expect(changeOf(USUAL, { quiet: USUAL.quiet })).toEqual({ before: {}, after: {} });
});

test("RE19 a stored policy that is no longer understood is as usual", () => {
  expect(holding({ wecom: "four-a-month" })).toEqual(USUAL);
  expect(holding(null)).toEqual(USUAL);
});
