import { MINUTE, SECOND } from "@zhongshu/kernel";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { refuse } from "../edge/answer.ts";
import { entered } from "./enter.ts";
import type { Env, HttpOptions, Live } from "./types.ts";

/** The browser connects anew after this, and is asked anew who it is: a removed member does not look on. */
const LASTS = 5 * MINUTE;
const HEARTBEAT = 15 * SECOND;

/** Server-sent events: one `data:` line of JSON each, and a comment now and then so that proxies keep the line. */
export function feed(
  c: Context<Env>,
  closing: AbortSignal,
  follow: (signal: AbortSignal) => AsyncIterable<unknown>,
): Response {
  c.header("x-accel-buffering", "no");
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const signal = AbortSignal.any([closing, gone.signal, AbortSignal.timeout(LASTS)]);
    const beat = setInterval(() => void stream.write(": still here\n\n"), HEARTBEAT);
    try {
      await stream.write(": open\n\n");
      for await (const item of follow(signal)) {
        if (signal.aborted) break;
        await stream.writeSSE({ data: JSON.stringify(item) });
      }
    } finally {
      clearInterval(beat);
    }
  });
}

export const answerLive =
  (options: HttpOptions, live: Live, closing: AbortSignal) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    const door = await entered(options, request.headers, c.req.param("shop"), live.permission);
    if (!door.ok) return refuse(request, door.error);
    const { seal, shop } = door.value;
    return feed(c, closing, (signal) => live.follow(seal, shop, signal));
  };
