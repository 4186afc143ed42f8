import { createServer } from "node:net";
import { createHttp, type Listening } from "@zhongshu/http";
import { doorsOf } from "./doors.ts";
import { type Opened, random } from "./open.ts";
import type { Web } from "./web/build.ts";

const FIRST_PORT = 7_100;

const free = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });

/** Any free one is chosen beforehand, because links are written that name it. */
const anyFree = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

export async function portOf({
  port,
  host,
}: {
  /** Null: 7100, or the next that is free. 0: any free one. */
  readonly port: number | null;
  readonly host: string;
}): Promise<number> {
  if (port === 0) return anyFree(host);
  if (port !== null) return port;
  for (let next = FIRST_PORT; next < FIRST_PORT + 20; next += 1)
    if (await free(next, host)) return next;
  return FIRST_PORT;
}

/** What a customer opens is a small page of its own, without what owners need. */
const pagesOf = ({ h5, console: desk }: Web) => ({
  pages: [
    { at: "/m/in", dir: h5, index: "customer.html" },
    { at: "/m/l", dir: h5, index: "customer.html" },
    { at: "/m", dir: h5 },
    { at: "/console", dir: desk },
  ],
  home: "/m",
});

/** Where the product is offered, and the pages that it shows there. */
export type Address = {
  /** Null: the API alone. */
  readonly web: Web | null;
  readonly host: string;
  readonly port: number;
  /** Where people reach it, and customers when that is another address of ours. */
  readonly baseUrl: string;
  readonly linkUrl: string | null;
  /** How many proxies of our own stand in front. */
  readonly proxies: number;
};

/** Offers what was opened, with all its pages, in the time that it lives in. */
export function listenOn(opened: Opened, at: Address): Promise<Listening> {
  const { web, baseUrl, linkUrl, proxies } = at;
  const http = createHttp({
    ...doorsOf(opened.system, opened.auth, {
      clock: { now: opened.clock, random },
      demo: opened.demo,
    }),
    ...(web === null ? {} : pagesOf(web)),
    baseUrl,
    ...(linkUrl === null ? {} : { linkUrl }),
    proxies,
    ready: async () => (await opened.system.directory()).length >= 0,
    now: opened.clock,
    random,
    report: ({ id, method, path, error }) =>
      process.stderr.write(
        `${id} ${method} ${path} ${error instanceof Error ? error.stack : error}\n`,
      ),
  });
  return http.listen(at.port, at.host);
}
