import { profileId, shopId } from "@zhongshu/kernel";
import type { Way } from "@zhongshu/reach/contract";
import { expect, test } from "vitest";
import type { DueFacts, RisingFacts } from "../card/facts.ts";
import { audienceOf, enoughIn, shareOf, unprovenBy, waysOf } from "./plan.ts";

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
const group = () => ({ community: "g", name: "g", today: "posted", reason: null }) as const;
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
  const said = (share: number, way: Way, toHoldOut: number, groups = 0) =>
    unprovenBy(share, { way, toHoldOut, groups: Array.from({ length: groups }, group) })?.zh;
  expect(said(0, "inbox", 0)).toContain("未验证");
  expect(said(0.3, "inbox", 3)).toBeUndefined();
  expect(said(0.2, "group-copy", 0, 1)).toContain("只有一个群");
  expect(said(0, "group-copy", 0, 3)).toContain("一个群都不留");
  expect(said(0.2, "group-copy", 0, 3)).toContain("今天抽签的结果是几个群都发");
  expect(said(0.2, "group-copy", 1, 3)).toBeUndefined();
  expect(waysOf("due-again")[0]).toBe("inbox");
});

test("BR51 before a tap it is said whether it will tell by itself, and else how many people that takes", () => {
  const said = (people: number, over: Partial<Parameters<typeof enoughIn>[1]> = {}) => {
    const toHoldOut = Math.round(0.3 * people);
    const way = "inbox" as const;
    const preview = { way, audience: people, toSend: people - toHoldOut, toHoldOut, ...over };
    return enoughIn(facts(people, people / 5), preview, NOTHING)?.zh;
  };
  expect(said(40)).toMatch(/多半还看不出有没有用：就算能多来一半的人买，也要大约 6\d\d 人/);
  expect(said(600)).toContain("要大约");
  expect(said(2_000)).toContain("多半就看得出");
  // Nobody left out is told as unproven, and groups in group days.
  expect(said(40, { toHoldOut: 0 })).toBeUndefined();
  expect(said(40, { way: "group-copy" })).toBeUndefined();
});

test("BR51 a message that is believed to bring less needs more people, one that wins more needs fewer", () => {
  const needed = (mean: number): number => {
    const worth = { mean, variance: 0.01 ** 2, between: 0, plays: 9, open: 0.8 };
    const preview = { way: "inbox" as const, audience: 40, toSend: 28, toHoldOut: 12 };
    const told = enoughIn(facts(40, 8), preview, { ...NOTHING, worth })?.zh ?? "";
    expect(told).toContain("照以前的效果");
    return Number(/大约 ([\d,]+) 人/.exec(told)?.[1]?.replaceAll(",", ""));
  };
  expect(needed(0.02)).toBeGreaterThan(needed(0.1));
  expect(needed(0.1)).toBeGreaterThan(needed(0.3));
});

const rising: RisingFacts = {
  ...{ kind: "rising-attention", id: "r", shop: shopId("00000000-0000-7000-8000-000000000001") },
  ...{ day: "2011-09-30", topic: "t", product: "p", from: "2011-09-23", to: "2011-09-29" },
  ...{ profiles: [], bestHour: null, checks: {}, category: "c", without: [], net: 1, behind: 1 },
  community: { id: "own", name: "own", members: 3 },
  here: { customers: 3, now: 0.3, before: 0.1 },
  elsewhere: { customers: 9, now: 0.1, before: 0.1 },
};
const of = (id: string, from: number, until: number) => ({
  id,
  members: persons(until).slice(from),
});

test("BR21 a group post goes to every group of the shop whose members mostly are in no other: its own first", () => {
  const groups = [
    of("small", 20, 22),
    of("large", 10, 20),
    of("own", 0, 6),
    of("within", 0, 4),
    of("half", 4, 8),
    of("mostly-new", 18, 26),
    of("empty", 0, 0),
  ];
  expect(audienceOf(rising, "group-copy", groups)).toEqual({
    to: { communities: ["own", "large", "mostly-new"] },
    people: 6 + 10 + 6,
  });
  expect(audienceOf(rising, "inbox", groups).people).toBe(6);
  expect(audienceOf(rising, "group-copy", []).to).toEqual({ communities: ["own"] });
});
