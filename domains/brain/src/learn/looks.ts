import { DAY, type Instant, MINUTE } from "@zhongshu/kernel";
import type { Tap } from "../tap/store.ts";

type Window = Pick<Tap, "kind" | "at" | "closesAt" | "returnsUntil">;

/** The model speaks of seven days; a window of another length says nothing about it. */
const WEEK = { least: 6 * DAY, most: 8 * DAY } as const;
export const ofAWeek = ({ at, closesAt }: Pick<Window, "at" | "closesAt">): boolean =>
  closesAt - at >= WEEK.least && closesAt - at <= WEEK.most;

/** An open window is looked at twice a day, where a forecast can learn from it. */
const LOOKS = 14;
/** A result that still moves is looked at some fifty times before it is final, and never more than once a minute. */
const REVISIONS = 50;

/** When an execution that is not final is to be looked at after `now`. */
export function nextLook({ kind, ...window }: Window, now: Instant): Instant {
  const { at, closesAt, returnsUntil } = window;
  if (now < closesAt) {
    const learnt = kind === "due-again" && ofAWeek(window);
    return learnt ? Math.min(closesAt, now + (closesAt - at) / LOOKS) : closesAt;
  }
  return Math.min(returnsUntil, now + Math.max(MINUTE, (returnsUntil - closesAt) / REVISIONS));
}
