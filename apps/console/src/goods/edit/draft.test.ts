import type { Product } from "@zhongshu/goods/contract";
import { expect, test } from "vitest";
import { changeOf, draftOf, flawsOf } from "./draft.ts";

const yuan = (minor: number) => ({ minor, currency: "CNY" });
const OPENS = Date.UTC(2026, 10, 24, 2, 0, 30);
const coupon = {
  price: yuan(5_990),
  condition: { zh: "满 79 减 20", en: "20 off 79" },
  validUntil: null,
};
const sku: Product["skus"][number] = {
  id: "s",
  name: "225g",
  listPrice: yuan(8_900),
  memberPrice: null,
  afterCoupon: coupon,
  stock: 3,
  priceSource: { row: "goods.price/1", at: 1, source: "catalogue" },
};
const product: Product = {
  id: "p",
  title: "米粉",
  category: "辅食",
  pictures: [],
  stage: "preview",
  previewAt: null,
  opensAt: OPENS,
  closesAt: null,
  window: { previewAt: null, opensAt: OPENS, closesAt: null, encoreFrom: null, encoreUntil: null },
  commission: null,
  skus: [sku],
};
const draft = draftOf(product);
const typed = (over: Partial<(typeof draft.skus)[string]>) => ({
  ...draft,
  skus: { s: { ...draftOf(product).skus["s"], ...over } as (typeof draft.skus)[string] },
});

test("what was not touched is left out, seconds of a time included", () => {
  expect(changeOf(product, draft)).toBeNull();
  expect(changeOf(product, { ...draft, title: " 有机米粉 " })).toEqual({ title: "有机米粉" });
  expect(changeOf(product, { ...draft, category: "" })).toEqual({ category: null });
  expect(changeOf(product, typed({ stock: "0" }))).toEqual({ skus: [{ id: "s", stock: 0 }] });
  const closing = { ...draft, times: { ...draft.times, closesAt: "2026-11-25T22:00" } };
  expect(changeOf(product, closing)?.window).toMatchObject({
    opensAt: OPENS,
    closesAt: Date.UTC(2026, 10, 25, 14),
  });
  expect(changeOf(product, { ...draft, timed: false })).toEqual({ window: null });
});

test("a price is told in minor units, taken away by an empty field, and a coupon keeps its other language", () => {
  expect(changeOf(product, typed({ member: "79.9" }))?.skus).toEqual([
    { id: "s", memberPrice: yuan(7_990) },
  ]);
  expect(changeOf(product, typed({ list: "" }))?.skus).toEqual([{ id: "s", listPrice: null }]);
  expect(changeOf(product, typed({ coupon: "" }))?.skus).toEqual([{ id: "s", afterCoupon: null }]);
  expect(changeOf(product, typed({ coupon: "55" }))?.skus).toEqual([
    { id: "s", afterCoupon: { ...coupon, price: yuan(5_500) } },
  ]);
  expect(
    changeOf(product, typed({ condition: "新人券" }))?.skus?.[0]?.afterCoupon?.condition,
  ).toEqual({
    zh: "新人券",
    en: "新人券",
  });
});

test("a price that was only learned is told along, or it would fall silent", () => {
  const learned = {
    ...product,
    skus: [
      {
        ...sku,
        afterCoupon: null,
        priceSource: { row: "r", at: 1, source: "order line" as const },
      },
    ],
  };
  const from = draftOf(learned);
  const member = {
    ...from,
    skus: { s: { ...from.skus["s"], member: "79" } as (typeof from.skus)[string] },
  };
  expect(changeOf(learned, member)?.skus).toEqual([
    { id: "s", listPrice: yuan(8_900), memberPrice: yuan(7_900) },
  ]);
});

test("what cannot be saved is named by its field", () => {
  expect(flawsOf(product, draft)).toEqual({});
  expect(flawsOf(product, { ...draft, title: " " })).toEqual({ title: "needed" });
  expect(flawsOf(product, { ...draft, times: { ...draft.times, opensAt: "" } })).toEqual({
    opensAt: "needed",
  });
  expect(flawsOf(product, typed({ list: "八十九", stock: "", condition: "" }))).toEqual({
    "s.list": "amount",
    "s.stock": "stockGone",
    "s.condition": "condition",
  });
});
