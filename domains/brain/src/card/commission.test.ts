import { expect, test } from "vitest";
import { offerOf } from "../../test/world.ts";
import { commissionOf, paidPrice, unitOf } from "./commission.ts";

const NOW = Date.UTC(2011, 8, 30);
const CNY = (minor: number) => ({ minor, currency: "CNY" });
const coupon = (validUntil: number | null) => ({
  price: CNY(3_333),
  condition: { zh: "券", en: "coupon" },
  validUntil,
});

test("BR10 commission is the paid price times the share times the orders expected, never rounded up", () => {
  const offer = offerOf("P", null, { afterCoupon: coupon(null), commission: { bp: 1_234 } });
  // 33.33 × 12.34 % = 4.1129 each.
  const said = commissionOf(offer, { low: 1, high: 3 }, NOW);
  expect(said).toMatchObject({ known: true, low: CNY(411), high: CNY(1_233) });
  expect(commissionOf(offer, null, NOW)).toMatchObject({ known: false });
});

test("BR10 without a coupon the member price is paid where it is lower, and the commission is of that", () => {
  const offer = offerOf("P", null, { memberPrice: CNY(3_500), commission: { bp: 1_000 } });
  expect(paidPrice(offer, NOW)).toEqual(CNY(3_500));
  expect(commissionOf(offer, { low: 1, high: 2 }, NOW)).toMatchObject({
    ...{ low: CNY(350), high: CNY(700) },
  });
  expect(paidPrice({ ...offer, afterCoupon: coupon(NOW) }, NOW)).toEqual(CNY(3_500));
  expect(paidPrice({ ...offer, afterCoupon: coupon(null) }, NOW)).toEqual(CNY(3_333));
  expect(paidPrice({ ...offer, memberPrice: CNY(4_100) }, NOW)).toEqual(CNY(3_900));
  expect(paidPrice({ ...offer, listPrice: null }, NOW)).toEqual(CNY(3_500));
});

test("BR10 a fixed sum is earned on each order, never above the price, and not in another currency", () => {
  const each = (minor: number, currency = "CNY") =>
    offerOf("P", null, { afterCoupon: coupon(null), commission: { each: { minor, currency } } });
  const of = (offer: ReturnType<typeof each>) => commissionOf(offer, { low: 1, high: 3 }, NOW);
  expect(of(each(300))).toMatchObject({ known: true, low: CNY(300), high: CNY(900) });
  expect(of(each(9_000))).toMatchObject({ low: CNY(3_333), high: CNY(9_999) });
  expect(of(each(300, "USD"))).toMatchObject({ known: false });
  expect([unitOf(each(300), NOW), unitOf(each(300, "USD"), NOW)]).toEqual([CNY(300), null]);
});

test("BR10 a coupon that has ended is not what anybody pays", () => {
  const at = (until: number | null) =>
    paidPrice(offerOf("P", null, { afterCoupon: coupon(until) }), NOW);
  expect(at(NOW + 1)).toEqual(CNY(3_333));
  expect(at(NOW)).toEqual(CNY(3_900));
});
