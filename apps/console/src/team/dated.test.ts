import { startOf } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { fromOf, standing } from "./dated.ts";

test("of dated rows the last begun one holds, later ones are planned, earlier ones were", () => {
  const rows = [30, 10, 20, 40].map((validFrom) => ({ validFrom }));
  expect(standing(rows, 20)).toEqual({
    current: { validFrom: 20 },
    planned: [{ validFrom: 30 }, { validFrom: 40 }],
    past: [{ validFrom: 10 }],
  });
  expect(standing(rows, 5).current).toBeNull();
});

test("today is from now on, a later day from its beginning, a past day is refused", () => {
  const now = startOf("2026-11-24") + 5_000;
  expect(fromOf("2026-11-24", now)).toBeNull();
  expect(fromOf("2026-12-01", now)).toBe(startOf("2026-12-01"));
  expect(fromOf("2026-11-23", now)).toBe("flaw");
  expect(fromOf("", now)).toBe("flaw");
});
