import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { PER_REQUEST, requestBody } from "./events.ts";

export type Target = { readonly url: string; readonly key: string };
type Sent = { readonly at: number; readonly ms: number };

/** Sends prepared bodies over connections that stay open; anything but a full 200 fails the run. */
function sender({ url, key }: Target, sockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/json" };
  const send = (body: string): Promise<void> =>
    new Promise((done, failed) => {
      const outgoing = request(`${url}/v1/batch`, { agent, method: "POST", headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (text.includes(`"accepted":${PER_REQUEST},`)) done();
          else failed(new Error(`${answer.statusCode}: ${text.slice(0, 300)}`));
        });
      });
      outgoing.on("error", failed);
      outgoing.setHeader("content-length", Buffer.byteLength(body));
      outgoing.end(body);
    });
  return { send, end: () => agent.destroy() };
}

/** As fast as answers come back on `sockets` connections: events a second over `seconds`. */
export async function closedLoop(
  target: Target,
  sockets: number,
  seconds: number,
): Promise<number> {
  // Written beforehand: the two cores are the server's while the clock runs.
  const bodies = Array.from({ length: 700 * seconds }, requestBody);
  const { send, end } = sender(target, sockets);
  const start = performance.now();
  const late = start + seconds * 1_000;
  let answered = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < late) {
      const body = bodies.pop();
      if (body === undefined) throw new Error("The prepared requests ran out: prepare more");
      await send(body);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: sockets }, worker));
  const took = (performance.now() - start) / 1_000;
  end();
  return (answered * PER_REQUEST) / took;
}

/** At a fixed rate whatever the answers do; each time counts from when the request was due. */
export async function openLoop(
  target: Target,
  perSecond: number,
  seconds: number,
): Promise<readonly number[]> {
  const every = 1_000 / (perSecond / PER_REQUEST);
  const bodies = Array.from({ length: Math.floor((seconds * 1_000) / every) }, requestBody);
  const { send, end } = sender(target, 64);
  const start = performance.now();
  const sent: Promise<Sent>[] = [];
  for (const [i, body] of bodies.entries()) {
    const due = start + i * every;
    if (performance.now() < due) await pause(due - performance.now());
    sent.push(send(body).then(() => ({ at: due, ms: performance.now() - due })));
  }
  const all = await Promise.all(sent);
  end();
  return all.map(({ ms }) => ms).toSorted((a, b) => a - b);
}
