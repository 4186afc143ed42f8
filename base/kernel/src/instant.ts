/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

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

/** First instant after the day. */
export const endOf = (day: BusinessDay): Instant => startOf(day) + DAY;

/** The day `days` later (earlier when negative). */
export const plusDays = (day: BusinessDay, days: number): BusinessDay =>
  businessDay(startOf(day) + days * DAY);

export const iso = (at: Instant): string => new Date(at).toISOString();
