import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { tastesOf } from "./taste.ts";

test("PE48 a category that many more members favour than others do names a community", () => {
  expect(
    tastesOf([
      { category: "辅食", members: 30, everybody: 130 },
      { category: "健身", members: 5, everybody: 300 },
      { category: "零食", members: 15, everybody: 320 },
    ]),
  ).toMatchObject([{ category: "辅食", share: 0.6, elsewhere: 100 / 700 }]);
});

test("PE48 too few members, or nobody to compare with, and nothing is said", () => {
  expect(tastesOf([{ category: "辅食", members: 19, everybody: 200 }])).toBeNull();
  expect(tastesOf([{ category: "辅食", members: 40, everybody: 40 }])).toBeNull();
});

test("PE48 of communities drawn by lot fewer than one in twenty is named at all", () => {
  const random = seeded(5);
  const people = Array.from({ length: 1_000 }, () => Math.floor(random() * 8));
  let named = 0;
  for (let n = 0; n < 1_000; n++) {
    const members = people.map((category) => ({ category, in: random() < 0.06 }));
    const favourites = Array.from({ length: 8 }, (_, category) => ({
      category: String(category),
      members: members.filter((one) => one.in && one.category === category).length,
      everybody: people.filter((each) => each === category).length,
    }));
    if ((tastesOf(favourites) ?? []).length > 0) named++;
  }
  expect(named / 1_000).toBeLessThan(0.05);
});
