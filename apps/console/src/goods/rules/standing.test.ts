import { expect, test } from "vitest";
import { emptyRule, inOrder, ruleOf, standingOf } from "./standing.ts";

const day = (n: number): number => Date.UTC(2026, 10, n, -8);
const rule = (from: number, until: number | null, subject = "") => ({
  scope: subject === "" ? ("shop" as const) : ("category" as const),
  subject,
  validFrom: day(from),
  validUntil: until === null ? null : day(until),
});

test("of two rules for the same thing the later one holds; a rule ends before its last instant", () => {
  const [old, now, later, gone, tea] = [
    rule(1, null),
    rule(10, null),
    rule(30, null),
    rule(2, 20),
    rule(1, null, "茶"),
  ];
  const all = [gone, old, later, tea, now];
  const at = day(20);
  expect(all.map((each) => standingOf(each, all, at))).toEqual([
    "past",
    "replaced",
    "planned",
    "current",
    "current",
  ]);
  expect(inOrder(all, at)).toEqual([now, tea, later, old, gone]);
});

test("a rule is written in whole days of Shanghai and in basis points, or in whole minor units for each piece", () => {
  const draft = { ...emptyRule(day(24)), percent: "12.5", until: "2026-11-30" };
  expect(ruleOf(draft)).toEqual({
    scope: "shop",
    subject: "",
    bp: 1_250,
    validFrom: day(24),
    validUntil: day(31),
  });
  expect(ruleOf({ ...draft, by: "each", each: "3.5" })).toMatchObject({
    each: { minor: 350, currency: "CNY" },
  });
  expect(ruleOf({ ...draft, by: "each", each: "3.5", currency: "GBP" })).toMatchObject({
    each: { minor: 350, currency: "GBP" },
  });
  expect(ruleOf({ ...draft, by: "each", each: "3.555" })).toBe("each");
  expect(ruleOf({ ...draft, until: "2026-11-01" })).toBe("until");
  expect(ruleOf({ ...draft, percent: "120" })).toBe("percent");
  expect(ruleOf({ ...draft, scope: "category" })).toBe("subject");
  expect(ruleOf({ ...draft, from: "" })).toBe("from");
});
