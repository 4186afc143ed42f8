import { DAY, type Rate } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commissionOf } from "./earning.ts";
import { knownAt, type Life, movementsOf, type Word } from "./life.ts";

const RETURN = 7 * DAY;
const life = (over: Partial<Life> = {}): Life => ({
  ...{
    at: 0,
    toldAt: 0,
    currency: "CNY",
    quantity: 2,
    minor: 1_000,
    taken: [],
    paidAt: null,
    tellsFrom: null,
  },
  ...over,
});
const part = (at: number, minor: number) => ({ refund: `r${at}`, ordinal: 1, at, minor });
const word = (toldAt: number, rate: Rate | null, rule = 1): Word => ({ toldAt, rate, rule });
const told = (of: Life, words = [word(0, { bp: 1_000 })]) =>
  movementsOf(of, words, RETURN).map(({ kind, at, change }) => [
    kind,
    at / DAY,
    change.estimated,
    change.pending,
    change.settled,
  ]);

test("IN4 a paid line goes from 预估 to 待结算 to 已结算, and a refund after that is taken back from it", () => {
  const paid = life({ paidAt: DAY, tellsFrom: 0, taken: [part(3 * DAY, 200), part(9 * DAY, 300)] });
  expect(told(paid)).toEqual([
    ["ordered", 0, 100, 0, 0],
    ["paid", 1, -100, 100, 0],
    ["refunded", 3, 0, -20, 0],
    ["settled", 7, 0, -80, 80],
    ["clawed-back", 9, 0, 0, -30],
  ]);
});

test("IN4 what is never paid lapses; what is paid after that counts again from then on", () => {
  const never = life({ tellsFrom: -DAY });
  expect(told(never).map(([kind, day]) => [kind, day])).toEqual([
    ["ordered", 0],
    ["lapsed", 7],
  ]);
  const late = told(life({ tellsFrom: -DAY, paidAt: 8 * DAY }));
  expect(late.at(-1)).toEqual(["paid", 8, 0, 0, 100]);
});

test("IN10 a rule that is told later moves only the difference, at the instant at which it was told", () => {
  const paid = life({ paidAt: DAY, tellsFrom: 0, taken: [part(12 * DAY, 500)] });
  const first = word(5 * DAY, { bp: 1_000 });
  const each = word(9 * DAY, { each: { minor: 60, currency: "CNY" } });
  expect(told(paid, [first, each, word(20 * DAY, null)])).toEqual([
    ["ordered", 0, 100, 0, 0],
    ["paid", 1, -100, 100, 0],
    ["settled", 7, 0, -100, 100],
    ["rule-changed", 9, 0, 0, 20],
    ["clawed-back", 12, 0, 0, -60],
    ["rule-changed", 20, 0, 0, -60],
  ]);
});

const anyRate: fc.Arbitrary<Rate | null> = fc.oneof(
  fc.record({ bp: fc.nat(10_000) }),
  fc.record({ each: fc.record({ minor: fc.nat(3_000), currency: fc.constant("CNY") }) }),
  fc.constant(null),
);
const lives = fc
  .record({
    at: fc.nat(20),
    later: fc.nat(2),
    minor: fc.nat(9_999),
    words: fc.array(fc.tuple(fc.nat(40), anyRate), { minLength: 1, maxLength: 3 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    refunds: fc.array(fc.tuple(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }))),
    paidAt: fc.option(fc.nat(40), { nil: null }),
    tellsFrom: fc.option(fc.nat(40), { nil: null }),
  })
  .map(({ at, later, minor, quantity, words, refunds, paidAt, tellsFrom }) => {
    let left = minor;
    const taken = refunds.map(([when, share], i) => {
      const own = Math.floor(left * share);
      left -= own;
      return { refund: `r${i}`, ordinal: 1, at: when, minor: own };
    });
    // A source tells from its first payment on, so never after this one's.
    const from = paidAt === null ? tellsFrom : Math.min(tellsFrom ?? paidAt, paidAt);
    const when = { at, toldAt: at + later, taken, paidAt, tellsFrom: from };
    const inTime = words.toSorted(([a], [b]) => a - b).map(([day, rate]) => word(day, rate));
    return { words: inTime, life: life({ ...when, minor, quantity }) };
  });

test("IN3 IN4 IN10 the movements up to any instant add up to what the line was worth then, to the last fen", () => {
  fc.assert(
    fc.property(lives, fc.nat(45), ({ life: one, words }, asOf) => {
      const last = words.findLast(({ toldAt }) => toldAt <= asOf) ?? words[0];
      const known = knownAt(one, last?.rate ?? null, asOf);
      const now = commissionOf(known === null ? [] : [known], {
        ...{ currency: "CNY", asOf, returnMs: 7 },
      });
      const sums = { estimated: 0, pending: 0, settled: 0 };
      for (const { at, change } of movementsOf(one, words, 7))
        if (at <= asOf)
          for (const key of ["estimated", "pending", "settled"] as const) sums[key] += change[key];
      const { clawedBack: _, ...worth } = now;
      expect(sums).toEqual(worth);
    }),
    { numRuns: 2_000 },
  );
});
