import { gaussian, momentsOf, seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import type { Arms } from "../report/facts.ts";
import { estimatesOf, openBeside, type Tried, together, worthOf } from "./worth.ts";

/** Each of `people` buys with this chance, for one unit. */
function arms(random: () => number, rates: readonly [number, number], people = 60): Arms {
  const of = (rate: number, n: number) => {
    const earned = Array.from({ length: n }, () => (random() < rate ? 1_000 : 0));
    const own = momentsOf(earned);
    const elsewhere = momentsOf(earned.map(() => 0));
    return {
      ...{ people: n, buyers: earned.filter((x) => x > 0).length },
      ...{ earned: own, own, elsewhere },
    };
  };
  return { treated: of(rates[0], people), heldOut: of(rates[1], Math.round(people / 2)) };
}
const many = (n: number, rates: readonly [number, number], seed = 1): Tried[] => {
  const random = seeded(seed);
  return Array.from({ length: n }, () => ({ arms: arms(random, rates), unit: 1_000, open: 1 }));
};

test("BR28 many small executions together tell what one more person is worth, and a useless play is worth nothing", () => {
  const useful = worthOf(many(40, [0.3, 0.2]));
  expect(useful?.mean).toBeGreaterThan(0.06);
  expect(useful?.mean).toBeLessThan(0.14);
  const useless = worthOf(many(40, [0.2, 0.2], 2));
  expect(Math.abs(useless?.mean ?? 1)).toBeLessThan(0.04);
});

test("BR51 buyers won are people: who takes three is one, and what was bought of other goods is none", () => {
  const plain = many(40, [0.3, 0.2]);
  const threefold = plain.map((one) => ({ ...one, unit: one.unit / 3 }));
  const others = plain.map(({ arms: { treated, heldOut }, ...one }) => ({
    ...one,
    arms: { treated: { ...treated, elsewhere: treated.own }, heldOut },
  }));
  const won = worthOf(plain)?.won ?? 0;
  expect(won).toBeCloseTo(worthOf(plain)?.mean ?? 1, 2);
  expect(worthOf(threefold)?.mean ?? 0).toBeGreaterThan(2 * won);
  expect(Math.abs((worthOf(threefold)?.won ?? 0) - won)).toBeLessThan(0.02);
  expect(worthOf(others)?.mean ?? 0).toBeGreaterThan(0.01 + won);
  expect(worthOf(others)?.won).toBeCloseTo(won, 10);
});

test("BR28 little data says little: after one execution the belief is wide", () => {
  const one = worthOf(many(1, [0.3, 0.2]));
  const forty = worthOf(many(40, [0.3, 0.2]));
  expect(one?.variance ?? 0).toBeGreaterThan(4 * (forty?.variance ?? 1));
});

test("BR28 an arm in which nobody happened to buy is no certainty, and one without people says nothing", () => {
  const random = seeded(3);
  const tries = [...many(10, [0.2, 0.1]), { arms: arms(random, [0, 0], 10), unit: 1_000, open: 1 }];
  const variances = estimatesOf(tries, "own").map(({ variance }) => variance);
  expect(variances.at(-1)).toBeGreaterThan(Math.max(...variances.slice(0, -1)));
  const empty = { ...arms(random, [0.2, 0.1]), heldOut: arms(random, [0, 0], 0).heldOut };
  expect(worthOf([{ arms: empty, unit: 1_000, open: 1 }])).toBeNull();
  expect(worthOf([])).toBeNull();
});

test("BR28 what people shop for otherwise is noise that hides no effect; moved sales are seen when there are many", () => {
  const moved = (n: number, loss: number) => {
    const random = seeded(11);
    return many(n, [0.3, 0.2], 5).map(({ arms: { treated, heldOut }, unit }) => {
      const shopping = (people: number, less: number) =>
        momentsOf(Array.from({ length: people }, () => 1_500 + 2_000 * gaussian(random) - less));
      return {
        ...{ unit, open: 1 },
        arms: {
          treated: { ...treated, elsewhere: shopping(treated.people, loss) },
          heldOut: { ...heldOut, elsewhere: shopping(heldOut.people, 0) },
        },
      };
    });
  };
  const noisy = worthOf(moved(12, 0));
  expect(Math.abs((noisy?.mean ?? 1) - (worthOf(many(12, [0.3, 0.2], 5))?.mean ?? 0))).toBeLessThan(
    0.02,
  );
  // All that was won is taken from other goods: with 54,000 people it is known.
  expect(worthOf(moved(600, 100))?.mean ?? 1).toBeLessThan(0.05);
});

test("BR28 who would buy anyway cannot be won: where fewer would, the same result is expected to be larger", () => {
  const tries = [
    ...many(20, [0.7, 0.6], 7).map((one) => ({ ...one, open: 0.4 })),
    ...many(20, [0.4, 0.2], 8).map((one) => ({ ...one, open: 0.8 })),
  ];
  const told = worthOf(tries);
  expect(told?.open).toBeCloseTo(0.6, 9);
  expect(told?.mean ?? 0).toBeGreaterThan(0.11);
  expect(told?.mean ?? 0).toBeLessThan(0.19);
  expect(openBeside({ mean: 6, people: 10 })).toBeCloseTo(0.4, 9);
  expect(openBeside({ mean: 10, people: 10 })).toBe(0.2);
  expect(openBeside({ mean: 0, people: 0 })).toBe(1);
});

test("BR28 what a sale earns scales out: twice the price at the same effect is the same worth in sales", () => {
  const dear = many(20, [0.3, 0.2]).map(({ arms: { treated, heldOut } }) => {
    const twice = ({ n, mean, m2 }: typeof treated.earned) => ({ n, mean: 2 * mean, m2: 4 * m2 });
    return {
      arms: {
        treated: { ...treated, own: twice(treated.own) },
        heldOut: { ...heldOut, own: twice(heldOut.own) },
      },
      ...{ unit: 2_000, open: 1 },
    };
  });
  expect(worthOf(dear)?.mean).toBeCloseTo(worthOf(many(20, [0.3, 0.2]))?.mean ?? 0, 9);
  const all = together(dear.map((one) => one.arms));
  expect(all.treated.people).toBe(20 * 60);
  expect(all.treated.earned.n).toBe(20 * 60);
});
