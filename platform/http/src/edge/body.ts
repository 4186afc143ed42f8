import { err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import { notJson, notJsonType, tooLarge } from "./refusals.ts";

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

export async function bytesOf(
  request: Request,
  limit: number,
): Promise<Result<Uint8Array, Refusal>> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of limited(request, limit)) chunks.push(chunk);
  } catch (problem) {
    if (problem instanceof TooLarge) return err(tooLarge(limit));
    throw problem;
  }
  return ok(Buffer.concat(chunks));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A JSON object, or {} for an empty body. */
export async function objectOf(
  request: Request,
  limit: number,
): Promise<Result<Readonly<Record<string, unknown>>, Refusal>> {
  const bytes = await bytesOf(request, limit);
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
