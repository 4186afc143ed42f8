import type { Text } from "@zhongshu/kernel";

/** Fewer events than this, and no hour is named. */
export const ENOUGH_EVENTS = 100;
/** Outside the quiet hours, in which nothing may be sent. */
const EARLIEST = 8;
const LATEST = 21;

/**
 * The hour from 8 to 21 at which these people are liveliest: counts smoothed over the neighbouring hours
 * (¼ ½ ¼), ties to the earlier; what they do at night is left out. Null under `ENOUGH_EVENTS`.
 */
export function bestHour(counts: readonly number[]): { hour: number; basis: Text } | null {
  const at = (hour: number): number => (hour < EARLIEST || hour > LATEST ? 0 : (counts[hour] ?? 0));
  const total = counts.reduce((sum, _, hour) => sum + at(hour), 0);
  if (total < ENOUGH_EVENTS) return null;
  const smooth = (hour: number): number => (at(hour - 1) + 2 * at(hour) + at(hour + 1)) / 4;
  let hour = EARLIEST;
  for (let h = EARLIEST; h <= LATEST; h += 1) if (smooth(h) > smooth(hour)) hour = h;
  return {
    hour,
    basis: {
      zh: `这些客户最近四周早 8 点到晚 10 点的 ${total} 次互动里，${hour} 点前后最多。`,
      en: `Of ${total} actions of these customers between 8:00 and 22:00 in the last four weeks, most fell around ${hour}:00.`,
    },
  };
}
