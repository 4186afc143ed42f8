import { setTimeout as pause } from "node:timers/promises";
import { verdict } from "../append/verdict.ts";

// Together some twenty seconds of waiting, beside the time a new connection waits for a database that starts.
const ATTEMPTS = 12;
const LONGEST = 5_000;

export type Persisting = {
  random(): number;
  /** Throws when it is no use to go on. */
  check(): void;
};

/**
 * Tries a transaction again when what stopped it will pass: a race, a lock, a database that restarts. Nobody waits
 * for a background run's answer, so it outlasts a short outage; `work` must be right when it is done twice.
 */
export async function persist<T>(
  { random, check }: Persisting,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || verdict(error) === "poisoned") throw error;
      check();
      await pause(Math.min(LONGEST, 2 ** attempt * 20) * (0.5 + random() / 2));
      check();
    }
  }
}
