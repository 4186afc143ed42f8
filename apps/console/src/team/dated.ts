import { businessDay, type Instant, isDay, startOf } from "@zhongshu/kernel";

type Dated = { readonly validFrom: Instant };

/** What holds now, and what is planned after it, the nearest first. */
export function standing<T extends Dated>(
  rows: readonly T[],
  now: Instant,
): { readonly current: T | null; readonly planned: readonly T[]; readonly past: readonly T[] } {
  const inTime = rows.toSorted((a, b) => a.validFrom - b.validFrom);
  const begun = inTime.filter(({ validFrom }) => validFrom <= now);
  return {
    current: begun.at(-1) ?? null,
    planned: inTime.filter(({ validFrom }) => validFrom > now),
    past: begun.slice(0, -1).toReversed(),
  };
}

/** From which instant a chosen day means: today is now (null, the server's clock), a past day is none. */
export function fromOf(day: string, now: Instant): Instant | null | "flaw" {
  const today = businessDay(now);
  if (!isDay(day) || day < today) return "flaw";
  return day === today ? null : startOf(day);
}
