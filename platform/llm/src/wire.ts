import type { LlmFailure } from "./failure.ts";

/** What one request met on the wire, as far as it came. */
export type Seen = {
  status: number | null;
  retryAfterMs: number | null;
  problem: LlmFailure["kind"] | null;
};

const SECONDS = /^\d{1,6}$/;

/** Reads at most `most` bytes; null when there are more, and the rest is not waited for. */
async function bounded(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    // Leaving the loop cancels the body, which closes the connection.
    if (size > most) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** A fetch for one request that bounds the answer, follows no redirect and remembers what it met. */
export function wire(most: number): { readonly seen: Seen; readonly fetch: typeof fetch } {
  const seen: Seen = { status: null, retryAfterMs: null, problem: null };
  const refuse = (problem: LlmFailure["kind"]): never => {
    seen.problem = problem;
    throw new Error(problem);
  };
  return {
    seen,
    fetch: async (url, init) => {
      const answer = await fetch(url, { ...init, redirect: "error" });
      seen.status = answer.status;
      const after = answer.headers.get("retry-after") ?? "";
      if (SECONDS.test(after)) seen.retryAfterMs = Number(after) * 1_000;
      const type = answer.headers.get("content-type") ?? "";
      if (answer.ok && !/\bjson\b/i.test(type)) {
        await answer.body?.cancel();
        return refuse("not-json");
      }
      const body = (await bounded(answer, most)) ?? refuse("too-large");
      return new Response(body, { status: answer.status, headers: { "content-type": type } });
    },
  };
}
