import { businessDay, DAY, HOUR, startOf } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { alike, elapsedAt, nextLook } from "./looks.ts";

const MIDNIGHT = startOf(businessDay(Date.UTC(2026, 4, 8)));
const tap = (hour: number, days = 7) => {
  const at = MIDNIGHT - 7 * DAY + hour * HOUR;
  const closesAt = at + days * DAY;
  return { kind: "due-again", at, closesAt, returnsUntil: closesAt + 7 * DAY } as const;
};

test("BR34 of a week one look is taken as its last day begins, then when it closes; of other windows only then", () => {
  const morning = tap(10);
  expect(nextLook(morning, morning.at)).toBe(MIDNIGHT);
  expect(nextLook(morning, MIDNIGHT)).toBe(morning.closesAt);
  expect(nextLook(tap(10, 3), morning.at)).toBe(tap(10, 3).closesAt);
  const post = { ...morning, kind: "rising-attention" } as const;
  expect(nextLook(post, morning.at)).toBe(morning.closesAt);
});

test("BR34 nights are no shopping: at midnight a week that closes at ten has 2 of its 112 hours before it, one that closes at eight in the evening 12", () => {
  expect(elapsedAt(tap(10), MIDNIGHT)).toBeCloseTo(1 - 2 / 112, 10);
  expect(elapsedAt(tap(20), MIDNIGHT)).toBeCloseTo(1 - 12 / 112, 10);
  expect(elapsedAt(tap(20), MIDNIGHT + 14 * HOUR)).toBeCloseTo(1 - 6 / 112, 10);
  expect(elapsedAt(tap(7), MIDNIGHT)).toBe(1);
});

test("BR28 a result that still moves is looked at some fifty times, and for the last time when it is final", () => {
  const { closesAt, returnsUntil } = tap(10);
  expect(nextLook(tap(10), closesAt)).toBe(closesAt + (7 * DAY) / 50);
  expect(nextLook(tap(10), returnsUntil - 1)).toBe(returnsUntil);
});

test("BR47 windows of a week stand together; where there is none, those about as long as the newest", () => {
  const [week, day, hour, long] = [tap(10), tap(10, 1), tap(10, 1 / 24), tap(10, 1.1)];
  expect(alike([hour, week, day, week])).toEqual([week, week]);
  expect(alike([day, hour, long])).toEqual([day, long]);
  expect(alike([hour, day])).toEqual([hour]);
  expect(alike([])).toEqual([]);
});
