import { type BusinessDay, DAY, startOf } from "@zhongshu/kernel";
import type { Buying } from "@zhongshu/numerics";
import { rows } from "../rows.ts";

/** Each customer's distinct days of buying, in order, with what was paid on each. */
export type Bought = ReadonlyMap<string, ReadonlyMap<BusinessDay, number>>;

const DATE = /^(\d{4})-?(\d{2})-?(\d{2})$/;

/** "19970118" and "1997-01-18". */
export function dayOf(text: string): BusinessDay {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || !Number.isFinite(Date.parse(`${year}-${month}-${day}`)))
    throw new Error(`不是日期 Not a date: “${text}” (1997-01-18, 19970118)`);
  return `${year}-${month}-${day}`;
}

/** A file of purchases, a line each, with columns id, date, dollars; others are left alone. Several on one day are one. */
export async function boughtIn(file: string): Promise<Bought> {
  const bought = new Map<string, Map<BusinessDay, number>>();
  for await (const cell of rows(file)) {
    const [id, paid] = [cell("id"), Number(cell("dollars"))];
    if (id === "" || !Number.isFinite(paid))
      throw new Error(`${file}: 每行要有 id、date、dollars Every line wants id, date, dollars.`);
    const days = bought.get(id) ?? new Map<BusinessDay, number>();
    const day = dayOf(cell("date"));
    days.set(day, (days.get(day) ?? 0) + paid);
    bought.set(id, days);
  }
  return bought;
}

const WEEK = 7 * DAY;
export const weeksBetween = (from: BusinessDay, to: BusinessDay): number =>
  (startOf(to) - startOf(from)) / WEEK;

/** The figures of one customer at the end of `until`, in weeks; null for who had bought nothing by then. */
export function buyingBy(
  days: ReadonlyMap<BusinessDay, number>,
  until: BusinessDay,
): Buying | null {
  const known = [...days.keys()].filter((day) => day <= until).toSorted((a, b) => (a < b ? -1 : 1));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    repeats: known.length - 1,
    recency: weeksBetween(first, last),
    age: weeksBetween(first, until),
  };
}
