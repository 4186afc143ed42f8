import { expect, test } from "vitest";
import { bestHour } from "./hour.ts";

const counts = (at: Readonly<Record<number, number>>): number[] =>
  Array.from({ length: 24 }, (_, hour) => at[hour] ?? 0);

test("BR10 the best hour is the liveliest with its neighbours, the earlier of equals", () => {
  expect(bestHour(counts({ 10: 60, 11: 0, 15: 40, 16: 40, 17: 40 }))?.hour).toBe(16);
  expect(bestHour(counts({ 9: 50, 18: 50 }))?.hour).toBe(9);
});

test("BR10 what is done at night, when nothing may be sent, neither names an hour nor counts", () => {
  for (const night of [22, 23, 2, 7]) {
    expect(bestHour(counts({ [night]: 500, 14: 99 }))).toBeNull();
    const best = bestHour(counts({ [night]: 500, 14: 120 }));
    expect(best?.hour).toBe(14);
    expect(best?.basis.zh).toContain("120 次");
  }
});

test("BR10 with fewer than a hundred actions no hour is named", () => {
  expect(bestHour(counts({ 10: 99 }))).toBeNull();
  expect(bestHour(counts({ 10: 100 }))?.hour).toBe(10);
});
