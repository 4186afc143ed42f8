import { shopId } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/testing";
import { expect, test } from "vitest";
import type { Past } from "../learn/past.ts";
import type { ArmName, Cluster } from "./facts.ts";
import { liftPooled } from "./lift.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const UNKNOWN = { known: false, why: { zh: "不知道", en: "unknown" } } as const;

const pastOf = (n: number, clusters: readonly Cluster[], holdOutShare: number): Past => ({
  ...{ shop: shopId(id(1)), execution: id(n), key: id(n), card: id(n), kind: "rising-attention" },
  ...{ way: "group-copy", community: clusters[0]?.community ?? null, product: "tea", unit: 1_000 },
  ...{ audience: 200, currency: "CNY", promises: { orders: UNKNOWN, worth: UNKNOWN } },
  ...{ forecast: null, at: 0, closesAt: 1, returnsUntil: 2, state: "final", asOf: 2 },
  result: { came: 0, arms: null, clusters, holdOutShare, spoilt: false },
});

const clusterOf = (community: number, day: number, arm: ArmName, buyers: number): Cluster => ({
  ...{ community: id(community), day: `2011-09-${String(day + 1).padStart(2, "0")}`, arm },
  ...{ people: 50, buyers, earned: buyers * 1_000 },
});

/** So many days of five groups, of which one each day is left out; a post brings eight buyers more. */
function days(most: number, seed = 7): readonly Past[] {
  const random = seeded(seed);
  return Array.from({ length: most }, (_, day) => {
    const left = Math.floor(random() * 5);
    const clusters = [0, 1, 2, 3, 4].map((group) => {
      const usual = 2 + group + Math.floor(random() * 3);
      return group === left
        ? clusterOf(group, day, "held-out", usual)
        : clusterOf(group, day, "treated", usual + 8);
    });
    return pastOf(day + 1, clusters, 0.2);
  });
}

const pooled = (past: readonly Past[]) => liftPooled(past, true, "CNY")?.lift;

test("BR25 group posts speak from twenty group days of each kind on, and say how many are there before", () => {
  const few = pooled(days(19));
  expect(few?.known).toBe(false);
  expect(few && !few.known && few.why.zh).toContain("现在是 76 和 19");
  const lift = pooled(days(20));
  if (!lift?.known) throw new Error("Twenty of each kind say nothing");
  expect(lift.heldOut.people).toBe(20 * 50);
  expect(lift.words.zh).toContain("95% 的把握多赚");
});

test("BR25 a group that was posted to in any case is compared with nobody, and counts as no group day", () => {
  const alone = Array.from({ length: 30 }, (_, n) =>
    pastOf(100 + n, [clusterOf(60 + n, n % 28, "treated", 40)], 0),
  );
  const single = alone.map((past) => ({ ...past, result: { ...past.result, holdOutShare: 0.2 } }));
  for (const other of [alone, single]) {
    expect(pooled([...days(20), ...other])?.treated.people).toBe(80 * 50);
    expect(liftPooled(other, true, "CNY")).toBeNull();
  }
});

test("BR25 95 times in 100 what twenty group days of each kind say of group posts is so", () => {
  const truth = 8 * 80;
  const told = Array.from({ length: 60 }, (_, seed) => pooled(days(20, seed)));
  const right = told.filter(
    (lift) => lift?.known && lift.buyers.low <= truth && truth <= lift.buyers.high,
  );
  // Of 60 intervals 57 are expected to hold the truth, give or take 1.7.
  expect(right.length).toBeGreaterThan(53);
});
