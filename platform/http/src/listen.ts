import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { SECOND } from "@zhongshu/kernel";

type Fetch = (request: Request, remote: string) => Promise<Response>;
export type Listening = { readonly url: string; close(): Promise<void> };

const DRAIN = 10 * SECOND;

const refusal = (problem: NodeJS.ErrnoException, port: number): Error => {
  if (problem.code === "EADDRINUSE")
    return new Error(
      `端口 ${port} 已被占用，请设置 PORT 换一个。 Port ${port} is in use by another program: choose another with PORT.`,
      { cause: problem },
    );
  if (problem.code === "EACCES")
    return new Error(
      `没有权限使用端口 ${port}，请设置大于 1024 的 PORT。 Port ${port} is not allowed: set PORT above 1024.`,
      { cause: problem },
    );
  return problem;
};

const started = (server: ServerType, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (problem: NodeJS.ErrnoException) => reject(refusal(problem, port)));
    server.listen(port, host, resolve);
  });

/** Takes no more connections, lets what runs finish, and after ten seconds ends the rest. */
const stopped = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    const impatient = setTimeout(() => {
      if ("closeAllConnections" in server) server.closeAllConnections();
    }, DRAIN);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });

export async function listen(
  fetch: Fetch,
  port: number,
  host: string,
  closing: () => void,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => fetch(request, incoming.socket.remoteAddress ?? ""),
    // A slow sender of headers is cut off; a large file over a slow line has half an hour.
    serverOptions: {
      headersTimeout: 15 * SECOND,
      requestTimeout: 1_800 * SECOND,
      keepAliveTimeout: 10 * SECOND,
    },
  });
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
