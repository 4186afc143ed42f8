import { type Currency, HOUR, type Instant, MINUTE, minorDigits } from "@zhongshu/kernel";

const PLAIN = /^[\x20-\x7e]*$/;
/** Full-width digits and signs become the common ones; the ends are trimmed. */
export const narrow = (text: string): string =>
  (PLAIN.test(text) ? text : text.normalize("NFKC").replaceAll("￥", "¥")).trim();

const SIGNS: Readonly<Record<string, Currency>> = { "£": "GBP", "€": "EUR", "¥": "CNY" };

export type Amount = { readonly minor: number; readonly currency: Currency | null };

/**
 * "¥1,234.50" → 123450 with CNY; "2.55" → 255 with null: no sign. Finer than the minor unit is rounded,
 * half up. Null for what is no amount.
 */
export function readAmount(text: string, currency: Currency): Amount | null {
  const match = /^(-?)\s*([¥£€$]?)\s*(-?)(\d[\d,]*|\d*)(?:\.(\d*))?\s*元?$/.exec(narrow(text));
  if (match === null) return null;
  const [, before = "", sign = "", after = "", grouped = "", fraction = ""] = match;
  if (grouped === "" && fraction === "") return null;
  // The sign of the yuan is also the yen's.
  const own = sign === "¥" && currency === "JPY" ? "JPY" : (SIGNS[sign] ?? null);
  const digits = minorDigits(own ?? currency);
  const kept = Number(grouped.replaceAll(",", "") + fraction.slice(0, digits).padEnd(digits, "0"));
  const minor = kept + (Number(fraction[digits] ?? "0") >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(minor)) return null;
  return { minor: (before === "-") !== (after === "-") ? -minor : minor, currency: own };
}

/** "6", "6.0", "-12", "1,200", "3件"; null for what is no whole number. */
export function readQuantity(text: string): number | null {
  const match = /^(-?)([\d,]+)(?:\.0+)?\s*[件个份瓶盒袋箱套双条只包斤]?$/.exec(narrow(text));
  const value = Number(`${match?.[1] ?? ""}${(match?.[2] ?? "x").replaceAll(",", "")}`);
  return Number.isSafeInteger(value) ? value : null;
}

/** How 3/4/2011 is meant; null when the file does not tell. */
export type DateOrder = "mdy" | "dmy" | null;

const YMD =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d+)?秒?)?分?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/;

/** A moment in one of many forms; in Shanghai unless it names its zone. Null when it cannot be told. */
export function readMoment(text: string, order: DateOrder): Instant | null {
  const plain = narrow(text);
  const parts = YMD.exec(plain) ?? DIGITS.exec(plain);
  if (parts !== null) {
    const [, y, m, d, ...time] = parts;
    return instant([y, m, d], time);
  }
  const last = YEAR_LAST.exec(plain);
  if (last === null || order === null) return null;
  const [, a, b, y, ...time] = last;
  return instant(order === "mdy" ? [y, a, b] : [y, b, a], time);
}

type Part = string | undefined;

function instant(
  [y, m, d]: readonly Part[],
  [hour, minute, second, zone]: readonly Part[],
): Instant | null {
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  const [h, min, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (h > 23 || min > 59 || s > 59 || year < 1990 || year > 2100) return null;
  const utc = Date.UTC(year, month - 1, day, h, min, s);
  const date = new Date(utc);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return utc - offset(zone);
}

function offset(zone: Part): number {
  if (zone === undefined) return 8 * HOUR;
  if (zone.toUpperCase() === "Z") return 0;
  const size = Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(-2)) * MINUTE;
  return zone.startsWith("-") ? -size : size;
}

/** Looks through a sample for a date that can be meant in one way only. */
export function dateOrder(sample: readonly string[]): DateOrder {
  const pairs = sample.flatMap((text) => {
    const match = YEAR_LAST.exec(narrow(text));
    return match === null ? [] : [[Number(match[1]), Number(match[2])] as const];
  });
  const monthFirst = pairs.some(([, second]) => second > 12);
  const dayFirst = pairs.some(([first]) => first > 12);
  if (monthFirst === dayFirst) return null;
  return monthFirst ? "mdy" : "dmy";
}
