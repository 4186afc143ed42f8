import { err, ok, type Refusal, type Result, SECOND } from "@zhongshu/kernel";
import { notJson, notJsonType, tooLarge, tooMuchComing, tooSlow } from "./refusals.ts";

/** Thrown into a stream that grows past its limit. */
export class TooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`over ${limit} bytes`);
    this.limit = limit;
  }
}

const announced = (request: Request): number => Number(request.headers.get("content-length") ?? 0);

/** The body as it comes, never more than `limit` bytes of it, whatever its header promised. */
export async function* limited(
  request: Request,
  limit: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (announced(request) > limit) throw new TooLarge(limit);
  if (request.body === null) return;
  let seen = 0;
  for await (const chunk of request.body) {
    seen += chunk.length;
    if (seen > limit) throw new TooLarge(limit);
    yield chunk;
  }
}

/** How long one body may take to come in, and how many bytes of bodies may have come in halfway. */
export type Patience = { readonly ms: number; readonly bytes: number };
export const PATIENCE: Patience = { ms: 60 * SECOND, bytes: 64 * 2 ** 20 };

type Bytes = Result<Uint8Array, Refusal>;
/** Reads whole bodies into memory; what waits there has a limit over all requests. */
export type Bodies = (request: Request, limit: number) => Promise<Bytes>;

const within = async <T>(ms: number, work: Promise<T>, late: T): Promise<T> => {
  const over = Promise.withResolvers<T>();
  const timer = setTimeout(() => over.resolve(late), ms);
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
  }
};

export function createBodies(patience: Patience): Bodies {
  let held = 0;
  const collect = async (request: Request, limit: number): Promise<Bytes> => {
    const chunks: Uint8Array[] = [];
    let mine = 0;
    try {
      for await (const chunk of limited(request, limit)) {
        mine += chunk.length;
        held += chunk.length;
        if (held > patience.bytes) return err(tooMuchComing);
        chunks.push(chunk);
      }
      return ok(Buffer.concat(chunks));
    } catch (problem) {
      if (problem instanceof TooLarge) return err(tooLarge(limit));
      throw problem;
    } finally {
      held -= mine;
    }
  };
  // The line of a late one is closed with its answer, which ends the reading too.
  return (request, limit) => within(patience.ms, collect(request, limit), err(tooSlow));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A JSON object, or {} for an empty body. */
export async function objectOf(
  bodies: Bodies,
  request: Request,
  limit: number,
): Promise<Result<Readonly<Record<string, unknown>>, Refusal>> {
  const bytes = await bodies(request, limit);
  if (!bytes.ok) return bytes;
  if (bytes.value.length === 0) return ok({});
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    return err(notJsonType);
  try {
    const value: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.value),
    );
    return isObject(value) ? ok(value) : err(notJson);
  } catch {
    return err(notJson);
  }
}
