import { profileId, shopId } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import type { DueFacts } from "../card/facts.ts";
import { shareOf, unprovenBy, waysOf } from "./plan.ts";

const NOTHING = { learnt: null, came: [], rates: null, worth: null };
const facts = (people: number, buyers: number): DueFacts => ({
  ...{ kind: "due-again", id: "c", shop: shopId("00000000-0000-7000-8000-000000000001") },
  ...{ day: "2011-09-30", topic: "t", product: "p", from: "2011-09-01", to: "2011-09-29" },
  profiles: persons(people),
  ...{ bestHour: null, checks: {}, again: null, since: 30 },
  expected: { buyers, low: 0, high: people, excess: 0 },
  past: { cases: 0, foretold: 0, came: 0 },
});
const persons = (n: number) =>
  Array.from({ length: n }, (_, i) =>
    profileId(`00000000-0000-7000-8000-${String(i).padStart(12, "0")}`),
  );
const share = (people: number, buyers: number): number =>
  shareOf(facts(people, buyers), { persons: persons(people) }, NOTHING);

test("BR21 the more buyers are expected, the smaller the part that has to be left out", () => {
  expect(share(40_000, 8_000)).toBe(0.1);
  expect(share(1_000, 200)).toBeGreaterThan(0.1);
  expect(share(1_000, 200)).toBeLessThanOrEqual(0.5);
});

test("BR21 an execution too small to speak for itself leaves out three in ten at most", () => {
  for (const people of [3, 12, 41, 90]) expect(share(people, people / 5)).toBeLessThanOrEqual(0.3);
  expect(share(41, 8)).toBeGreaterThanOrEqual(0.1);
});

test("BR21 a single group is never left out, of several some are, and nobody left out is said to prove nothing", () => {
  expect(shareOf(facts(9, 2), { communities: ["a"] }, NOTHING)).toBe(0);
  expect(shareOf(facts(9, 2), { communities: ["a", "b"] }, NOTHING)).toBe(0.2);
  expect(unprovenBy(0, "inbox")?.zh).toContain("未验证");
  expect(unprovenBy(0, "group-copy")?.zh).toContain("参考");
  expect(unprovenBy(3, "inbox")).toBeNull();
  expect(waysOf("due-again")[0]).toBe("inbox");
});
