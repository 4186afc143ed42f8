import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What a model's service was asked. */
export type Heard = { readonly path: string; readonly key: string; readonly body: string };
/** What the service does when it is asked. */
export type Step = (response: ServerResponse, request: IncomingMessage) => void;

/** A model's service that does what its script says, step by step, and remembers what it heard. */
export async function modelService(...script: readonly Step[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const key = `${request.headers.authorization}`;
      const step = script[heard.push({ path: `${request.url}`, key, body }) - 1];
      if (step === undefined) response.writeHead(418).end("the script has ended");
      else step(response, request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const JSON_TYPE = { "content-type": "application/json" };

/** A completion whose words are `content`, in the envelope of the protocol. */
export const says =
  (content: string, usage: object | null = { prompt_tokens: 100, completion_tokens: 20 }): Step =>
  (response) =>
    response.writeHead(200, JSON_TYPE).end(
      JSON.stringify({
        id: "c-1",
        object: "chat.completion",
        created: 1,
        model: "scripted",
        choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }],
        ...(usage === null ? {} : { usage }),
      }),
    );
export const answersStatus =
  (code: number, headers: Readonly<Record<string, string>> = {}): Step =>
  (response) =>
    response
      .writeHead(code, { ...JSON_TYPE, ...headers })
      .end(JSON.stringify({ error: { message: "no", type: "scripted" } }));
export const answersRaw =
  (body: string, type = "application/json"): Step =>
  (response) =>
    response.writeHead(200, { "content-type": type }).end(body);
export const hangs: Step = () => undefined;
export const resets: Step = (_, request) => {
  request.socket.resetAndDestroy();
};
/** Begins to answer and never ends. */
export const stalls: Step = (response) => {
  response.writeHead(200, JSON_TYPE).write('{"choices":[');
};
/** Ten megabytes of an answer that looks fine at first. */
export const pours: Step = (response) => {
  response.writeHead(200, JSON_TYPE).write('{"choices":[{"message":{"content":"');
  let left = 160;
  const more = (): void => {
    if (response.destroyed) return;
    if (left-- > 0) response.write("x".repeat(65_536), () => setImmediate(more));
    else response.end('"}}]}');
  };
  more();
};
