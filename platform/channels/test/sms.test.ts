import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { demoSms, httpSms } from "../src/index.ts";

type Step = (response: ServerResponse, request: IncomingMessage) => void;
type Heard = { readonly key: string; readonly body: string };

/** A gateway that does what its script says, step by step, and remembers what it heard. */
async function gateway(...script: readonly Step[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const step = script[heard.push({ key: `${request.headers["idempotency-key"]}`, body }) - 1];
      if (step === undefined) response.writeHead(500).end("the script has ended");
      else step(response, request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  let keys = 0;
  const sms = httpSms({
    url: `http://127.0.0.1:${address.port}/send`,
    newKey: () => `key-${++keys}`,
    timeoutMs: 1_000,
    backoffMs: 5,
  });
  return {
    sms,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const answer =
  (status: number): Step =>
  (response) =>
    response.writeHead(status).end("{}");
const silence: Step = () => undefined;
const hangUp: Step = (_, request) => request.socket.destroy();
const endless: Step = (response) => {
  response.writeHead(200);
  const pour = () => {
    if (!response.destroyed) response.write("x".repeat(65_536), () => setImmediate(pour));
  };
  pour();
};

test("CH1 a code is posted once, as JSON, with a key of its own", async () => {
  await using g = await gateway(answer(200), answer(204));
  await g.sms.sendCode("+8613800138000", "123456");
  await g.sms.sendCode("+8613800138000", "654321");
  expect(g.heard).toEqual([
    { key: "key-1", body: '{"phone":"+8613800138000","code":"123456"}' },
    { key: "key-2", body: '{"phone":"+8613800138000","code":"654321"}' },
  ]);
});

test("CH2 silence, a lost line and a server error are tried again under the same key", async () => {
  await using g = await gateway(silence, hangUp, answer(200));
  await g.sms.sendCode("+8613800138000", "123456");
  expect(g.heard.map((each) => each.key)).toEqual(["key-1", "key-1", "key-1"]);
});

test("CH2 after three attempts it fails, and the error does not quote the code", async () => {
  await using g = await gateway(answer(503), answer(500), answer(429), answer(200));
  const failure = await g.sms.sendCode("+8613800138000", "123456").catch((e: Error) => e.message);
  expect(failure).toBe("The SMS gateway did not take message key-1: status 429");
  expect(g.heard).toHaveLength(3);
});

test("CH3 a plain no is not repeated, and a redirect leads nowhere", async () => {
  await using no = await gateway(answer(400), answer(200));
  await expect(no.sms.sendCode("+8613800138000", "123456")).rejects.toThrow("status 400");
  expect(no.heard).toHaveLength(1);
  const away: Step = (response) => response.writeHead(307, { location: "/elsewhere" }).end();
  await using moved = await gateway(away, away, away);
  await expect(moved.sms.sendCode("+8613800138000", "123456")).rejects.toThrow("did not take");
});

test("CH3 an endless answer is a yes that nobody listens to", async () => {
  await using g = await gateway(endless);
  await g.sms.sendCode("+8613800138000", "123456");
  expect(g.heard).toHaveLength(1);
});

test("CH4 the demo says the code and keeps only the last hundred phones", async () => {
  const said: string[] = [];
  const sms = demoSms((line) => said.push(line));
  for (let n = 0; n <= 100; n++) await sms.sendCode(`+86${n}`, `${n}`);
  expect(said.at(-1)).toContain("+86100: 100");
  expect(sms.peek("+86100")).toBe("100");
  expect(sms.peek("+860")).toBeNull();
});
