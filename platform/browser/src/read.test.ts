import { expect, test } from "vitest";
import {
  dayName,
  hourSpan,
  masked,
  phoneOf,
  price,
  query,
  short,
  span,
  until,
  when,
  whole,
} from "./index.ts";

test("a price is written as shops write it", () => {
  expect(price({ minor: 5900, currency: "CNY" })).toBe("¥59");
  expect(price({ minor: 123_450, currency: "CNY" })).toBe("¥1,234.5");
  expect(price({ minor: 100_000, currency: "CNY" })).toBe("¥1,000");
});

test("times are Shanghai's, the last hour of a day ends at 00:00", () => {
  expect(when(Date.UTC(2026, 10, 23, 16, 5), "zh")).toBe("11月24日 00:05");
  expect(hourSpan(23)).toBe("23:00–00:00");
  expect(whole(1_234_567)).toBe("1,234,567");
  expect(phoneOf("+8613800000001")).toBe("138 0000 0001");
  expect(phoneOf("+447911123456")).toBe("+447911123456");
});

test("an end at midnight belongs to the day that ends, in the page as in the copy", () => {
  const midnight = Date.UTC(2026, 11, 3, 16);
  expect(until(midnight, "zh")).toBe("12月3日 24:00");
  expect(until(midnight, "en")).toBe("Dec 3, 24:00");
  expect(until(midnight - 4 * 3_600_000, "zh")).toBe("12月3日 20:00");
  expect(when(midnight, "zh")).toBe("12月4日 00:00");
});

test("an estimate is told in whole units, unless it is below one", () => {
  const cny = (minor: number) => ({ minor, currency: "CNY" });
  expect(span(cny(6_624), cny(12_144))).toBe("¥66–121");
  expect(span(cny(80), cny(310))).toBe("¥0.8–3");
  expect(span(cny(900), cny(949))).toBe("¥9");
  expect(span(cny(697), cny(2_560))).toBe("¥7–26");
  expect(span({ minor: 900, currency: "JPY" }, { minor: 1_900, currency: "JPY" })).toBe(
    "JPY 900–1,900",
  );
});

test("only a whole id is shortened", () => {
  expect(short("018f3c1e-0000-7000-8000-0000000000aa")).toBe("…000000aa");
  expect(short("E2026112000871")).toBe("E2026112000871");
});

test("a query names only what is set and escapes it", () => {
  expect(query({ search: "辅食 &", stage: undefined, cursor: null, limit: 20 })).toBe(
    "?search=%E8%BE%85%E9%A3%9F%20%26&limit=20",
  );
  expect(query({ search: "" })).toBe("");
});

test("a day is named as people of the language name it", () => {
  expect(dayName("2026-11-24", "zh")).toBe("11月24日");
  expect(dayName("2026-01-02", "zh")).toBe("1月2日");
  expect(dayName("2026-11-24", "en")).toBe("November 24");
});

test("a phone number that serves as an id is shown masked, an order number is left alone", () => {
  expect(masked("13812345678")).toBe("138****5678");
  expect(masked("+8613812345678")).toBe("138****5678");
  expect(masked("wx_13812345678")).toBe("wx_138****5678");
  expect(masked("D13812345678901")).toBe("D13812345678901");
});
