import { businessDay, DAY } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import { drawPosts } from "./tap.ts";

const START = Date.UTC(2011, 8, 1);
const DAYS = 2_000;
const names = (most: number): readonly string[] =>
  Array.from({ length: most }, (_, i) => `group-${i}`);
const plan = (holdOut: number) => ({ play: "rising-attention", card: "c", key: "k", holdOut });

/** How often each group is left out, and on how many days all are. */
function over(groups: readonly string[], holdOut: number) {
  const left = new Map(groups.map((name) => [name, 0]));
  let everybody = 0;
  for (let day = 0; day < DAYS; day++) {
    const armed = drawPosts(plan(holdOut), groups, businessDay(START + day * DAY));
    const out = groups.filter((name) => armed(name) === "held-out");
    for (const name of out) left.set(name, (left.get(name) ?? 0) + 1);
    if (out.length === groups.length) everybody += 1;
  }
  return { shares: [...left.values()].map((n) => n / DAYS), everybody };
}

test("RE32 every group has the very chance that was asked for, and one is always posted to", () => {
  for (const [groups, share] of [
    [2, 0.2],
    [2, 0.5],
    [3, 0.2],
    [7, 0.2],
  ] as const) {
    const { shares, everybody } = over(names(groups), share);
    expect(everybody).toBe(0);
    const wide = 4 * Math.sqrt((share * (1 - share)) / DAYS);
    for (const one of shares) expect(Math.abs(one - share)).toBeLessThan(wide);
  }
});

test("RE32 the draw is the same whenever it is asked, another one for another card, and nobody is left out of one", () => {
  const day = businessDay(START);
  const drawn = (card: string) => {
    const armed = drawPosts({ ...plan(0.4), card }, names(30), day);
    return names(30).map(armed);
  };
  expect(drawn("a")).toEqual(drawn("a"));
  expect(drawn("a")).not.toEqual(drawn("b"));
  expect(drawPosts(plan(0.5), ["only"], day)("only")).toBe("treated");
  expect(over(names(4), 0).shares).toEqual([0, 0, 0, 0]);
});
