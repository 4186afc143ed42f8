import { Raced } from "./append.ts";

/** What a failed transaction tells us to do. */
export type Verdict = "again" | "poisoned" | "unavailable";

// 40001 serialisation, 40P01 deadlock, 55P03 lock timeout: the same work succeeds when it is tried again.
const AGAIN = new Set(["40001", "40P01", "55P03"]);
// 57P01–57P03: the server stops or starts; 53300: it has no connection left. Node's own words for a line that broke.
const LINE = /^(?:08|57P|53300)|^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;
const BROKEN =
  /connection (?:terminated|ended)|timeout exceeded when trying to connect|not queryable/i;
// Data exceptions, broken constraints, errors raised on purpose: the event itself is in the way.
const POISON = /^(?:22|23|P0)/;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/**
 * A projection that throws something of its own is poisoned by an event; but a full disk, a missing table or
 * exhausted memory says nothing about the event, and then the sender must keep it.
 */
export function verdict(error: unknown): Verdict {
  if (error instanceof Raced) return "again";
  const code = codeOf(error);
  if (AGAIN.has(code) || LINE.test(code)) return "again";
  if (error instanceof Error && BROKEN.test(error.message)) return "again";
  if (code === "") return "poisoned";
  return POISON.test(code) ? "poisoned" : "unavailable";
}
