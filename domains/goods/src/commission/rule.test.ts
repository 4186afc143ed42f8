import fc from "fast-check";
import { expect, test } from "vitest";
import { type CommissionRule, commissionAt } from "./rule.ts";

const rule = (over: Partial<CommissionRule>): CommissionRule => ({
  id: 1,
  scope: "shop",
  subject: "",
  bp: 500,
  validFrom: 0,
  validUntil: null,
  ...over,
});
const about = { product: "p", category: "tea" };

test("GO6 the most specific rule wins, then the latest; an ended one falls back", () => {
  const rules = [
    rule({ id: 1 }),
    rule({ id: 2, scope: "category", subject: "tea", bp: 800 }),
    rule({ id: 3, scope: "product", subject: "p", bp: 1_500, validFrom: 10, validUntil: 20 }),
    rule({ id: 4, scope: "product", subject: "p", bp: 1_200, validFrom: 5, validUntil: 12 }),
    rule({ id: 5, scope: "category", subject: "milk", bp: 9_000 }),
  ];
  const at = (now: number) => commissionAt(rules, about, now)?.id;
  expect([0, 5, 10, 19, 20].map(at)).toEqual([2, 4, 3, 3, 2]);
  expect(commissionAt(rules, { product: "q", category: null }, 10)?.id).toBe(1);
  expect(commissionAt([], about, 10)).toBeNull();
});

test("GO1 GO6 a rule that begins later changes no earlier answer", () => {
  const any = fc.record({
    id: fc.nat(),
    scope: fc.constantFrom("product", "category", "shop"),
    subject: fc.constantFrom("p", "tea", ""),
    bp: fc.nat(10_000),
    validFrom: fc.nat(20),
    validUntil: fc.option(fc.nat(30), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(any), fc.nat(25), (rules, at) => {
      const known = rules.filter((one) => one.validFrom <= at);
      expect(commissionAt(rules, about, at)).toEqual(commissionAt(known, about, at));
    }),
  );
});
