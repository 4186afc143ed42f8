import { DAY } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commissionOf, type Earning, shareOf, stageOf } from "./earning.ts";

const line = (over: Partial<Earning> = {}): Earning => ({
  ...{ at: 0, currency: "CNY" },
  ...{ minor: 1_000, refunded: 0, paid: "yes", bp: 1_000 },
  ...over,
});
const when = (asOf: number) => ({ currency: "CNY", asOf, returnMs: 7 * DAY });

test("IN1 ordered is 预估, paid is 待结算, and 已结算 once the goods cannot come back any more", () => {
  expect(stageOf(line({ paid: "no" }), when(7 * DAY - 1))).toBe("estimated");
  expect(stageOf(line({ paid: "yes" }), when(7 * DAY - 1))).toBe("pending");
  expect(stageOf(line({ paid: "untold" }), when(7 * DAY - 1))).toBe("pending");
  expect(stageOf(line({ paid: "untold" }), when(7 * DAY))).toBe("settled");
});

test("IN1 a refund moves its share from wherever it stood into what was taken back", () => {
  const before = commissionOf([line(), line({ paid: "no" })], when(DAY));
  expect(before).toEqual({ estimated: 100, pending: 100, settled: 0, clawedBack: 0 });
  const after = commissionOf([line({ refunded: 400 }), line({ paid: "no" })], when(8 * DAY));
  expect(after).toEqual({ estimated: 0, pending: 0, settled: 60, clawedBack: 40 });
});

test("IN1 what is not paid by the end of its return period was never bought, and stands in no sum", () => {
  expect(stageOf(line({ paid: "no" }), when(7 * DAY))).toBe("lapsed");
  const sums = commissionOf([line({ paid: "no", refunded: 1_000 })], when(7 * DAY));
  expect(sums).toEqual({ estimated: 0, pending: 0, settled: 0, clawedBack: 0 });
});

test("IN2 each line earns by its own rule, none where no rule held, and no other currency is added", () => {
  const lines = [line({ bp: 500 }), line({ bp: null }), line({ currency: "USD" })];
  expect(commissionOf(lines, when(DAY))).toMatchObject({ pending: 50 });
});

test("IN3 the four sums add up to the share of all that was ordered and did not lapse, whatever became of it", () => {
  const lines = fc.array(
    fc.record({
      minor: fc.nat(100_000),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      paid: fc.constantFrom("yes" as const, "no" as const, "untold" as const),
      at: fc.nat(20 * DAY),
      bp: fc.option(fc.nat(10_000), { nil: null }),
    }),
  );
  fc.assert(
    fc.property(lines, fc.nat(40 * DAY), (drawn, asOf) => {
      const told = drawn.map(({ part, ...of }) =>
        line({ ...of, refunded: Math.floor(of.minor * part) }),
      );
      const sums = commissionOf(told, when(asOf));
      const alive = told.filter(({ paid, at }) => paid !== "no" || asOf < at + 7 * DAY);
      const all = alive.reduce((n, l) => n + Math.round((l.minor * (l.bp ?? 0)) / 10_000), 0);
      expect(sums.estimated + sums.pending + sums.settled + sums.clawedBack).toBe(all);
    }),
  );
});

test("IN5 a share is to the nearest minor unit, halves upward, and nothing where no rule held", () => {
  expect([shareOf(49, 100), shareOf(50, 100), shareOf(149, 100), shareOf(100, null)]).toEqual([
    0, 1, 1, 0,
  ]);
});
