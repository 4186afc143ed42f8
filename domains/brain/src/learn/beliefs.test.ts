import { DAY, HOUR, shopId } from "@zhongshu/kernel";
import { momentsOf, zeros } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { beliefsOf } from "./beliefs.ts";
import type { Past } from "./past.ts";

const UNKNOWN = { known: false, why: { zh: "不知道", en: "unknown" } } as const;
const arm = (people: number, buyers: number) => {
  const earned = momentsOf(Array.from({ length: people }, (_, n) => (n < buyers ? 100 : 0)));
  return { people, buyers, earned, own: earned, elsewhere: zeros(people) };
};
/** A group's members written to, with so many buyers among 60 and 25. */
const past = (ms: number, buyers: readonly [number, number]): Past => ({
  ...{ shop: shopId("00000000-0000-7000-8000-000000000001"), execution: "e", key: "k", card: "c" },
  ...{ kind: "rising-attention", way: "inbox", community: "g", product: "tea", audience: 85 },
  ...{ unit: 100, currency: "CNY", forecast: null, at: 0, closesAt: ms, returnsUntil: 30 * DAY },
  ...{ promises: { orders: UNKNOWN, worth: UNKNOWN }, state: "final", asOf: 30 * DAY },
  result: {
    ...{ came: buyers[0] + buyers[1], clusters: [], holdOutShare: 0.3, spoilt: false },
    arms: { treated: arm(60, buyers[0]), heldOut: arm(25, buyers[1]) },
  },
});

test("BR47 what is believed of rate and worth rests on windows of a week alone, whatever came in shorter ones", () => {
  const weeks = Array.from({ length: 6 }, () => past(7 * DAY, [20, 5]));
  const hours = Array.from({ length: 9 }, () => past(HOUR, [0, 0]));
  const asked = { kind: "rising-attention", at: 40 * DAY } as const;
  const believed = beliefsOf(asked, [...hours, ...weeks], []);
  expect(believed).toEqual(beliefsOf(asked, weeks, []));
  expect(believed.came).toHaveLength(6);
  expect(believed.worth?.plays).toBe(6);
});
