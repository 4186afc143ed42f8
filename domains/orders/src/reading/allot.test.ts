import fc from "fast-check";
import { expect, test } from "vitest";
import { allot } from "./allot.ts";

const refund = (at: number, minor: number, name = `r${at}`) => ({
  ...{ refund: name, ordinal: 1, at, minor },
});

test("OR31 refunds take from the earliest line first, never more than it, in the order of time", () => {
  const lines = [
    { ordinal: 2, minor: 80 },
    { ordinal: 1, minor: 100 },
  ];
  const taken = allot(lines, [refund(5, 500), refund(1, 130)]);
  expect(taken.get(1)?.map(({ at, minor }) => [at, minor])).toEqual([[1, 100]]);
  expect(taken.get(2)?.map(({ at, minor }) => [at, minor])).toEqual([
    [1, 30],
    [5, 50],
  ]);
});

test("OR31 a later refund changes no part of an earlier one, and nothing is taken twice", () => {
  const amounts = fc.array(fc.nat(200), { minLength: 1, maxLength: 5 });
  const told = fc.array(fc.tuple(fc.nat(20), fc.nat(300)), { maxLength: 6 });
  fc.assert(
    fc.property(amounts, told, fc.nat(20), (minors, refunds, cut) => {
      const lines = minors.map((minor, i) => ({ ordinal: i + 1, minor }));
      const all = refunds.map(([at, minor], i) => refund(at, minor, `r${i}`));
      const early = all.filter(({ at }) => at <= cut);
      const whole = allot(lines, all);
      const before = allot(lines, early);
      const sum = (of: ReturnType<typeof allot>) =>
        [...of.values()].flat().reduce((n, { minor }) => n + minor, 0);
      for (const { ordinal } of lines)
        expect(whole.get(ordinal)?.filter(({ at }) => at <= cut)).toEqual(before.get(ordinal));
      const asked = all.reduce((n, { minor }) => n + minor, 0);
      expect(sum(whole)).toBe(
        Math.min(
          asked,
          minors.reduce((n, minor) => n + minor, 0),
        ),
      );
    }),
  );
});
