import type { Text } from "@zhongshu/kernel";

/** Fewer events than this, and no hour is named. */
export const ENOUGH_EVENTS = 100;
const EARLIEST = 7;
const LATEST = 22;

/**
 * The hour from 7 to 22 at which these people are liveliest: counts smoothed over the neighbouring hours
 * (¼ ½ ¼), ties to the earlier. Null under `ENOUGH_EVENTS`.
 */
export function bestHour(counts: readonly number[]): { hour: number; basis: Text } | null {
  const total = counts.reduce((a, b) => a + b, 0);
  if (total < ENOUGH_EVENTS) return null;
  const at = (hour: number): number => counts[(hour + 24) % 24] ?? 0;
  const smooth = (hour: number): number => (at(hour - 1) + 2 * at(hour) + at(hour + 1)) / 4;
  let hour = EARLIEST;
  for (let h = EARLIEST; h <= LATEST; h += 1) if (smooth(h) > smooth(hour)) hour = h;
  return {
    hour,
    basis: {
      zh: `这些客户最近四周的 ${total} 次互动里，${hour} 点前后最多。`,
      en: `Of ${total} actions of these customers in the last four weeks, most fell around ${hour}:00.`,
    },
  };
}
