import { expect, test } from "vitest";
import { lunarDay, nationalPromotions } from "./calendar.ts";

test("BR3 the lunar feasts fall on the days that the State Council announced", () => {
  const feasts = {
    "2024-02-10": "1-1",
    "2025-01-29": "1-1",
    "2026-02-17": "1-1",
    "2025-10-06": "8-15",
    "2026-09-25": "8-15",
    "2025-05-31": "5-5",
  };
  for (const [day, lunar] of Object.entries(feasts)) expect(lunarDay(day), day).toBe(lunar);
});

test("BR3 the peaks of 618 and 双11 are national, an ordinary week is not", () => {
  expect(nationalPromotions("2026-06-14", "2026-06-18")).toEqual([
    "2026-06-16",
    "2026-06-17",
    "2026-06-18",
  ]);
  expect(nationalPromotions("2026-11-08", "2026-11-14")).toEqual([
    "2026-11-10",
    "2026-11-11",
    "2026-11-12",
  ]);
  expect(nationalPromotions("2026-07-06", "2026-07-12")).toEqual([]);
});
