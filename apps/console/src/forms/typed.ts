import { HOUR, type Instant, isInstant, minorDigits } from "@zhongshu/kernel";

/** What a person typed, read: nothing, a value, or not readable. */
export type Typed<T> =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "value"; readonly value: T };

const NONE = { kind: "none" } as const;
const UNREADABLE = { kind: "unreadable" } as const;
const value = <T>(read: T) => ({ kind: "value", value: read }) as const;

/** "59.9" with two digits is 5990: by its digits, since a fraction of a binary number would be off by a cent. */
export function scaled(text: string, digits: number): Typed<number> {
  const plain = text.replace(/[\s,，¥￥]/g, "");
  if (plain === "") return NONE;
  const [, whole = "", rest = ""] = /^(\d{1,10})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === "" || rest.length > digits) return UNREADABLE;
  return value(Number(whole + rest.padEnd(digits, "0")));
}

/** The other way round: 5990 is "59.9", 5900 is "59". */
export function unscaled(minor: number, digits: number): string {
  if (digits === 0) return String(minor);
  const all = String(minor).padStart(digits + 1, "0");
  const rest = all.slice(-digits).replace(/0+$/, "");
  return `${all.slice(0, -digits)}${rest === "" ? "" : `.${rest}`}`;
}

export const minorOf = (text: string, currency: string): Typed<number> =>
  scaled(text, minorDigits(currency));
export const amountOf = (minor: number, currency: string): string =>
  unscaled(minor, minorDigits(currency));

/** Hundredths of a percent, as a share is kept: "12.5" is 1250. */
export const basisPoints = (text: string): Typed<number> => scaled(text.replace(/[%％]/g, ""), 2);

const SHANGHAI = 8 * HOUR;

/** "2026-11-24T10:00", Shanghai's wall clock, as a field for date and time writes it. */
export const wallClock = (at: Instant): string =>
  new Date(at + SHANGHAI).toISOString().slice(0, 16);

/** The instant of Shanghai's wall clock, wherever the reader's computer stands. */
export function instantOf(text: string): Typed<Instant> {
  if (text === "") return NONE;
  const at = Date.parse(`${text}Z`) - SHANGHAI;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && isInstant(at) ? value(at) : UNREADABLE;
}
