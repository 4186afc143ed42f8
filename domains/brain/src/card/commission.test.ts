import { expect, test } from "vitest";
import { offerOf } from "../../test/world.ts";
import { commissionOf, paidPrice } from "./commission.ts";

const NOW = Date.UTC(2011, 8, 30);
const CNY = (minor: number) => ({ minor, currency: "CNY" });
const coupon = (validUntil: number | null) => ({
  price: CNY(3_333),
  condition: { zh: "券", en: "coupon" },
  validUntil,
});

test("BR10 commission is the paid price times the share times the orders expected, never rounded up", () => {
  const offer = offerOf("P", null, { afterCoupon: coupon(null), commissionBp: 1_234 });
  // 33.33 × 12.34 % = 4.1129 each.
  const said = commissionOf(offer, { low: 1, high: 3 }, NOW);
  expect(said).toMatchObject({ known: true, low: CNY(411), high: CNY(1_233) });
  expect(commissionOf(offer, null, NOW)).toMatchObject({ known: false });
});

test("BR10 a coupon that has ended is not what anybody pays", () => {
  const at = (until: number | null) =>
    paidPrice(offerOf("P", null, { afterCoupon: coupon(until) }), NOW);
  expect(at(NOW + 1)).toEqual(CNY(3_333));
  expect(at(NOW)).toEqual(CNY(3_900));
});
