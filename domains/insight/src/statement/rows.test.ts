import { DAY, type Rate, shopId } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commissionOf } from "../commission/earning.ts";
import { knownAt, type Word } from "../commission/life.ts";
import type { SoldLine } from "../ports.ts";
import { reasonsOf } from "./reasons.ts";
import { type EarningLine, plus, rowsOf, sumOf, totalOf } from "./rows.ts";

const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const RETURN = 7 * DAY;

const sold = (over: Partial<SoldLine>): SoldLine => ({
  ...{ profile: null, source: "mall", number: "1", ordinal: 1, at: 0, toldAt: 0 },
  ...{ product: "tea", sku: "tea-1", title: "茶", category: null, community: null, quantity: 1 },
  ...{ minor: 1_000, currency: "CNY", taken: [], paidAt: null, tellsFrom: null },
  ...over,
});
const word = (toldAt: number, rate: Rate): Word => ({ toldAt, rate, rule: 1 });
const earning = (line: SoldLine, ...words: readonly Word[]): EarningLine => ({
  ...{ shop: SHOP, level: 0, line },
  words: words.length === 0 ? [word(0, { bp: 1_000 })] : words,
});
const anyRate: fc.Arbitrary<Rate> = fc.oneof(
  fc.record({ bp: fc.nat(10_000) }),
  fc.record({ each: fc.record({ minor: fc.nat(3_000), currency: fc.constant("CNY") }) }),
);

const lines = fc.array(
  fc.record({
    at: fc.nat(60),
    minor: fc.nat(9_999),
    rates: fc.tuple(anyRate, anyRate),
    changed: fc.nat(90),
    product: fc.constantFrom("tea", "cup", "hat"),
    back: fc.option(fc.tuple(fc.nat(90), fc.double({ min: 0, max: 1, noNaN: true }))),
    paid: fc.option(fc.nat(80), { nil: null }),
  }),
  { maxLength: 12 },
);
type Drawn = typeof lines extends fc.Arbitrary<infer T> ? T : never;
const linesOf = (drawn: Drawn): readonly EarningLine[] => {
  const paid = drawn.flatMap((one) => (one.paid === null ? [] : [one.paid * DAY]));
  const tellsFrom = paid.length === 0 ? null : Math.min(...paid);
  return drawn.map(({ at, minor, rates: [first, then], changed, product, back, paid: day }, i) => {
    const part = { refund: `r${i}`, ordinal: 1 };
    const taken = back ? [{ ...part, at: back[0] * DAY, minor: Math.floor(minor * back[1]) }] : [];
    const paidAt = day === null ? null : day * DAY;
    const when = { at: at * DAY, toldAt: at * DAY, paidAt, tellsFrom };
    return earning(
      sold({ number: `${i}`, minor, product, taken, ...when }),
      word(0, first),
      word(changed * DAY, then),
    );
  });
};
/** The slow way: every line looked at as it was known at the instant. */
const slowly = (all: readonly EarningLine[], asOf: number) =>
  commissionOf(
    all.flatMap(({ line, words }) => {
      const last = words.findLast(({ toldAt }) => toldAt <= asOf) ?? words[0];
      return knownAt(line, last?.rate ?? null, asOf) ?? [];
    }),
    { currency: "CNY", asOf, returnMs: RETURN },
  );

test("IN6 IN10 opening and rows add up to closing, equal to a slow recomputation at both ends, and nothing later is read", () => {
  fc.assert(
    fc.property(lines, fc.nat(50), fc.nat(40), (drawn, begin, long) => {
      const all = linesOf(drawn);
      const [from, asOf] = [begin * DAY, (begin + long) * DAY];
      const { opening, rows } = rowsOf(all, { from, asOf, returnMs: RETURN });
      const closing = plus(opening, sumOf(rows));
      const [early, late] = [slowly(all, from - 1), slowly(all, asOf)];
      const { estimated, pending } = early;
      expect(opening).toEqual({ estimated, pending, settled: 0 });
      expect(closing).toMatchObject({ estimated: late.estimated, pending: late.pending });
      expect(closing.settled).toBe(late.settled - early.settled);
      const cut = all
        .filter(({ line }) => line.at <= asOf)
        .map((one) => {
          const paidAt = (one.line.paidAt ?? asOf + 1) <= asOf ? one.line.paidAt : null;
          const tellsFrom = (one.line.tellsFrom ?? asOf + 1) <= asOf ? one.line.tellsFrom : null;
          const taken = one.line.taken.filter(({ at }) => at <= asOf);
          const words = one.words.filter(({ toldAt }) => toldAt <= asOf);
          return { ...one, words, line: { ...one.line, paidAt, tellsFrom, taken } };
        });
      const known = rowsOf(cut, { from, asOf, returnMs: RETURN });
      expect(sumOf(known.rows)).toEqual(sumOf(rows));
      expect(known.rows.length).toBe(rows.length);
    }),
  );
});

test("IN7 the reasons add up to the difference exactly, whatever was sold", () => {
  fc.assert(
    fc.property(lines, lines, (now, before) => {
      const stretch = { from: 0, asOf: 100 * DAY, returnMs: RETURN };
      const [is, was] = [rowsOf(linesOf(now), stretch), rowsOf(linesOf(before), stretch)];
      const sum = reasonsOf(is.rows, was.rows).reduce((n, { minor }) => n + minor, 0);
      expect(sum).toBe(totalOf(sumOf(is.rows)) - totalOf(sumOf(was.rows)));
    }),
  );
});

test("IN7 less ordered, a lower share and a refund are each told by their own amount", () => {
  const stretch = { from: 0, asOf: DAY, returnMs: RETURN };
  const two = rowsOf([earning(sold({ number: "1" })), earning(sold({ number: "2" }))], stretch);
  const back = { refund: "r", ordinal: 1, at: 1, minor: 500 };
  const one = rowsOf([earning(sold({ taken: [back] }), word(0, { bp: 600 }))], stretch);
  expect(reasonsOf(one.rows, two.rows)).toEqual([
    { key: "orders", minor: -100 },
    { key: "rule", minor: -40 },
    { key: "refunds", minor: -30 },
  ]);
});
