import { setTimeout as pause } from "node:timers/promises";
import { err, type Instant, ok, type Result } from "@zhongshu/kernel";
import type { z } from "zod";
import { type Attempt, askOnce, type Prompt } from "./ask.ts";
import { failure, type LlmFailure } from "./failure.ts";
import { type Prices, spending, type Usage } from "./spend.ts";

/** A value in the shape asked for, the tokens of all attempts, and their price when prices are known. */
export type Written<T> = {
  readonly value: T;
  readonly usage: Usage;
  readonly yuan: number | null;
};

export type Llm = {
  readonly model: string;
  /** Never throws. `signal` breaks the wait off. */
  write<T>(
    prompt: Prompt,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<Result<Written<T>, LlmFailure>>;
};

export type LlmOptions = {
  /** Up to and with "/v1", as OpenAI-compatible services give it. */
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly prices: Prices | null;
  readonly now: () => Instant;
  /** How long all attempts together may take, in ms. */
  readonly timeoutMs?: number;
  /** The wait before the second attempt when the service names none, in ms. */
  readonly backoffMs?: number;
  readonly maxBytes?: number;
  readonly maxTokens?: number;
};

/** A service that wants a longer pause than this is given up for now. */
const LONGEST_PAUSE_MS = 5_000;

/** 400, 404, 415 and 422 are what services answer that know no response_format. */
const KNOWS_NO_FORMAT = new Set([400, 404, 415, 422]);

type Next = { readonly structured: boolean; readonly afterMs: number; readonly retry: boolean };

/** What to do after an attempt that failed; null: give up. */
function next(
  { answer, seen }: Attempt<unknown>,
  { structured, retried, backoffMs }: { structured: boolean; retried: boolean; backoffMs: number },
): Next | null {
  if (answer.ok) return null;
  const { kind } = answer.error;
  if (kind === "refused")
    return structured && KNOWS_NO_FORMAT.has(seen.status ?? 0)
      ? { structured: false, afterMs: 0, retry: false }
      : null;
  if (retried) return null;
  if (kind === "not-json" || kind === "wrong-shape")
    return { structured: false, afterMs: 0, retry: true };
  if (kind === "busy" || kind === "server" || kind === "unreachable") {
    const afterMs = seen.retryAfterMs ?? backoffMs;
    return afterMs > LONGEST_PAUSE_MS ? null : { structured, afterMs, retry: true };
  }
  return null;
}

/** Any OpenAI-compatible service behind one call that answers in a given shape, or says why not. */
export function createLlm(options: LlmOptions): Llm {
  const {
    timeoutMs = 20_000,
    backoffMs = 500,
    maxBytes = 256 * 1_024,
    maxTokens = 1_500,
  } = options;
  const { baseUrl, key, model } = options;
  const endpoint = { baseUrl, key, model, maxBytes, maxTokens };
  const spent = spending(options.prices, options.now);
  // What the service has shown to understand, so that later calls need no detour.
  const learnt = { structured: true };

  async function write<T>(
    prompt: Prompt,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<Result<Written<T>, LlmFailure>> {
    const until = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
    const used = { input: 0, output: 0, yuan: 0 };
    let now: Next = { structured: learnt.structured, afterMs: 0, retry: false };
    let retried = false;
    let detour = false;
    for (;;) {
      if (!spent.left()) return err(failure("spent"));
      if (now.afterMs > 0) await pause(now.afterMs, undefined, { signal: until }).catch(() => null);
      const attempt = await askOnce(endpoint, { prompt, schema, ...now, signal: until });
      used.input += attempt.usage.input;
      used.output += attempt.usage.output;
      const yuan = spent.add(attempt.usage);
      used.yuan += yuan ?? 0;
      // Only an answer in words proves that the format was at fault; a wrong model name is refused in words too.
      if (detour && attempt.seen.status === 200) learnt.structured = false;
      if (attempt.answer.ok) {
        const { input, output } = used;
        const cost = yuan === null ? null : used.yuan;
        return ok({ value: attempt.answer.value, usage: { input, output }, yuan: cost });
      }
      const then = next(attempt, { structured: now.structured, retried, backoffMs });
      if (then === null) return err(attempt.answer.error);
      detour ||= now.structured && !then.structured && !then.retry;
      retried ||= then.retry;
      now = then;
    }
  }
  return { model, write };
}
