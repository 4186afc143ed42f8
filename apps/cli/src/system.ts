import type { Listening } from "@zhongshu/http";
import type { Refusal, Result } from "@zhongshu/kernel";
import { listenOn, type Opened, open } from "@zhongshu/server";

/** Where everything is kept unless `--data` says otherwise. */
export const DATA = ".data";
export const HERE = "http://127.0.0.1";

/**
 * The rooms, without pages and without demo, for one command; also beside a running product. `data` null: the
 * folder of the product in this checkout.
 */
export async function visiting<T>(
  { data, fresh = false }: { readonly data: string | null; readonly fresh?: boolean },
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await open({
    data: data ?? DATA,
    fresh,
    visit: !fresh,
    databaseUrl: fresh ? undefined : process.env["DATABASE_URL"],
    smsUrl: undefined,
    baseUrl: HERE,
    demo: true,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Whoever measures asks for what the rooms allow; what they refuse is a fault of ours. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(result.error.message.en);
  return result.value;
}

/** The API of what was opened, without pages, at any free port of this machine. */
export const offered = (opened: Opened): Promise<Listening> =>
  listenOn(opened, {
    ...{ web: null, host: "127.0.0.1", port: 0, baseUrl: HERE, linkUrl: null, proxies: 0 },
  });
