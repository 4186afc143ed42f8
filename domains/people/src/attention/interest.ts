import { type BusinessDay, DAY, startOf } from "@zhongshu/kernel";

/** After this many days a touch counts half. */
export const HALF_LIFE = 30;

type Touched = { readonly day: BusinessDay; readonly category: string; readonly touches: number };
export type Interest = { readonly category: string; readonly share: number };

/** Share of each category in all touches up to `today`, each weighing 2^(−age/30); strongest first. */
export function interests(touched: readonly Touched[], today: BusinessDay): readonly Interest[] {
  const weights = new Map<string, number>();
  for (const { day, category, touches } of touched) {
    const age = (startOf(today) - startOf(day)) / DAY;
    if (age < 0) continue;
    weights.set(category, (weights.get(category) ?? 0) + touches * 2 ** (-age / HALF_LIFE));
  }
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return [...weights]
    .map(([category, weight]) => ({ category, share: weight / whole }))
    .toSorted((a, b) => b.share - a.share || (a.category < b.category ? -1 : 1));
}

/** The weight of a row of people.attention as SQL; `today` is the name of a date parameter. */
export const weightSql = (today: string): string =>
  `touches * power(2, (day - ${today})::float8 / ${HALF_LIFE})`;
