import { DAY, err, type Instant, iso, ok, type Result, SECOND } from "@zhongshu/kernel";
import { type Reason, reason } from "../catalogue/reason.ts";

// Within this much the sender's clock is right and the difference is the network: the time told is kept.
const LATENCY = 10 * SECOND;
const EARLIEST = Date.UTC(2000, 0, 1);
const ISO =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/;

/** The 31st of February would be taken for the 3rd of March. */
function inCalendar(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && iso(midnight).startsWith(day);
}

/** ISO 8601; without a zone it is UTC, as Segment takes it. */
export function parseInstant(value: unknown): Instant | null {
  if (typeof value !== "string" || !ISO.test(value) || !inCalendar(value.slice(0, 10))) return null;
  const timed = value.length > 10;
  const at = Date.parse(timed && !ZONED.test(value) ? `${value}Z` : value);
  return Number.isNaN(at) ? null : at;
}

export type Clocks = {
  readonly timestamp: unknown;
  readonly originalTimestamp: unknown;
  readonly sentAt: unknown;
  readonly receivedAt: Instant;
  /** History is dated by its own clock, which is not the sender's of today. */
  readonly historical: boolean;
};

/** When it happened: receivedAt − (sentAt − timestamp), so that a wrong clock of the sender cancels out. */
export function happenedAt(clocks: Clocks): Result<Instant, Reason> {
  const told = clocks.originalTimestamp ?? clocks.timestamp;
  if (told === undefined || told === null) return ok(clocks.receivedAt);
  const at = parseInstant(told);
  if (at === null) return err(UNREADABLE);
  const corrected = at + skew(clocks);
  if (corrected < EARLIEST || corrected > clocks.receivedAt + DAY) return err(absurd(corrected));
  return ok(corrected);
}

function skew({ sentAt, receivedAt, historical }: Clocks): number {
  const sent = historical ? null : parseInstant(sentAt);
  if (sent === null) return 0;
  return Math.abs(receivedAt - sent) <= LATENCY ? 0 : receivedAt - sent;
}

const UNREADABLE = reason(
  "event.timestamp",
  "timestamp 读不懂，请用 ISO 8601，例如 2026-01-31T20:00:00+08:00。",
  "The timestamp cannot be read: write ISO 8601, such as 2026-01-31T20:00:00+08:00.",
);

function absurd(at: Instant): Reason {
  const shown = Math.abs(at) <= 8.64e15 ? iso(at) : String(at);
  return reason(
    "event.timestamp-range",
    `事件时间 ${shown} 不可信：早于 2000 年，或比现在晚 24 小时以上。`,
    `The time ${shown} cannot be right: it is before 2000 or more than 24 hours ahead.`,
  );
}
