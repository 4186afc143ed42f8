import { expect, test } from "vitest";
import { monthsAfter, spoken } from "./month.ts";

test("months follow each other over the turn of a year", () => {
  expect(monthsAfter("2026-12", 1)).toBe("2027-01");
  expect(monthsAfter("2026-01", -1)).toBe("2025-12");
  expect(monthsAfter("2026-03", -1)).toBe("2026-02");
  expect(spoken("2026-03")).toEqual({ year: "2026", month: "3" });
});
