import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

/** What the double answers: JSON with a status, or a stream of server-sent events. */
export type Answer =
  | { readonly status?: number; readonly body: unknown; readonly afterMs?: number }
  | { readonly stream: readonly unknown[] };

/** Told the method, the path below /api with its query, and the body; null is a 404. */
export type Answers = (request: {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}) => Answer | null;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

type Site = {
  readonly base: string;
  readonly dist: string;
  readonly answers: Answers;
  /** The page for an address below `base`; "index.html" when left out. */
  readonly index?: (path: string) => string;
};

async function file({ dist, base, index }: Site, request: IncomingMessage, reply: ServerResponse) {
  const path = new URL(request.url ?? "/", "http://x").pathname.slice(base.length);
  const name = extname(path) === "" ? (index?.(path) ?? "index.html") : normalize(path);
  const content = await readFile(join(dist, name)).catch(() => null);
  reply.writeHead(content ? 200 : 404, { "content-type": TYPES[extname(name)] ?? "text/plain" });
  reply.end(content ?? "");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function api(answers: Answers, request: IncomingMessage, reply: ServerResponse) {
  const path = (request.url ?? "").slice("/api".length);
  const answer = answers({ method: request.method ?? "GET", path, body: await bodyOf(request) });
  if (answer !== null && "stream" in answer) {
    reply.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of answer.stream) reply.write(`data: ${JSON.stringify(event)}\n\n`);
    return;
  }
  await new Promise((done) => setTimeout(done, answer?.afterMs ?? 0));
  reply.writeHead(answer?.status ?? (answer ? 200 : 404), { "content-type": "application/json" });
  reply.end(JSON.stringify(answer?.body ?? {}));
}

/** Serves one built page app under `base` with scripted answers behind /api; a test closes it. */
export async function servePages(
  given: Site,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, reply) => {
    const handled = request.url?.startsWith("/api/")
      ? api(given.answers, request, reply)
      : file(given, request, reply);
    handled.catch((problem: unknown) =>
      reply.destroy(problem instanceof Error ? problem : undefined),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
