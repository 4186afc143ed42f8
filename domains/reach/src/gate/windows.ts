import {
  type BusinessDay,
  businessDay,
  DAY,
  type Instant,
  MINUTE,
  plusDays,
  startOf,
} from "@zhongshu/kernel";
import type { Policy } from "./facts.ts";

/** When quiet hours are over; null when it is not quiet. Hours may reach over midnight. */
export function quietUntil(now: Instant, quiet: Policy["quiet"]): Instant | null {
  if (quiet === null || quiet.from === quiet.until) return null;
  const midnight = startOf(businessDay(now));
  const minute = Math.floor((now - midnight) / MINUTE);
  const overnight = quiet.from > quiet.until;
  const silent = overnight
    ? minute >= quiet.from || minute < quiet.until
    : minute >= quiet.from && minute < quiet.until;
  if (!silent) return null;
  const end = midnight + quiet.until * MINUTE;
  return end > now ? end : end + DAY;
}

/** When what is tapped now may first go. */
export const mayGoAt = (now: Instant, { quiet }: Pick<Policy, "quiet">): Instant =>
  quietUntil(now, quiet) ?? now;

/** A stretch of time in which `most` slots may be spent. */
export type Window = { readonly from: Instant; readonly until: Instant; readonly most: number };

const MONDAY_BASED = 7;

/** The window of WeCom's cap around `now`: the month, the week from Monday, or the day, in Shanghai. */
export function wecomWindow(now: Instant, law: Policy["wecom"]): Window {
  const today = businessDay(now);
  if (law === "one-a-day") return span(today, 1, 1);
  if (law === "seven-a-week") {
    const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + MONDAY_BASED - 1) % MONDAY_BASED;
    return span(plusDays(today, -weekday), MONDAY_BASED, MONDAY_BASED);
  }
  const days = daysInMonth(today);
  return span(`${today.slice(0, 7)}-01`, days, days);
}

const span = (first: BusinessDay, days: number, most: number): Window => ({
  from: startOf(first),
  until: startOf(plusDays(first, days)),
  most,
});

const daysInMonth = (day: BusinessDay): number =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
