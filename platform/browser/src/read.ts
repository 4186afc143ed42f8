import {
  type BusinessDay,
  formatMoney,
  HOUR,
  type Instant,
  type Language,
  type Money,
  type Rate,
  roughly,
  startOf,
} from "@zhongshu/kernel";

/** The language that i18next names, as `Text` spells it. */
export const languageOf = (tag: string): Language => (tag.startsWith("en") ? "en" : "zh");

/** "¥59", "¥59.9", "¥59.95": a price as shops write it, without idle zeros. */
export const price = (money: Money): string =>
  formatMoney(money)
    .replace(/(\.\d)0$/, "$1")
    .replace(/\.0$/, "");

/** "12.5%", or so much for each piece in the page's own words. */
export const rateText = (rate: Rate, each: (sum: string) => string): string =>
  "bp" in rate ? `${rate.bp / 100}%` : each(price(rate.each));

/** "¥59.90": what was earned, to the last digit, so that columns of it can be compared. */
export const amount = (money: Money): string => formatMoney(money);

const shanghai = (at: Instant): string => new Date(at + 8 * HOUR).toISOString();

/** "11月23日 20:00", or "Nov 23, 20:00": Shanghai, as people say it. */
export const when = (at: Instant, language: Language): string => {
  const day = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-US", {
    ...{ month: language === "zh" ? "long" : "short", day: "numeric", timeZone: "Asia/Shanghai" },
  }).format(at);
  return `${day}${language === "zh" ? " " : ", "}${shanghai(at).slice(11, 16)}`;
};

/** As `when`, for an end: midnight belongs to the day that ends, "12月3日 24:00", as the copy says it too. */
export const until = (at: Instant, language: Language): string =>
  shanghai(at).slice(11, 16) === "00:00"
    ? when(at - 1, language).replace("23:59", "24:00")
    : when(at, language);

/** "¥66–121": what is only estimated, in whole units, since its cents would pretend to be known. */
export const span = (low: Money, high: Money): string => {
  const [from, to] = [price(roughly(low)), price(roughly(high))];
  return from === to ? from : `${from}–${to.replace(/^\D+/, "")}`;
};

/** "−¥13", "+¥90": in whole units, and in one piece, since a sign at the end of a line belongs to nothing. */
export const signed = ({ minor, currency }: Money): string => {
  const size = { minor: Math.abs(minor), currency };
  return `${minor < 0 ? "−" : "+"}\u2060${span(size, size)}`;
};

/** "11月23日" of "2026-11-23", or "November 23". */
export const dayName = (day: BusinessDay, language: Language): string =>
  new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-US", {
    ...{ month: "long", day: "numeric", timeZone: "Asia/Shanghai" },
  }).format(startOf(day));

/** "2026年11月23日" of "2026-11-23", or "Nov 23, 2026": for rows, which may be of any year. */
export const fullDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-US", {
    ...{ year: "numeric", month: language === "zh" ? "long" : "short", day: "numeric" },
    timeZone: "UTC",
  }).format(Date.parse(day));

/** "2026-11-23 20:00:05", Shanghai. */
export const moment = (at: Instant): string => shanghai(at).slice(0, 19).replace("T", " ");

/** "20:00–21:00". */
export const hourSpan = (hour: number): string => {
  const two = (h: number) => String(h % 24).padStart(2, "0");
  return `${two(hour)}:00–${two(hour + 1)}:00`;
};

/** A phone number of this country as people say it: without +86, in three groups. */
export const phoneOf = (number: string): string =>
  number.replace(/^\+86/, "").replace(/^(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3");

/** "138****5678": a mobile number that serves as somebody's id, as it is shown to others. */
export const masked = (id: string): string =>
  id.replace(/(?<!\d)(\+?86)?(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, "$2****$3");

/** "12,345". */
export const whole = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id short enough for a narrow table: its end, since ids of one hour begin alike. */
export const short = (text: string): string => (UUID.test(text) ? `…${text.slice(-8)}` : text);

/** What a cell of evidence or a property of an event reads as. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
