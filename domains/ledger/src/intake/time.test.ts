import { describe, expect, test } from "vitest";
import { deepJson, unfit } from "./hygiene.ts";
import { happenedAt, parseInstant } from "./time.ts";

const NOW = Date.UTC(2026, 0, 15, 4);
const clocks = { timestamp: undefined, originalTimestamp: undefined, sentAt: undefined };
const told = (over: object) =>
  happenedAt({ ...clocks, receivedAt: NOW, historical: false, ...over });

describe("LE3 time", () => {
  test.each([
    ["2026-01-15T04:00:00Z", NOW],
    ["2026-01-15T12:00:00+08:00", NOW],
    ["2026-01-15T12:00:00.000+0800", NOW],
    ["2026-01-15T04:00:00", NOW],
    ["2026-01-15 04:00", NOW],
    ["2026-01-15", Date.UTC(2026, 0, 15)],
    ["15.01.2026", null],
    ["2026-13-01T00:00:00Z", null],
    ["2026-02-31T00:00:00Z", null],
    ["2026-02-29", null],
    [NOW, null],
    ["", null],
  ])("LE3 %s is read as %s", (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });

  test("LE3 without a timestamp it happened when it came", () => {
    expect(told({})).toEqual({ ok: true, value: NOW });
  });

  test("LE3 the last instant that is believed, and the first that is not", () => {
    const ahead = (ms: number) => told({ timestamp: new Date(NOW + ms).toISOString() }).ok;
    expect([ahead(86_400_000), ahead(86_400_001)]).toEqual([true, false]);
    expect(told({ timestamp: "2000-01-01T00:00:00Z" }).ok).toBe(true);
    expect(told({ timestamp: "1999-12-31T23:59:59Z" }).ok).toBe(false);
  });

  test("LE3 history is never corrected by the sender's clock of today", () => {
    const sentAt = new Date(NOW - 3_600_000).toISOString();
    const timestamp = "2011-09-30T00:00:00Z";
    const at = Date.UTC(2011, 8, 30);
    expect(told({ timestamp, sentAt, historical: true })).toEqual({ ok: true, value: at });
    expect(told({ timestamp, sentAt })).toEqual({ ok: true, value: at + 3_600_000 });
  });
});

describe("LE4 hygiene", () => {
  test("LE4 the limit of an event is counted in bytes", () => {
    const event = (n: number) => ({ text: "字".repeat(n) });
    const most = Math.floor((32 * 1024 - JSON.stringify(event(0)).length) / 3);
    expect(unfit(event(most))).toBeNull();
    expect(unfit(event(most + 1))?.code).toBe("event.too-large");
  });

  test("LE4 what is nested too deep can still be written down as it came", () => {
    const shallow = { a: [1, "二", null, { b: true }], c: {} };
    expect(deepJson(shallow)).toBe(JSON.stringify(shallow));
    const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const deep: unknown = JSON.parse(text);
    expect(unfit(deep)?.code).toBe("event.too-deep");
    expect(deepJson(deep)).toBe(text);
  });
});
