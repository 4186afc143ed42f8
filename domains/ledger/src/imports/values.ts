import {
  type Currency,
  DAY,
  HOUR,
  type Instant,
  MINUTE,
  minorDigits,
  SECOND,
} from "@zhongshu/kernel";

const PLAIN = /^[\x20-\x7e]*$/;
/** Full-width digits and signs become the common ones; the ends are trimmed. */
export const narrow = (text: string): string =>
  (PLAIN.test(text) ? text : text.normalize("NFKC").replaceAll("￥", "¥")).trim();

const SIGNS: Readonly<Record<string, Currency>> = { "£": "GBP", "€": "EUR", "¥": "CNY" };

export type Amount = { readonly minor: number; readonly currency: Currency | null };

const AMOUNT =
  /^(-?)\s*([¥£€$]?)\s*(-?)(\d[\d,]*|\d*)(?:\.(\d*))?\s*(万?)\s*(?:元|块钱?)?(?:\s*\/\s*\D{1,3})?$/;
/** Nothing is asked for it, in words. */
const FREE = /^(免|包)(运费|邮费?|费)$/;
/** As bookkeepers write what is taken off: (12.00). */
const BRACKETED = /^\((.+)\)$/;
const TEN_THOUSAND = 4;

/** Without what only names the yuan. */
const unnamed = (text: string): string => text.replace(/^(CNY|RMB|人民币)\s*/i, "¥");

/** The digits as a whole number of minor units, of which there are ten to the power of `digits` in one. */
function unitsOf(grouped: string, fraction: string, digits: number): number {
  const kept = Number(grouped.replaceAll(",", "") + fraction.slice(0, digits).padEnd(digits, "0"));
  return kept + (Number(fraction[digits] ?? "0") >= 5 ? 1 : 0);
}

/**
 * "¥1,234.50" → 123450 with CNY; "2.55" → 255 with null: no sign; "1.2万", "免运费" and "(12.00)" as people write them. Finer
 * than the minor unit is rounded, half up. Null for what is no amount.
 */
export function readAmount(text: string, currency: Currency): Amount | null {
  const plain = unnamed(narrow(text));
  if (FREE.test(plain)) return { minor: 0, currency: null };
  const inner = BRACKETED.exec(plain)?.[1];
  const match = AMOUNT.exec(inner ?? plain);
  if (match === null) return null;
  const [, before = "", sign = "", after = "", grouped = "", fraction = "", many = ""] = match;
  if (grouped === "" && fraction === "") return null;
  // The sign of the yuan is also the yen's.
  const own = sign === "¥" && currency === "JPY" ? "JPY" : (SIGNS[sign] ?? null);
  const digits = minorDigits(own ?? currency) + (many === "" ? 0 : TEN_THOUSAND);
  const minor = unitsOf(grouped, fraction, digits);
  if (!Number.isSafeInteger(minor)) return null;
  const below = [before === "-", after === "-", inner !== undefined].filter(Boolean).length;
  return { minor: below % 2 === 1 ? -minor : minor, currency: own };
}

const MANY = /^(\d{1,7})(?:\.(\d{1,4}))?\s*([万wW千])$/;

/** "1.2万" and "1.5千": null for "1.2345千", which is no whole number. */
function readMany(text: string): number | null | undefined {
  const found = MANY.exec(text);
  if (found === null) return undefined;
  const [, whole = "", fraction = "", unit] = found;
  const digits = unit === "千" ? 3 : 4;
  return fraction.length > digits ? null : Number(`${whole}${fraction.padEnd(digits, "0")}`);
}

/** "6", "6.0", "-12", "1,200", "1.2万", "3件", "×2"; null for what is no whole number. */
export function readQuantity(text: string): number | null {
  const many = readMany(narrow(text));
  if (many !== undefined) return many;
  const match =
    /^[x×*]?\s*(-?)([\d,]+)(?:\.0+)?\s*(?:件|个|份|瓶|盒|袋|箱|套|双|条|只|包|斤|公斤|千克|kg|罐|支|桶|提|组|张|本|枚|台|单)?$/i.exec(
      narrow(text),
    );
  const value = Number(`${match?.[1] ?? ""}${(match?.[2] ?? "x").replaceAll(",", "")}`);
  return Number.isSafeInteger(value) ? value : null;
}

const SHARE = /^(\d+(?:\.\d+)?)\s*(%|‰|个?点|成)?$/;
const BASIS_POINTS: Readonly<Record<string, number>> = {
  "%": 100,
  "‰": 10,
  点: 100,
  个点: 100,
  成: 1_000,
};

/**
 * "8%", "8个点", "0.08" → 800 basis points; null for what is no share. `bare` says how a number without a sign is meant:
 * as a part of one, or of a hundred. Below one it is a part of one anyway: nobody gives half a hundredth.
 */
export function readShare(text: string, bare: "fraction" | "percent"): number | null {
  const match = SHARE.exec(narrow(text));
  if (match === null) return null;
  const told = Number(match[1]);
  const unit = BASIS_POINTS[match[2] ?? ""] ?? (bare === "percent" && told >= 1 ? 100 : 10_000);
  const share = Math.round(told * unit * 1e6) / 1e6;
  return Number.isInteger(share) && share <= 10_000 ? share : null;
}

/** How 3/4/2011 is meant; null when the file does not tell. */
export type DateOrder = "mdy" | "dmy" | null;

const YMD =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d+)?秒?)?分?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/;

/** Days since the end of 1899 with the time as a part of a day, as spreadsheets keep a moment; of 1990 to 2100. */
const SERIAL = /^([3-7]\d{4})(\.\d+)?$/;
const SERIAL_BEGINS = Date.UTC(1899, 11, 30);

function fromSerial(text: string): Instant | null {
  if (!SERIAL.test(text)) return null;
  const at = SERIAL_BEGINS + Math.round((Number(text) * DAY) / SECOND) * SECOND;
  const year = new Date(at).getUTCFullYear();
  return year < 1990 || year > 2100 ? null : at - 8 * HOUR;
}

const HALF_DAY = /\s*(凌晨|早上|上午|中午|下午|晚上)\s*(\d{1,2})(?=[:时点])/;

/** The hour of the day that "下午2点" means; 12 at night is 24, which no clock shows. */
function hourOf(half: string, hour: number): number {
  if (half === "下午") return hour < 12 ? hour + 12 : hour;
  if (half === "晚上") return hour <= 12 ? hour + 12 : hour;
  if (half === "中午") return hour < 3 ? hour + 12 : hour;
  return hour === 12 ? 0 : hour;
}

/** "周四 下午2点半" → " 14:30"; the day of the week says nothing that the date does not. */
const byClock = (text: string): string =>
  text
    .replace(/\s*(?:星期|周|礼拜)[一二三四五六日天]\s*/, " ")
    .replace(HALF_DAY, (_, half: string, hour: string) => ` ${hourOf(half, Number(hour))}`)
    .replace(/点半/, ":30")
    .replace(/点(?=\d)/, ":")
    .replace(/点/, ":00")
    .trim();

/** A moment in one of many forms; in Shanghai unless it names its zone. Null when it cannot be told. */
export function readMoment(text: string, order: DateOrder): Instant | null {
  const plain = narrow(text);
  const parts = YMD.exec(PLAIN.test(plain) ? plain : byClock(plain)) ?? DIGITS.exec(plain);
  if (parts !== null) {
    const [, y, m, d, ...time] = parts;
    return instant([y, m, d], time);
  }
  const last = YEAR_LAST.exec(plain);
  if (last === null) return fromSerial(plain);
  if (order === null) return null;
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
