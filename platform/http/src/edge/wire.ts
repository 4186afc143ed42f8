import { type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Refusal } from "@zhongshu/kernel";
import { refusalBody } from "./answer.ts";
import { badHead, headTooLarge, tooSlow } from "./refusals.ts";

/** What a request that never became one is told, by what Node's parser says of it. */
function refusalFor(code: string | undefined): Refusal {
  if (code === "HPE_HEADER_OVERFLOW") return headTooLarge;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? tooSlow : badHead;
}

/** Nobody's language is known yet: `say` is Chinese. */
export const headRefusal = (refusal: Refusal): Response =>
  new Response(JSON.stringify(refusalBody(refusal, "zh")), {
    status: refusal.status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });

function onTheWire(refusal: Refusal): string {
  const body = JSON.stringify(refusalBody(refusal, "zh"));
  return [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    "Content-Type: application/json; charset=utf-8",
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}

/**
 * Answers what the parser refuses before any of our code sees it. Where an answer has already begun on that line
 * nothing may be written into it: the line is only closed.
 */
export function answerMalformed(server: Server): void {
  const last = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (request, response) => last.set(request.socket, response));
  // Another expectation than "100-continue".
  server.on("checkExpectation", ({ socket }) => {
    socket.end(onTheWire(badHead), () => socket.destroy());
  });
  server.on("clientError", (problem: NodeJS.ErrnoException, line) => {
    const answer = last.get(line);
    const begun = answer?.headersSent === true && !answer.writableFinished;
    if (line.writable && !begun)
      line.end(onTheWire(refusalFor(problem.code)), () => line.destroy());
    else line.destroy();
  });
}
