import type { Card, CardProduct } from "@zhongshu/cards";
import { money } from "@zhongshu/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ranked } from "./rank.ts";

const text = { zh: "", en: "" };
const unknown = { known: false, why: text } as const;
const product: CardProduct = {
  ...{ product: "p", sku: "s", title: "t", pictures: [], listPrice: null, memberPrice: null },
  ...{ afterCoupon: null, opensAt: null, closesAt: null, stock: null, stockAt: null },
  stage: "always",
};
const card = (name: string, worth: number | null): Card => {
  const m = money(worth ?? 0, "CNY");
  return {
    ...{ id: name, kind: "due-again", shop: name, day: "2011-09-30", headline: text },
    ...{
      commission: unknown,
      change: text,
      reason: text,
      features: [],
      bestHour: null,
      sent: null,
    },
    ...{ product, drafts: [], evidence: [] },
    audience: { community: null, size: 1, who: text },
    promises: {
      orders: unknown,
      worth: worth === null ? unknown : { known: true, low: m, middle: m, high: m, basis: text },
    },
  };
};
const order = (...cards: readonly Card[]) => ranked(cards).map(({ id }) => id);

test("BR29 cards stand by what writing is worth; the first untried one stands second; what loses comes last", () => {
  const cards = [
    card("loss", -5),
    card("new-1", null),
    card("some", 10),
    card("new-2", null),
    card("most", 90),
  ];
  expect(order(...cards)).toEqual(["most", "new-1", "some", "new-2", "loss"]);
  expect(order(card("new-1", null), card("new-2", null))).toEqual(["new-1", "new-2"]);
  expect(order(card("loss", -5), card("new", null))).toEqual(["new", "loss"]);
});

test("BR29 ranking loses no card, and an untried one is among the first two whenever there is one", () => {
  const worths = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }));
  fc.assert(
    fc.property(worths, (drawn) => {
      const cards = drawn.map((worth, n) => card(String(n), worth));
      const out = ranked(cards);
      expect(new Set(out)).toEqual(new Set(cards));
      expect(out).toHaveLength(cards.length);
      if (drawn.includes(null))
        expect(out.slice(0, 2).some(({ promises }) => !promises.worth.known)).toBe(true);
    }),
  );
});
