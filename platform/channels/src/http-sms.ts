import { setTimeout as pause } from "node:timers/promises";
import type { Sms } from "./sms.ts";

export type HttpSmsOptions = {
  /** SMS_WEBHOOK_URL: receives POST {phone, code} as JSON. */
  readonly url: string;
  /** A new unique string for each message. */
  readonly newKey: () => string;
  /** How long one attempt may take, in ms. */
  readonly timeoutMs?: number;
  /** How long to wait before the second attempt, in ms; doubled before the third. */
  readonly backoffMs?: number;
};

const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 5_000;

type Attempt =
  | { readonly sent: true }
  | { readonly sent: false; readonly why: string; readonly again: boolean };

const worthAnother = (status: number): boolean => status === 408 || status === 429 || status >= 500;

async function attempt(url: string, init: RequestInit): Promise<Attempt> {
  try {
    const answer = await fetch(url, { ...init, redirect: "error" });
    // The answer's text is of no use, and could be endless.
    await answer.body?.cancel();
    if (answer.ok) return { sent: true };
    return { sent: false, why: `status ${answer.status}`, again: worthAnother(answer.status) };
  } catch (problem) {
    return { sent: false, why: problem instanceof Error ? problem.name : "unknown", again: true };
  }
}

/**
 * Hands codes to a gateway over HTTP. Every attempt of one message carries the same `idempotency-key`, so a
 * gateway that took the first and answered too late does not send twice. Errors never quote the code.
 */
export function httpSms(options: HttpSmsOptions): Sms {
  const { url, newKey, timeoutMs = 4_000, backoffMs = 300 } = options;
  return {
    sendCode: async (phone, code) => {
      const key = newKey();
      const init = {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ phone, code }),
      };
      for (let n = 1; ; n++) {
        const done = await attempt(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
        if (done.sent) return;
        if (!done.again || n === ATTEMPTS)
          throw new Error(`The SMS gateway did not take message ${key}: ${done.why}`);
        await pause(Math.min(backoffMs * 2 ** (n - 1), LONGEST_PAUSE_MS));
      }
    },
  };
}
