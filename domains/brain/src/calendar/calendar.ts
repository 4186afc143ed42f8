import { type BusinessDay, plusDays, startOf } from "@zhongshu/kernel";

// The days on which the whole country shops differently. Only the peaks: a promotion of three weeks would
// leave no ordinary week to compare with, and a share already nets out what rises everywhere alike.
const SOLAR: ReadonlySet<string> = new Set([
  "01-01",
  "03-07",
  "03-08",
  "05-01",
  "05-20",
  "06-01",
  "06-16",
  "06-17",
  "06-18",
  "08-18",
  "09-09",
  "10-01",
  "10-31",
  "11-01",
  "11-10",
  "11-11",
  "11-12",
  "12-11",
  "12-12",
  "12-24",
  "12-25",
]);

// Lunar month and day: 小年 and 除夕's eve of 年货节, 春节, 元宵, 端午, 七夕, 中秋.
const LUNAR: ReadonlySet<string> = new Set([
  "12-8",
  "12-23",
  "12-29",
  "12-30",
  "1-1",
  "1-2",
  "1-15",
  "5-5",
  "7-7",
  "8-15",
]);

// The Chinese calendar of ICU, whose new moons and solar terms follow GB/T 33661-2017.
const chinese = new Intl.DateTimeFormat("en-u-ca-chinese", {
  timeZone: "Asia/Shanghai",
  month: "numeric",
  day: "numeric",
});

/** "8-15"; a leap month reads "6bis-1" and is never a feast. */
export const lunarDay = (day: BusinessDay): string => {
  const parts = chinese.formatToParts(startOf(day));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("month")}-${of("day")}`;
};

const isNational = (day: BusinessDay): boolean =>
  SOLAR.has(day.slice(5)) || LUNAR.has(lunarDay(day));

/** Days from `from` to `to`, both included, on which all categories everywhere are on promotion. */
export function nationalPromotions(from: BusinessDay, to: BusinessDay): readonly BusinessDay[] {
  const days: BusinessDay[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) if (isNational(day)) days.push(day);
  return days;
}
