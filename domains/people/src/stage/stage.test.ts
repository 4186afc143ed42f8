import { DAY } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { rhythmOf, stageOf } from "./stage.ts";

const now = 1_000 * DAY;
const life = (orders: number, orderedDaysAgo: number, seenDaysAgo = orderedDaysAgo) => ({
  firstSeen: 0,
  lastSeen: now - seenDaysAgo * DAY,
  orders,
  lastOrderAt: orders === 0 ? null : now - orderedDaysAgo * DAY,
});

test.each([
  ["visitor", life(0, 0)],
  ["new", life(1, 30)],
  ["active", life(1, 31)],
  ["active", life(2, 1)],
  ["active", life(2, 60)],
  ["silent", life(2, 61)],
  ["silent", life(2, 180)],
  ["lost", life(2, 181)],
  ["active", life(5, 400, 3)],
] as const)("PE7 by the usual rhythm of 30 days a customer is %s", (stage, facts) => {
  expect(stageOf(facts, 30, now)).toBe(stage);
});

test("PE7 a shop's own rhythm replaces the usual one, within 7 to 180 days", () => {
  expect([null, 3, 45, 400].map(rhythmOf)).toEqual([30, 7, 45, 180]);
  expect(stageOf(life(2, 61), rhythmOf(45), now)).toBe("active");
});
