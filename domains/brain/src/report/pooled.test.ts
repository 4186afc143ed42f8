import { shopId } from "@zhongshu/kernel";
import { gaussian, momentsOf } from "@zhongshu/numerics";
import { seeded } from "@zhongshu/testing";
import { expect, test } from "vitest";
import type { Past } from "../learn/past.ts";
import type { Arm } from "./facts.ts";
import { liftPooled } from "./lift.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const UNKNOWN = { known: false, why: { zh: "不知道", en: "unknown" } } as const;

/** One execution: so many people, three in ten of them left out; what a sale earns; what the message adds to a rate. */
type Play = { readonly people: number; readonly unit: number; readonly adds: number };
const BASE = 0.2;

/** Three in ten buy something else as well, whatever they are written. */
function armOf(people: number, { rate, unit }: { rate: number; unit: number }, dice: () => number) {
  const own = Array.from({ length: people }, () => (dice() < rate ? unit : 0));
  const elsewhere = own.map(() => (dice() < 0.3 ? 1_500 * Math.exp(0.8 * gaussian(dice)) : 0));
  const arm: Arm = {
    ...{ people, buyers: own.filter((sum) => sum > 0).length },
    earned: momentsOf(own.map((sum, i) => sum + (elsewhere[i] ?? 0))),
    ...{ own: momentsOf(own), elsewhere: momentsOf(elsewhere) },
  };
  return arm;
}

function pastOf({ people, unit, adds }: Play, n: number, dice: () => number): Past {
  const left = Math.round(people * 0.3);
  const arms = {
    treated: armOf(people - left, { rate: BASE + adds, unit }, dice),
    heldOut: armOf(left, { rate: BASE, unit }, dice),
  };
  return {
    ...{ shop: shopId(id(1)), execution: id(n), key: id(n), card: id(n), kind: "due-again" },
    ...{ way: "inbox", community: null, product: "tea", unit, audience: people, currency: "CNY" },
    ...{ promises: { orders: UNKNOWN, worth: UNKNOWN }, forecast: null, at: 0, closesAt: 1 },
    ...{ returnsUntil: 2, state: "final", asOf: 2 },
    result: { came: 0, arms, clusters: [], holdOutShare: 0.3, spoilt: false },
  };
}

const RUNS = 1_000;

/** How often the told ranges hold what the messages really added, and how often they say anything of a direction. */
function told(plays: (dice: () => number) => readonly Play[]) {
  const dice = seeded(5);
  const held = { buyers: 0, worth: 0, stated: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    const made = plays(dice);
    const lift = liftPooled(
      made.map((play, n) => pastOf(play, n + 1, dice)),
      false,
      "CNY",
    )?.lift;
    if (!lift?.known || lift.worth === null) throw new Error("Nothing was told");
    const people = ({ people }: Play) => people - Math.round(people * 0.3);
    const more = made.reduce((sum, play) => sum + people(play) * play.adds, 0);
    const earned = made.reduce((sum, play) => sum + people(play) * play.adds * play.unit, 0);
    const { buyers, worth } = lift;
    held.buyers += buyers.low <= more && more <= buyers.high ? 1 / RUNS : 0;
    held.worth += worth.low.minor <= earned && earned <= worth.high.minor ? 1 / RUNS : 0;
    const { zh } = lift.words;
    held.stated += zh.startsWith("95% 的把握") ? 1 / RUNS : 0;
    expect(zh.startsWith("看不出")).toBe(buyers.low <= 0 && buyers.high >= 0);
  }
  return held;
}

const so = (n: number, play: Play): readonly Play[] => Array.from({ length: n }, () => play);
const usual = { people: 60, unit: 1_200, adds: 0.08 };

// Where the mean effect of a play was told times all people, these held .89, .73, .00, .51 of their 80 % ranges.
test.each([
  ["alike", () => so(20, usual)],
  [
    "of goods at all prices",
    (dice: () => number) =>
      so(20, usual).map((play) => ({
        ...play,
        unit: Math.round(1_200 * Math.exp(gaussian(dice))),
      })),
  ],
  [
    "ten of a cheap thing and three of a dear one",
    () => [
      ...so(10, { people: 300, unit: 200, adds: 0.06 }),
      ...so(3, { people: 300, unit: 8_000, adds: 0.06 }),
    ],
  ],
  [
    "of which only the small ones bring anything",
    () => [
      ...so(18, { people: 20, unit: 1_200, adds: 0.15 }),
      ...so(2, { people: 400, unit: 1_200, adds: 0 }),
    ],
  ],
  [
    "of which only the large ones bring anything",
    () => [
      ...so(18, { people: 20, unit: 1_200, adds: 0 }),
      ...so(2, { people: 400, unit: 1_200, adds: 0.1 }),
    ],
  ],
] as const)(
  "BR25 what is told of executions %s is what they added, 95 times in 100",
  (_, plays) => {
    const held = told(plays);
    // Of 1,000 ranges 950 are expected to hold the truth, give or take 6.9.
    for (const share of [held.buyers, held.worth]) {
      expect(share).toBeGreaterThan(0.925);
      expect(share).toBeLessThan(0.975);
    }
  },
);

test("BR25 where messages do nothing, something is said of them no more than one time in twenty", () => {
  const none = told(() => so(20, { ...usual, adds: 0 }));
  expect(none.stated).toBeLessThan(0.07);
  expect(none.worth).toBeGreaterThan(0.925);
});
