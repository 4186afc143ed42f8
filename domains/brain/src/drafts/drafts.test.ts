import { type Fact, figures, fill, review } from "@zhongshu/guard/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type DraftFacts, draftsOf, STYLES } from "./drafts.ts";

const NOW = Date.UTC(2026, 10, 23, 2);
const offer: Fact = {
  product: "P101",
  sku: "S101",
  title: "小满有机胚芽米粉",
  listPrice: { minor: 8_900, currency: "CNY" },
  memberPrice: null,
  afterCoupon: null,
  stage: "open",
  opensAt: null,
  closesAt: NOW + 86_400_000,
  stock: 12,
};
const facts: fc.Arbitrary<DraftFacts> = fc.record({
  kind: fc.constantFrom("rising-attention" as const, "due-again" as const),
  product: fc.constant("P101"),
  sku: fc.constant("S101"),
  category: fc.constantFrom("有机辅食", "水果生鲜", "家居清洁", null),
  until: fc.boolean(),
  price: fc.boolean(),
  turn: fc.nat(8),
});

test("BR21 every draft passes the guard, holds no figure of its own, and fills from the row", () => {
  fc.assert(
    fc.property(facts, (given) => {
      for (const { words } of draftsOf(given)) {
        expect(figures(words)).toEqual([]);
        const filled = fill(words, { now: NOW, offers: [offer] });
        expect(filled.ok).toBe(true);
        if (!filled.ok) continue;
        expect(review(filled.value).findings).toEqual([]);
        expect(filled.value).toContain("小满有机胚芽米粉");
        expect(filled.value.includes("¥89.00")).toBe(given.price);
        expect(filled.value).not.toMatch(/[{}]/);
      }
    }),
  );
});

test("BR21 the three are of different style and word, and neighbouring cards read differently", () => {
  const given = { kind: "due-again", product: "P", sku: "S", category: null } as const;
  const of = (turn: number) => draftsOf({ ...given, until: true, price: true, turn });
  expect(of(0).map(({ style }) => style)).toEqual([...STYLES]);
  expect(new Set(of(0).map(({ words }) => words)).size).toBe(3);
  expect(of(0)[0]?.words).not.toBe(of(1)[0]?.words);
});
