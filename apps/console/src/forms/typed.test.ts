import fc from "fast-check";
import { expect, test } from "vitest";
import { amountOf, basisPoints, instantOf, minorOf, wallClock } from "./typed.ts";

test("an amount is read by its digits, never through a fraction", () => {
  expect(minorOf("59.9", "CNY")).toEqual({ kind: "value", value: 5_990 });
  expect(minorOf("￥1,234.5", "CNY")).toEqual({ kind: "value", value: 123_450 });
  expect(minorOf("0.07", "CNY")).toEqual({ kind: "value", value: 7 });
  expect(minorOf("1.15", "CNY")).toEqual({ kind: "value", value: 115 });
  expect(minorOf("900", "JPY")).toEqual({ kind: "value", value: 900 });
  expect(minorOf("  ", "CNY")).toEqual({ kind: "none" });
  for (const wrong of ["59.999", "-1", "五十", "1e3", ".5", "1.2.3"])
    expect(minorOf(wrong, "CNY"), wrong).toEqual({ kind: "unreadable" });
  expect(minorOf("900.5", "JPY")).toEqual({ kind: "unreadable" });
  expect(basisPoints("12.5%")).toEqual({ kind: "value", value: 1_250 });
});

test("what is written into a field is read back as it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 - 1 }), (minor) => {
      expect(minorOf(amountOf(minor, "CNY"), "CNY")).toEqual({ kind: "value", value: minor });
    }),
  );
  const minutes = fc.integer({ min: 0, max: 60_000_000 });
  fc.assert(
    fc.property(minutes, (n) => {
      expect(instantOf(wallClock(n * 60_000))).toEqual({ kind: "value", value: n * 60_000 });
    }),
  );
});

test("a time is Shanghai's, wherever it is typed", () => {
  expect(instantOf("2026-11-24T10:00")).toEqual({
    kind: "value",
    value: Date.UTC(2026, 10, 24, 2),
  });
  expect(instantOf("")).toEqual({ kind: "none" });
  expect(instantOf("2026-13-40T10:00")).toEqual({ kind: "unreadable" });
});
