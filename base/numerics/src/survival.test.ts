import { expect, test } from "vitest";
import { seeded } from "./random.ts";
import { stillWaiting, type Wait } from "./survival.ts";

test("NU6 the worked example of Kaplan & Meier's estimator, by hand", () => {
  // At risk 5 on day 1 (1 ends), 4 on day 2 (one leaves), 3 on day 3 (1 ends), 2 on day 4 (1 ends).
  const waits: Wait[] = [
    { days: 1, ended: true },
    { days: 2, ended: false },
    { days: 3, ended: true },
    { days: 4, ended: true },
    { days: 9, ended: false },
  ];
  const curve = stillWaiting(waits, 5);
  [1, 4 / 5, 4 / 5, (4 / 5) * (2 / 3), (4 / 5) * (2 / 3) * (1 / 2)].forEach((s, t) => {
    expect(curve[t]).toBeCloseTo(s, 12);
  });
  expect([...stillWaiting([], 2)]).toEqual([1, 1, 1]);
});

test("NU6 half the waits cut off by chance leave the curve where it was", () => {
  const random = seeded(3);
  const waits = Array.from({ length: 20_000 }, () => {
    const end = Math.floor(-20 * Math.log(1 - random()));
    const seen = Math.floor(random() * 60);
    return { days: Math.min(end, seen), ended: end <= seen };
  });
  const curve = stillWaiting(waits, 40);
  for (const t of [5, 15, 30]) expect(curve[t]).toBeCloseTo(Math.exp(-(t + 1) / 20), 1.7);
});
