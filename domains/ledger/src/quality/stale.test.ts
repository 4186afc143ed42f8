import { DAY, plusDays, startOf } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { stale } from "./stale.ts";

const TODAY = "2026-01-31";
const NOON = startOf(TODAY) + DAY / 2;
const ago = (...days: readonly number[]) => days.map((n) => plusDays(TODAY, -n));

test.each([
  ["daily, until yesterday", ago(1, 2, 3, 4), null],
  ["daily, two days ago", ago(2, 3, 4, 5), null],
  ["daily, three days ago", ago(3, 4, 5, 6), null],
  ["daily, four days ago", ago(4, 5, 6, 7), { every: 1, since: 4 }],
  ["weekly, three weeks ago", ago(21, 28, 35, 42), null],
  ["weekly, longer ago", ago(22, 29, 36, 43), { every: 7, since: 22 }],
  ["seldom", ago(10, 20, 30), null],
  ["often on one day", ago(10, 10, 10, 10), null],
  ["gone for good", ago(61, 62, 63, 64), null],
] as const)("LE23 %s", (_, days, expected) => {
  expect(stale(days, NOON)).toEqual(expected);
});
