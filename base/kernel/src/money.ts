/** ISO 4217 code in capitals, such as CNY. */
export type Currency = string;

/** An amount in integer minor units (分). Never a fraction, never without its currency. */
export type Money = { readonly minor: number; readonly currency: Currency };

/** Minor units of one major unit; the currencies without cents have 1. */
const MINOR_DIGITS: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0 };
export const minorDigits = (currency: Currency): number => MINOR_DIGITS[currency] ?? 2;

/** Throws when `minor` is not a safe integer or the currency is not three capitals. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new Error(`Not an amount in minor units: ${minor}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(`Not a currency: ${currency}`);
  return { minor, currency };
}

/** Adds amounts of one currency; different currencies are never added, so that throws. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`Cannot add ${b.currency} to ${a.currency}`);
  return money(a.minor + b.minor, a.currency);
}

/** What is only estimated, to the nearest whole unit; what is less than one stays. */
export function roughly({ minor, currency }: Money): Money {
  const unit = 10 ** minorDigits(currency);
  return Math.abs(minor) < unit
    ? { minor, currency }
    : money(Math.round(minor / unit) * unit, currency);
}

const SIGNS: Readonly<Record<string, string>> = { CNY: "¥", GBP: "£", EUR: "€", USD: "$" };

/** "¥1,234.50": sign, grouped by thousands, always all minor digits. */
export function formatMoney({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const whole = Math.trunc(Math.abs(minor) / 10 ** digits);
  const rest = String(Math.abs(minor) % 10 ** digits).padStart(digits, "0");
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = SIGNS[currency] ?? `${currency} `;
  return `${minor < 0 ? "-" : ""}${sign}${grouped}${digits > 0 ? `.${rest}` : ""}`;
}
