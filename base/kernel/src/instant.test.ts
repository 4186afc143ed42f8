import { expect, test } from "vitest";
import { endOf, isDay, isInstant, plusDays, startOf } from "./instant.ts";

test("a day is one of the calendar, with days before and after it", () => {
  for (const day of ["1970-01-02", "2000-02-29", "2026-11-24", "9998-12-31"]) {
    expect(isDay(day)).toBe(true);
    expect(plusDays(plusDays(day, 1), -1)).toBe(day);
    expect(isInstant(startOf(day)) && isInstant(endOf(day))).toBe(true);
  }
  for (const text of [
    ...["", "2026-2-3", "2026-02-29", "2026-13-01", "2026-11-24T00", " 2026-11-24"],
    ...["0000-01-01", "1969-12-31", "1970-01-01", "9999-12-31", "10000-01-01", "２０２６-11-24"],
  ])
    expect(isDay(text), text).toBe(false);
});

test("an instant is a whole number of milliseconds that a date can hold", () => {
  for (const at of [0, 1, Date.UTC(2026, 10, 24), 253_402_300_799_999]) {
    expect(isInstant(at)).toBe(true);
    expect(new Date(at).getTime()).toBe(at);
  }
  for (const at of [-1, 0.5, 253_402_300_800_000, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(isInstant(at), String(at)).toBe(false);
});
