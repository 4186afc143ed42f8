import { DAY, profileId, shopId } from "@zhongshu/kernel";
import type { Way } from "@zhongshu/reach/contract";
import { expect, test } from "vitest";
import type { DueFacts, RisingFacts } from "../card/facts.ts";
import type { Beliefs } from "../promise/promises.ts";
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

const WEEK = 7 * DAY;
type Sides = Parameters<typeof enoughIn>[1];
/** So many people, three in ten of them left out, of whom one in five buys anyway. */
function enough(people: number, over: Partial<Sides> = {}, beliefs: Beliefs = NOTHING) {
  const toHoldOut = over.toHoldOut ?? Math.round(0.3 * people);
  const groups: Sides["groups"] = [];
  const sides = {
    way: "inbox",
    audience: people,
    holdOutShare: 0.3,
    groups,
    windowMs: WEEK,
  } as const;
  const split = { toSend: people - toHoldOut, toHoldOut };
  return enoughIn(facts(people, people / 5), { ...sides, ...split, ...over }, beliefs)?.zh;
}

test("BR51 before a tap it is said whether it will tell by itself, and else how many people that takes", () => {
  expect(enough(40)).toMatch(/多半还看不出有没有用：就算能多来一半的人买，也要大约 6\d\d 人/);
  expect(enough(600)).toContain("也要大约");
  expect(enough(2_000)).toContain("多半就看得出");
  // 20 of 2,000 tell nothing, however many get it.
  expect(enough(2_000, { toHoldOut: 20 })).toContain("先不发的只有 20 位");
  // Nobody left out is told as unproven, groups in group days, and of other windows nothing is known.
  expect(enough(40, { toHoldOut: 0 })).toBeUndefined();
  expect(enough(40, { way: "group-copy", groups: [group()] })).toBeUndefined();
  expect(enough(40, { way: "group-copy", groups: [group(), group()] })).toContain("20 个群日");
  expect(enough(40, { windowMs: 90_000 })).toBeUndefined();
});

test("BR51 what is believed to win few buyers needs more people; what it earns on other goods is no buyer", () => {
  const needed = (won: number, mean: number = won): string => {
    const worth = { mean, won, variance: 0.01 ** 2, between: 0, plays: 9, open: 0.8 };
    return enough(40, {}, { ...NOTHING, worth }) ?? "";
  };
  const number = (said: string) => Number(/大约 ([\d,]+) 人/.exec(said)?.[1]?.replaceAll(",", ""));
  expect(needed(0.02)).toContain("照以前的效果");
  expect(number(needed(0.02))).toBeGreaterThan(number(needed(0.1)));
  expect(number(needed(0.1))).toBeGreaterThan(number(needed(0.3)));
  expect(needed(0.1, 0.4)).toBe(needed(0.1));
  expect(needed(0.0001)).toContain("也要十万人以上");
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
