import type { Predicate } from "@zhongshu/people/contract";
import { expect, test } from "vitest";
import { blank, emptyGroup, groupOf, KINDS, keysFrom, predicateOf } from "./draft.ts";

const SAVED: readonly Predicate[] = [
  { is: "tag", tag: "price", in: ["high", "usual"] },
  { is: "orders", atLeast: 2 },
  { is: "spent", atLeast: { minor: 12_350, currency: "GBP" } },
  { is: "seen", withinDays: 30 },
  { is: "interest", category: "辅食", share: 0.35 },
  { is: "member", community: "00000000-0000-7000-8000-0000000000c1" },
  { is: "rfm", figure: "m", in: [4, 5] },
  { is: "worth", atLeast: { minor: 5_000, currency: "CNY" } },
  { is: "trait", key: "城市", equals: "杭州" },
  { is: "trait", key: "月龄", equals: 8 },
];

test("what was saved is edited and saved as the same, nested and not", () => {
  const nested: Predicate = {
    is: "or",
    of: [
      ...SAVED,
      { is: "not", of: { is: "and", of: SAVED.slice(0, 2) } },
      { is: "not", of: { is: "orders", atLeast: 1 } },
    ],
  };
  expect(new Set(SAVED.map(({ is }) => is))).toEqual(new Set(KINDS));
  expect(predicateOf(groupOf(nested, keysFrom(1)))).toEqual(nested);
  expect(predicateOf(groupOf({ is: "not", of: nested }, keysFrom(1)))).toEqual({
    is: "not",
    of: nested,
  });
});

test("a stage that was saved is edited as the tag that says the same", () => {
  const draft = groupOf({ is: "stage", in: ["lost"] }, keysFrom(1));
  expect(predicateOf(draft)).toEqual({
    is: "and",
    of: [{ is: "tag", tag: "stage", in: ["lost"] }],
  });
});

test("twice not stays what it means", () => {
  const inner: Predicate = { is: "orders", atLeast: 1 };
  const twice: Predicate = { is: "not", of: { is: "not", of: inner } };
  expect(predicateOf(groupOf(twice, keysFrom(1)))).toEqual({
    is: "not",
    of: { is: "and", of: [{ is: "not", of: inner }] },
  });
});

test("no condition means everybody, one that is not filled in nothing yet", () => {
  expect(predicateOf({ ...emptyGroup(1), join: "or" })).toEqual({ is: "and", of: [] });
  for (const kind of KINDS) expect(predicateOf(blank(kind, 1))).toBeNull();
  expect(predicateOf({ ...emptyGroup(1), of: [blank("orders", 2)] })).toBeNull();
});

test("every part has a key of its own", () => {
  const group = groupOf({ is: "and", of: SAVED }, keysFrom(1));
  expect(new Set([group.key, ...group.of.map(({ key }) => key)]).size).toBe(SAVED.length + 1);
});
