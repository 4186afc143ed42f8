/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const YEAR_10000 = 253_402_300_800_000;

/** A whole number of milliseconds between 1970 and the year 9999, which is all that a database and a date share. */
export const isInstant = (at: number): boolean =>
  Number.isSafeInteger(at) && at >= 0 && at < YEAR_10000;

/** A day of business in Asia/Shanghai, as "2011-09-30". */
export type BusinessDay = string;

// Shanghai has had no summer time since 1991, and its offset is +08:00 for every instant we meet.
const SHANGHAI = 8 * HOUR;

export const businessDay = (at: Instant): BusinessDay =>
  new Date(at + SHANGHAI).toISOString().slice(0, 10);

/** Hour of the day in Shanghai, 0–23. */
export const businessHour = (at: Instant): number => new Date(at + SHANGHAI).getUTCHours();

/** First instant of the day. Throws on anything but a real date written as YYYY-MM-DD. */
export function startOf(day: BusinessDay): Instant {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnight))
    throw new Error(`Not a day: ${day}`);
  if (new Date(midnight).toISOString().slice(0, 10) !== day) throw new Error(`Not a day: ${day}`);
  return midnight - SHANGHAI;
}

/** A day that is in the calendar and far enough from its ends to count from: 1970-01-02 to 9998-12-31. */
export function isDay(text: string): boolean {
  if (!/^(19[7-9]|[2-9]\d\d)\d-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00.000Z`);
  if (Number.isNaN(midnight) || text < "1970-01-02" || text >= "9999") return false;
  return new Date(midnight).toISOString().startsWith(text);
}

/** First instant after the day. */
export const endOf = (day: BusinessDay): Instant => startOf(day) + DAY;

/** The day `days` later (earlier when negative). */
export const plusDays = (day: BusinessDay, days: number): BusinessDay =>
  businessDay(startOf(day) + days * DAY);

export const iso = (at: Instant): string => new Date(at).toISOString();
