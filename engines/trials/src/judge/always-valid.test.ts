import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { alwaysValid, type Interval, scoreInterval } from "../index.ts";

type Look = (
  one: { people: number; buyers: number },
  other: { people: number; buyers: number },
) => Interval;
type World = {
  readonly p1: number;
  readonly p0: number;
  readonly share: number;
  readonly people: number;
};

/** Share of worlds in which no look after any person ever missed the truth. */
function watched(world: World, runs: number, look: Look): number {
  const random = seeded(13);
  let never = 0;
  for (let run = 0; run < runs; run += 1) {
    const [one, other] = [
      { people: 1, buyers: 0 },
      { people: 1, buyers: 0 },
    ];
    let missed = false;
    for (let i = 0; i < world.people && !missed; i += 1) {
      const held = random() < world.share;
      const arm = held ? other : one;
      arm.people += 1;
      if (random() < (held ? world.p0 : world.p1)) arm.buyers += 1;
      const { low, high } = look(one, other);
      missed = low > world.p1 - world.p0 || high < world.p1 - world.p0;
    }
    if (!missed) never += 1;
  }
  return never / runs;
}

test("TR16 looked at after every person, it misses at no look as often as it says", () => {
  for (const level of [0.8, 0.95]) {
    const look: Look = (one, other) => alwaysValid(one, other, level);
    for (const world of [
      { p1: 0.02, p0: 0.02, share: 0.5, people: 2_000 },
      { p1: 0.12, p0: 0.1, share: 0.1, people: 2_000 },
      { p1: 0.35, p0: 0.3, share: 0.5, people: 2_000 },
    ])
      expect(watched(world, 200, look)).toBeGreaterThan(
        level - 3 * Math.sqrt((level * (1 - level)) / 200),
      );
  }
});

test("TR16 the ordinary interval does not survive the same looking", () => {
  const world = { p1: 0.1, p0: 0.1, share: 0.5, people: 1_000 };
  // From the tenth person on: it is the looking that breaks it, not the first few.
  const look: Look = (one, other) =>
    Math.min(one.buyers, other.buyers) < 10
      ? { low: -1, middle: 0, high: 1 }
      : scoreInterval(one, other, 0.8);
  expect(watched(world, 50, look)).toBeLessThan(0.6);
});

test("TR16 a fixed audience whose orders come in over the window: the difference up to now stays inside", () => {
  const random = seeded(17);
  for (const level of [0.8, 0.95]) {
    const runs = 500;
    let never = 0;
    for (let run = 0; run < runs; run += 1) {
      const orders: { at: number; treated: boolean }[] = [];
      for (let i = 0; i < 1_000; i += 1)
        if (random() < 0.12) orders.push({ at: random(), treated: true });
      for (let i = 0; i < 400; i += 1)
        if (random() < 0.08) orders.push({ at: random(), treated: false });
      let [x1, x0, missed] = [0, 0, false];
      const look = (at: number): void => {
        const { low, high } = alwaysValid(
          { people: 1_000, buyers: x1 },
          { people: 400, buyers: x0 },
          level,
        );
        if (low > at * 0.04 || high < at * 0.04) missed = true;
      };
      for (const { at, treated } of orders.toSorted((a, b) => a.at - b.at)) {
        look(at);
        if (treated) x1 += 1;
        else x0 += 1;
        look(at);
      }
      look(1);
      if (!missed) never += 1;
    }
    expect(never / runs).toBeGreaterThan(level - 0.05);
  }
});

test("TR16 its price: wider than the ordinary interval, by less than twice where it is meant to be read", () => {
  const [one, other] = [
    { people: 4_000, buyers: 200 },
    { people: 1_000, buyers: 50 },
  ];
  const always = alwaysValid(one, other, 0.8);
  const once = scoreInterval(one, other, 0.8);
  const ratio = (always.high - always.low) / (once.high - once.low);
  expect(ratio).toBeGreaterThan(1);
  expect(ratio).toBeLessThan(2);
});
