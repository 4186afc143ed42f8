import { expect, test } from "vitest";
import { type Fact, fill } from "./fill.ts";

const NOW = Date.parse("2026-11-23T12:00:00+08:00");
const HOUR = 3_600_000;
const cny = (minor: number) => ({ minor, currency: "CNY" });
const offer = (over: Partial<Fact> = {}): Fact => ({
  product: "P1",
  sku: "A1",
  title: "有机米粉",
  listPrice: cny(5900),
  memberPrice: cny(5500),
  afterCoupon: {
    price: cny(4900),
    condition: { zh: "领券后", en: "with the coupon" },
    validUntil: Date.parse("2026-12-01T00:00:00+08:00"),
  },
  stage: "open",
  opensAt: NOW - HOUR,
  closesAt: Date.parse("2026-11-25T20:00:00+08:00"),
  stock: 12,
  ...over,
});
const filled = (template: string, ...offers: readonly Fact[]) =>
  fill(template, { now: NOW, offers: offers.length > 0 ? offers : [offer()] });
const refusedAs = (template: string, over: Partial<Fact> = {}): string => {
  const result = filled(template, offer(over));
  return result.ok ? "filled" : result.error.code;
};

test("GU9 each placeholder is read from its row", () => {
  expect(filled("{{title:P1}} 标价{{list:A1}}，会员{{member:A1}}，还有{{stock:A1}}份")).toEqual({
    ok: true,
    value: "有机米粉 标价¥59.00，会员¥55.00，还有12份",
  });
});

test("GU9 the price people pay carries its condition and its end", () => {
  const value = "¥49.00（领券后，11月30日24:00前有效）";
  expect(filled("{{coupon:A1}}")).toEqual({ ok: true, value });
  expect(filled("{{price:A1}}")).toEqual({ ok: true, value });
  expect(filled("{{until:A1}}截止")).toEqual({ ok: true, value: "11月25日20:00截止" });
});

test("GU9 a coupon that has ended is never shown: the price falls back, the coupon is refused", () => {
  const held = offer().afterCoupon;
  const over = { afterCoupon: held && { ...held, validUntil: NOW } };
  const plain = { ...over, memberPrice: null };
  expect(filled("{{price:A1}}", offer(plain))).toEqual({ ok: true, value: "¥59.00" });
  expect(refusedAs("{{coupon:A1}}", over)).toBe("guard.fact-missing");
});

test("GU9 without a coupon the member price is what people pay, said with what others pay; never one above the list price", () => {
  const priced = (memberPrice: number, listPrice: number | null) =>
    filled(
      "{{price:A1}}",
      offer({
        ...{ afterCoupon: null, memberPrice: cny(memberPrice) },
        listPrice: listPrice === null ? null : cny(listPrice),
      }),
    );
  expect(priced(5_500, 5_900)).toEqual({ ok: true, value: "¥55.00（会员价，非会员¥59.00）" });
  expect(priced(5_500, null)).toEqual({ ok: true, value: "¥55.00（会员价）" });
  expect(priced(5_900, 5_900)).toEqual({ ok: true, value: "¥59.00" });
  expect(priced(6_100, 5_900)).toEqual({ ok: true, value: "¥59.00" });
});

test("GU10 a missing row or figure is refused", () => {
  expect(refusedAs("{{price:B2}}")).toBe("guard.fact-missing");
  expect(refusedAs("{{member:A1}}", { memberPrice: null })).toBe("guard.fact-missing");
  expect(refusedAs("{{stock:A1}}", { stock: null })).toBe("guard.fact-missing");
  expect(refusedAs("{{price:A1}}", { listPrice: null, memberPrice: null, afterCoupon: null })).toBe(
    "guard.fact-missing",
  );
  expect(refusedAs("{{until:A1}}", { closesAt: null, afterCoupon: null })).toBe(
    "guard.fact-missing",
  );
});

test("GU10 goods outside their sale or sold out are refused, by their title too", () => {
  for (const template of ["{{price:A1}}", "{{title:P1}}"]) {
    expect(refusedAs(template, { stage: "ended" })).toBe("guard.sale-ended");
    expect(refusedAs(template, { closesAt: NOW })).toBe("guard.sale-ended");
    expect(refusedAs(template, { stage: "preview" })).toBe("guard.sale-not-open");
    expect(refusedAs(template, { opensAt: NOW + 1 })).toBe("guard.sale-not-open");
    expect(refusedAs(template, { stock: 0 })).toBe("guard.out-of-stock");
  }
});

test("GU10 stock that nobody told us does not hold a price back", () => {
  expect(refusedAs("{{list:A1}}", { stock: null })).toBe("filled");
});

test("GU11 a figure written by hand is refused with its place", () => {
  const result = filled("今晚 {{price:A1}}，平时99元");
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.error.code).toBe("guard.figure-by-hand");
  expect(result.error.message.zh).toContain("“99元”");
  expect(result.error.next.zh).toContain("{{price:");
});

test("GU12 unknown and broken placeholders are refused", () => {
  for (const template of ["{{cost:A1}}", "{{price}}", "{{price:A1}", "price:A1}}", "{{}}"])
    expect(refusedAs(template)).toBe("guard.unknown-placeholder");
});

test("GU13 what a row says is not expanded again, not even by a second filling", () => {
  const once = filled("{{title:P1}}", offer({ title: "{{stock:A1}}米粉" }));
  expect(once).toEqual({ ok: true, value: "｛｛stock:A1｝｝米粉" });
  if (!once.ok) return;
  expect(filled(once.value)).toEqual(once);
});
