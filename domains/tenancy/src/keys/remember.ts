import type { Instant } from "@zhongshu/kernel";

/** Enough for every key of ten thousand shops that is in use within a few seconds. */
const CAPACITY = 10_000;

export type Remembered<T> = {
  readonly get: (key: string) => Promise<T | null>;
  readonly forget: (key: string) => void;
};

/**
 * Remembers what `find` found for `keepMs`, and asks once for questions that come together. What was not
 * found is not remembered, so guesses push nothing out and a new key works at once.
 */
export function remember<T>(
  find: (key: string) => Promise<T | null>,
  now: () => Instant,
  keepMs: number,
): Remembered<T> {
  const known = new Map<string, { readonly until: Instant; readonly found: Promise<T | null> }>();
  const ask = async (key: string): Promise<T | null> => {
    const found = await find(key).catch((problem: unknown) => {
      known.delete(key);
      throw problem;
    });
    if (found === null) known.delete(key);
    return found;
  };
  return {
    get: (key) => {
      const hit = known.get(key);
      if (hit !== undefined && hit.until > now()) return hit.found;
      const oldest = known.keys().next();
      if (known.size >= CAPACITY && oldest.done !== true) known.delete(oldest.value);
      const found = ask(key);
      known.delete(key);
      known.set(key, { until: now() + keepMs, found });
      return found;
    },
    forget: (key) => {
      known.delete(key);
    },
  };
}
