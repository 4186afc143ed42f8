import { createServer, type Server } from "node:http";
import { getRequestListener, RequestError } from "@hono/node-server";
import { SECOND } from "@zhongshu/kernel";
import { badHead } from "./edge/refusals.ts";
import { answerMalformed, headRefusal } from "./edge/wire.ts";

type Fetch = (request: Request, remote: string) => Promise<Response>;
export type Listening = { readonly url: string; close(): Promise<void> };

const DRAIN = 10 * SECOND;

const refusal = (problem: NodeJS.ErrnoException, port: number): Error => {
  if (problem.code === "EADDRINUSE")
    return new Error(
      `端口 ${port} 已被占用，请用 --port 或环境变量 PORT 换一个。 Port ${port} is in use by another program: choose another with --port or PORT.`,
      { cause: problem },
    );
  if (problem.code === "EACCES")
    return new Error(
      `没有权限使用端口 ${port}，请用 --port 或环境变量 PORT 指定大于 1024 的端口。 Port ${port} is not allowed: choose one above 1024 with --port or PORT.`,
      { cause: problem },
    );
  return problem;
};

const started = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (problem: NodeJS.ErrnoException) => reject(refusal(problem, port)));
    server.listen(port, host, resolve);
  });

/** Takes no more connections, lets what runs finish, and after ten seconds ends the rest. */
const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatient = setTimeout(() => {
      server.closeAllConnections();
    }, DRAIN);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });

/** A head that is HTTP, but no address of ours can be made of it: a Host like "a b". */
function errorHandler(problem: unknown): Response {
  if (problem instanceof RequestError) return headRefusal(badHead);
  throw problem;
}

export async function listen(
  fetch: Fetch,
  port: number,
  host: string,
  closing: () => void,
): Promise<Listening> {
  const server = createServer(
    // A slow sender of headers is cut off; a large file over a slow line has half an hour.
    {
      headersTimeout: 15 * SECOND,
      requestTimeout: 1_800 * SECOND,
      keepAliveTimeout: 10 * SECOND,
      // Node would refuse it without a word.
      requireHostHeader: false,
    },
    getRequestListener(
      (request, env) =>
        fetch(request, "incoming" in env ? (env.incoming.socket.remoteAddress ?? "") : ""),
      { errorHandler },
    ),
  );
  answerMalformed(server);
  await started(server, port, host);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: () => {
      closing();
      return stopped(server);
    },
  };
}
