import { businessDay, DAY, HOUR, type Instant, MINUTE, startOf } from "@zhongshu/kernel";
import type { Tap } from "../tap/store.ts";

type Window = Pick<Tap, "kind" | "at" | "closesAt" | "returnsUntil">;

type Length = Pick<Window, "at" | "closesAt">;

/** The model speaks of seven days; a window of another length says nothing about it. */
const WEEK = { least: 6 * DAY, most: 8 * DAY } as const;
export const ofAWeek = ({ at, closesAt }: Length): boolean =>
  closesAt - at >= WEEK.least && closesAt - at <= WEEK.most;

const aboutAsLong = (one: Length, other: Length): boolean => {
  const times = (one.closesAt - one.at) / (other.closesAt - other.at);
  return times >= WEEK.least / (7 * DAY) && times <= WEEK.most / (7 * DAY);
};

/**
 * Only what came in windows of one length may be put together: those of a week, which promises speak of, or where
 * there is none, those about as long as the newest, which stands first.
 */
export function alike<T extends Length>(past: readonly T[]): readonly T[] {
  const weeks = past.filter(ofAWeek);
  const [newest] = past;
  if (weeks.length > 0 || newest === undefined) return weeks;
  return past.filter((one) => aboutAsLong(one, newest));
}

/** Hardly anybody shops before. */
const WAKES = 8 * HOUR;
const SHOPPING_DAY = DAY - WAKES;

/** Which part of its days' shopping a window had behind it at `asOf`, on the day on which it closes. */
export function elapsedAt({ at, closesAt }: Pick<Window, "at" | "closesAt">, asOf: Instant) {
  const from = Math.max(asOf, startOf(businessDay(closesAt)) + WAKES);
  const days = (closesAt - at) / DAY;
  return 1 - Math.max(0, closesAt - from) / (days * SHOPPING_DAY);
}

/** A result that still moves is looked at some fifty times before it is final, and never more than once a minute. */
const REVISIONS = 50;

/**
 * When an execution that is not final is to be looked at after `now`: a week whose last day begins tells the cards of
 * that morning nearly all, and those are made before it closes.
 */
export function nextLook({ kind, ...window }: Window, now: Instant): Instant {
  const { closesAt, returnsUntil } = window;
  if (now < closesAt) {
    const lastDay = startOf(businessDay(closesAt));
    return kind === "due-again" && ofAWeek(window) && now < lastDay ? lastDay : closesAt;
  }
  return Math.min(returnsUntil, now + Math.max(MINUTE, (returnsUntil - closesAt) / REVISIONS));
}
