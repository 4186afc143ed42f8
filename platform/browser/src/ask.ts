import type { Text } from "@zhongshu/kernel";
import { z } from "zod";

const RefusalBody = z.object({
  code: z.string(),
  message: z.object({ zh: z.string(), en: z.string() }),
  next: z.object({ zh: z.string(), en: z.string() }),
});

/** What the server (or the lack of one) said no with; the pages show `message` and `next` as they are. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: { readonly message: Text; readonly next: Text };

  constructor(status: number, body: z.infer<typeof RefusalBody>) {
    super(`${body.code}: ${body.message.en}`);
    this.code = body.code;
    this.status = status;
    this.text = { message: body.message, next: body.next };
  }
}

/** Only what may pass by itself is asked again, and once; a refusal is an answer. */
export const retry = (failures: number, error: Error): boolean =>
  failures < 1 && !(error instanceof Refused && error.status >= 400 && error.status < 500);

const offline = (): Refused =>
  new Refused(0, {
    code: "network.offline",
    message: { zh: "网络好像断开了", en: "No connection to the server" },
    next: { zh: "检查一下网络，再试一次。", en: "Check the connection and try again." },
  });

const broken = (status: number): Refused =>
  new Refused(status, {
    code: "server.broken",
    message: { zh: "服务器出了点问题", en: "Something went wrong on the server" },
    next: { zh: "稍等一会儿再试，数据没有丢。", en: "Try again in a moment; nothing was lost." },
  });

async function request(path: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(`/api${path}`, { credentials: "same-origin", ...init }).catch(() => {
    throw offline();
  });
  const text = await answer.text().catch(() => {
    throw offline();
  });
  const body = parsed(text);
  if (answer.ok) return body;
  const refusal = RefusalBody.safeParse(body);
  throw refusal.success ? new Refused(answer.status, refusal.data) : broken(answer.status);
}

function parsed(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return null;
  }
}

/** An answer that does not fit its contract is a fault of ours, shown as such and never rendered. */
function fitting<T>(schema: z.ZodType<T>, path: string, body: unknown): T {
  const fit = schema.safeParse(body);
  if (fit.success) return fit.data;
  console.error(`${path} does not keep its contract`, z.prettifyError(fit.error));
  throw broken(500);
}

/** Reads `path` below /api. */
export async function ask<T>(schema: z.ZodType<T>, path: string): Promise<T> {
  return fitting(schema, path, await request(path, {}));
}

/** Changes something at `path` below /api; a string body is sent as it is, anything else as JSON. */
export async function send<T>(
  schema: z.ZodType<T>,
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: unknown = {},
): Promise<T> {
  const init =
    body instanceof Blob
      ? { method, body, headers: { "content-type": "application/octet-stream" } }
      : { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  return fitting(schema, path, await request(path, init));
}

/** A query string of what is set; "" when nothing is. */
export function query(
  values: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const set = Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === ""
      ? []
      : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`],
  );
  return set.length === 0 ? "" : `?${set.join("&")}`;
}
