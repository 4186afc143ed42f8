import { expect, test } from "vitest";
import { interests } from "./interest.ts";

test("PE9 a touch counts half after 30 days, and one of a later day not at all", () => {
  expect(
    interests(
      [
        { day: "2011-09-30", category: "milk", touches: 1 },
        { day: "2011-08-31", category: "tea", touches: 4 },
        { day: "2011-10-01", category: "rice", touches: 9 },
      ],
      "2011-09-30",
    ),
  ).toEqual([
    { category: "tea", share: 2 / 3 },
    { category: "milk", share: 1 / 3 },
  ]);
  expect(interests([], "2011-09-30")).toEqual([]);
});
