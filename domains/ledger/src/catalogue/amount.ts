import { minorDigits } from "@zhongshu/kernel";

// A sender that adds floats tells 0.30000000000000004; this much of a minor unit is its noise.
const NOISE = 1e-4;

/**
 * "19.9" or 19.9 in CNY → 1990, by its decimal digits and never by multiplying a float. Null for what is
 * no amount: negative, not a decimal numeral, too large, or finer than the currency's minor unit.
 */
export function minorUnits(value: unknown, currency: string): number | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  const match = /^(\d{1,15})(?:\.(\d{1,30}))?$/.exec(String(value));
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const digits = minorDigits(currency);
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  const rest = Number(`0.${fraction.slice(digits) || "0"}`);
  if (rest > NOISE && rest < 1 - NOISE) return null;
  const rounded = rest >= 1 - NOISE ? minor + 1 : minor;
  return Number.isSafeInteger(rounded) ? rounded : null;
}
