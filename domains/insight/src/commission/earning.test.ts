import { DAY, type Rate, shareOf } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commissionOf, type Earning, net, stageOf } from "./earning.ts";

const line = (over: Partial<Earning> = {}): Earning => ({
  ...{ at: 0, currency: "CNY" },
  ...{ minor: 1_000, refunded: 0, paid: "yes", quantity: 1, rate: { bp: 1_000 } },
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
  const lines = [line({ rate: { bp: 500 } }), line({ rate: null }), line({ currency: "USD" })];
  expect(commissionOf(lines, when(DAY))).toMatchObject({ pending: 50 });
});

const anyRate: fc.Arbitrary<Rate> = fc.oneof(
  fc.record({ bp: fc.nat(10_000) }),
  fc.record({ each: fc.record({ minor: fc.nat(9_000), currency: fc.constant("CNY") }) }),
);
/** What the whole of a line earns, by hand. */
function whole({ minor, quantity, rate }: Earning): number {
  if (rate === null) return 0;
  if ("bp" in rate) return Math.round((minor * rate.bp) / 10_000);
  return Math.min(minor, quantity * rate.each.minor);
}

test("IN3 IN9 the four sums add up to the share of all that was ordered and did not lapse, whatever became of it", () => {
  const lines = fc.array(
    fc.record({
      minor: fc.nat(100_000),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      paid: fc.constantFrom("yes" as const, "no" as const, "untold" as const),
      at: fc.nat(20 * DAY),
      quantity: fc.integer({ min: 1, max: 20 }),
      rate: fc.option(anyRate, { nil: null }),
    }),
  );
  fc.assert(
    fc.property(lines, fc.nat(40 * DAY), (drawn, asOf) => {
      const told = drawn.map(({ part, ...of }) =>
        line({ ...of, refunded: Math.floor(of.minor * part) }),
      );
      const sums = commissionOf(told, when(asOf));
      const alive = told.filter(({ paid, at }) => paid !== "no" || asOf < at + 7 * DAY);
      const all = alive.reduce((n, l) => n + whole(l), 0);
      expect(sums.estimated + sums.pending + sums.settled + sums.clawedBack).toBe(all);
    }),
  );
});

test("IN5 a share is to the nearest minor unit, halves upward, and nothing where no rule held", () => {
  const of = (part: number, rate: Rate | null) => shareOf(line({ minor: 1_000 }), part, rate);
  const one = { bp: 100 };
  expect([of(49, one), of(50, one), of(149, one), of(100, null)]).toEqual([0, 1, 1, 0]);
});

test("IN9 a fixed sum is for each piece, never above the line, none in another currency, and goes back in proportion", () => {
  const yuan = (minor: number) => ({ each: { minor, currency: "CNY" } });
  const three = line({ minor: 3_000, quantity: 3, rate: yuan(300) });
  expect(net(three)).toBe(900);
  expect(net({ ...three, refunded: 1_000 })).toBe(600);
  expect(net({ ...three, refunded: 1 })).toBe(900);
  expect(net({ ...three, refunded: 3_000 })).toBe(0);
  expect(net({ ...three, rate: yuan(2_000) })).toBe(3_000);
  expect(net({ ...three, minor: 0, rate: yuan(300) })).toBe(0);
  expect(net({ ...three, rate: { each: { minor: 300, currency: "USD" } } })).toBe(0);
});
