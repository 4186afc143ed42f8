import { seeded } from "@zhongshu/numerics";
import { chanceUpTo } from "@zhongshu/trials";
import { expect, test } from "vitest";
import { besidePooled, covered, type Seeded } from "./tally.ts";

const LAW = { people: 40, mean: 6, excess: 0.05 };

/** What comes of promises in so many markets; in each everything is shifted by its own factor. */
function played(markets: number, plays: number, shift: (n: number) => number): readonly Seeded[] {
  const random = seeded(3);
  return Array.from({ length: markets * plays }, (_, i) => {
    const seed = Math.floor(i / plays);
    let came = 0;
    const u = random();
    while (came < LAW.people && chanceUpTo(LAW, came).upTo < u) came += 1;
    came = Math.round(came * shift(seed));
    return {
      ...{ kind: "due-again", at: 0, audience: LAW.people, promised: { low: 3, high: 9 }, came },
      ...{ told: chanceUpTo(LAW, came), pooled: null, seed },
    };
  });
}

test("promises that come as they were foretold hold eight times in ten, and those that do not, do not", () => {
  const right = covered(played(10, 300, () => 1));
  expect(right?.plays).toBe(3_000);
  expect(right?.coverage).toBeGreaterThan(0.78);
  expect(right?.coverage).toBeLessThan(0.82);
  expect(covered(played(10, 300, () => 1.6))?.coverage).toBeLessThan(0.65);
  expect(covered([])).toBeNull();
});

test("where each market has its own luck, its plays do not count as so many witnesses", () => {
  const alone = covered(played(10, 300, () => 1))?.se ?? 0;
  const shared = covered(played(10, 300, (n) => (n % 2 === 0 ? 1 : 1.6)))?.se ?? 0;
  expect(alone).toBeLessThan(0.015);
  expect(shared).toBeGreaterThan(3 * alone);
});

test("the pooled rate at a tap is of the promised plays that were over by then, and of everybody they spoke of", () => {
  const day = 86_400_000;
  const one = (at: number, audience: number, came: number) => ({
    ...{ kind: "due-again", at: at * day, audience, came, told: null },
    promised: { low: 0, high: audience },
  });
  const [first, second, third] = besidePooled(
    [one(0, 40, 10), one(3, 40, 40), one(8, 100, 20)],
    7 * day,
  );
  expect([first?.pooled, second?.pooled]).toEqual([null, null]);
  // By the eighth day only the first is over: a quarter of a hundred, whose central 80 % is 20 to 31.
  expect(third?.pooled).toEqual({ low: 20, high: 31 });
});
