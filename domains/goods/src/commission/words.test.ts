import { businessDay, DAY, HOUR, type Rate } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commissionAt } from "./rule.ts";
import { standing, type ToldRule, wordsOn } from "./words.ts";

const about = { product: "p", category: "tea" };
const NOON = 4 * HOUR;
type Over = Partial<ToldRule["rule"]> & { readonly toldAt: number; readonly listed?: boolean };
const told = ({ toldAt, listed = false, ...over }: Over): ToldRule => ({
  rule: {
    ...{ id: 1, scope: "shop", subject: "", validFrom: 0, validUntil: null, bp: 500 },
    ...over,
  },
  ...{ toldAt, listed },
});
const said = (all: readonly ToldRule[], at = DAY) =>
  wordsOn(all, about, at).map(({ toldAt, rule }) => [toldAt, rule?.id ?? null]);

test("GO11 the first rule that covers a sale counts from the sale on, each later word from when it was told", () => {
  const late = told({ id: 2, bp: 800, toldAt: 9 * DAY });
  expect(said([told({ toldAt: 5 * DAY })])).toEqual([[5 * DAY, 1]]);
  expect(said([told({ toldAt: 5 * DAY }), late])).toEqual([
    [5 * DAY, 1],
    [9 * DAY, 2],
  ]);
  expect(said([told({ toldAt: 5 * DAY }), { ...late, rule: { ...late.rule, bp: 500 } }])).toEqual([
    [5 * DAY, 2],
  ]);
  expect(said([told({ toldAt: 5 * DAY }), late], -1)).toEqual([]);
});

test("GO11 what was told on one business day is one word, and a rule that is ended for the past leaves none", () => {
  const slip = told({ toldAt: 5 * DAY + NOON, bp: 5_000 });
  const right = told({ id: 2, toldAt: 5 * DAY + NOON + HOUR });
  expect(said([slip, right])).toEqual([[5 * DAY + NOON + HOUR, 2]]);
  const ended = told({ id: 3, toldAt: 8 * DAY, validUntil: DAY });
  expect(said([slip, right, ended])).toEqual([
    [5 * DAY + NOON + HOUR, 2],
    [8 * DAY, null],
  ]);
});

test("GO32 GO11 of words for one beginning a person's stands over a list's, of these the last", () => {
  const hand = told({ id: 1, toldAt: DAY });
  const list = told({ id: 2, toldAt: 2 * DAY, listed: true });
  expect(standing([list, hand]).map(({ id }) => id)).toEqual([1]);
  const again = told({ id: 3, toldAt: 3 * DAY });
  expect(standing([again, list, hand]).map(({ id }) => id)).toEqual([3]);
});

test("GO11 by the end of any day a sale earns as if only what was told by then had ever been told", () => {
  const rate: fc.Arbitrary<Rate> = fc.oneof(
    fc.record({ bp: fc.nat(3) }),
    fc.record({ each: fc.record({ minor: fc.nat(2), currency: fc.constant("CNY") }) }),
  );
  const any = fc
    .record({
      id: fc.nat(),
      scope: fc.constantFrom("product" as const, "category" as const, "shop" as const),
      validFrom: fc.nat(3),
      validUntil: fc.option(fc.integer({ min: 2, max: 5 }), { nil: null }),
      rate,
      hours: fc.nat(24 * 6),
      listed: fc.boolean(),
    })
    .map(({ rate: own, hours, listed, ...rule }): ToldRule => {
      const subject = { product: "p", category: "tea", shop: "" }[rule.scope];
      return { rule: { ...rule, subject, ...own }, toldAt: hours * HOUR, listed };
    });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), fc.nat(4), fc.nat(7), (all, at, day) => {
      const known = all.filter(({ toldAt }) => businessDay(toldAt) <= businessDay(day * DAY));
      const then = commissionAt(standing(known), about, at);
      const words = wordsOn(all, about, at);
      const last = words.findLast(({ toldAt }) => businessDay(toldAt) <= businessDay(day * DAY));
      const plain = (rule: typeof then) =>
        rule && ("bp" in rule ? rule.bp : `${rule.each.minor} each`);
      expect(plain(last?.rule ?? null)).toEqual(plain(then));
    }),
    { numRuns: 1_000 },
  );
});
