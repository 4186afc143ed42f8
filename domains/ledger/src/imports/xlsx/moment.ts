const DAY = 86_400_000;
/** Formats of dates and times that need no text: the common ones, and those of Chinese and Japanese tables. */
const BUILT_IN = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Does a number format show a number as a date or a time? Words in it, colours and conditions aside. */
export function showsMoment(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to);
  const bare = code
    .replace(/"[^"]*"|\\.|_./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
    .replace(/general/gi, "");
  return /[ymdhs]/i.test(bare) && !/[#?0](?!0*$)/.test(bare.replace(/s+\.0+/gi, ""));
}

/** How a number shows by its format: "moment", "percent", so many digits at least, or as it is. */
export type Shown = "moment" | "percent" | number | null;
const PERCENT = new Set([9, 10]);

export function shownAs(id: number, code: string | undefined): Shown {
  if (showsMoment(id, code)) return "moment";
  if (code === undefined) return PERCENT.has(id) ? "percent" : null;
  if (/^0{2,}$/.test(code)) return code.length;
  return code.replace(/"[^"]*"|\\./g, "").includes("%") ? "percent" : null;
}

const two = (n: number): string => String(n).padStart(2, "0");

/**
 * A spreadsheet's count of days as it would be written: "2026-03-05", with the time where there is one, the time alone below one
 * day. `early`: days are counted from 1904. To the second; a date has no zone.
 */
export function momentText(days: number, early: boolean): string {
  const at = new Date(
    Date.UTC(1899, 11, 30) + Math.round((days + (early ? 1_462 : 0)) * 86_400) * 1_000,
  );
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  if (days < 1) return clock;
  const date = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return at.getTime() % DAY === 0 ? date : `${date} ${clock}`;
}
