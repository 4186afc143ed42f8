import { businessDay, money, shopId } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import type { DueFacts } from "../card/facts.ts";
import { type Beliefs, promisesOf } from "./promises.ts";

const day = businessDay(0);
const FACTS: DueFacts = {
  ...{ kind: "due-again", id: "c", shop: shopId("00000000-0000-7000-8000-000000000001"), day },
  ...{ topic: "due-again P1", product: "P1", profiles: [], from: day, to: day, bestHour: null },
  ...{ checks: {}, again: null, since: 9, expected: null },
  past: { cases: 0, foretold: 0, came: 0 },
};
const BELIEFS: Beliefs = {
  ...{ learnt: null, came: [], rates: null },
  worth: { mean: 0.05, variance: 0.02 ** 2, between: 0.01, plays: 12, open: 1, won: 0.05 },
};

test("BR42 what writing adds is promised of those who are written to, not of whoever the gate keeps back", () => {
  const worthOf = (written: number) => {
    const asked = { people: 24, written, unit: money(1_000, "CNY") };
    const { worth } = promisesOf(FACTS, asked, BELIEFS).promises;
    if (!worth.known) throw new Error("Nothing is known");
    return [worth.low.minor, worth.middle.minor, worth.high.minor];
  };
  expect(worthOf(24)[1]).toBe(24 * 50);
  expect(worthOf(2)[1]).toBe(2 * 50);
  expect(worthOf(0)).toEqual([0, 0, 0]);
  const [low = 0, , high = 0] = worthOf(24);
  const [lower = 0, , higher = 0] = worthOf(2);
  expect((higher - lower) * 12).toBeCloseTo(high - low, -2);
});
