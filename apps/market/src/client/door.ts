import type { z } from "zod";

/** The product's public address, and the cookies of whoever speaks through this door. */
export type Door = {
  ask<T>(schema: z.ZodType<T>, path: string): Promise<T>;
  send<T>(schema: z.ZodType<T>, path: string, body: unknown, method?: string): Promise<T>;
};

/** What the product said no with, in its own words. */
export class SaidNo extends Error {
  readonly status: number;
  constructor(status: number, path: string, body: string) {
    super(`${status} ${path}: ${body.slice(0, 500)}`);
    this.status = status;
  }
}

/**
 * One visitor: cookies that come are kept and sent again, as a browser does. `fetch` is the only thing that it
 * knows of the product.
 */
export function doorTo(url: string, headers: Readonly<Record<string, string>> = {}): Door {
  const cookies = new Map<string, string>();
  const request = async <T>(schema: z.ZodType<T>, path: string, init: RequestInit): Promise<T> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(path, url), {
      ...init,
      headers: { origin: url, "content-type": "application/json", ...headers, cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    if (!answer.ok) throw new SaidNo(answer.status, path, text);
    return schema.parse(JSON.parse(text));
  };
  return {
    ask: (schema, path) => request(schema, path, {}),
    send: (schema, path, body, method = "POST") =>
      request(schema, path, { method, body: JSON.stringify(body) }),
  };
}
