import type { CardProduct } from "@zhongshu/cards";
import { expect, test } from "vitest";
import { complete, paid } from "./words.ts";

const NOW = Date.UTC(2026, 10, 23, 4);
const cny = (minor: number) => ({ minor, currency: "CNY" });
const offer = (validUntil: number | null, closesAt: number | null = null): CardProduct => ({
  ...{ product: "P1", sku: "S1", title: "米粉", pictures: [], stage: "open" },
  ...{ stock: null, stockAt: null },
  ...{ listPrice: cny(5_900), memberPrice: null, opensAt: null, closesAt },
  afterCoupon: { price: cny(4_900), condition: { zh: "领券后", en: "with it" }, validUntil },
});

test("RE31 a copy names price and end where the words do not, and no end twice, and none that is over already", () => {
  expect(complete("来看看。", offer(NOW + 1), NOW)).toBe("来看看。\n券后价 {{coupon:S1}}。");
  expect(complete("来看看。", offer(NOW + 9, NOW + 5), NOW)).toBe(
    "来看看。\n券后价 {{coupon:S1}}。有效至 {{until:S1}}。",
  );
  expect(complete("来看看。", offer(NOW), NOW)).toBe("来看看。\n现价 {{price:S1}}。");
  expect(complete("来看看。", offer(NOW, NOW + 9), NOW)).toBe(
    "来看看。\n现价 {{price:S1}}。有效至 {{until:S1}}。",
  );
  expect(complete("{{price:S1}}，到 {{until:S1}}", offer(null), NOW)).toBe(
    "{{price:S1}}，到 {{until:S1}}",
  );
  expect([paid(offer(null), NOW), paid(offer(NOW), NOW)]).toEqual([cny(4_900), cny(5_900)]);
  expect(paid({ ...offer(NOW), memberPrice: cny(5_500) }, NOW)).toEqual(cny(5_500));
});
