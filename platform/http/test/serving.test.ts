import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { createConnection } from "node:net";
import { join } from "node:path";
import { ok } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttp } from "../src/index.ts";
import {
  aborted,
  ask,
  BASE,
  closeEdge,
  dir,
  http,
  log,
  openEdge,
  options,
  SHOP,
  told,
} from "./edge.ts";

beforeAll(openEdge);
afterAll(closeEdge);

test("HT11 pages: hashed files for ever, the index never, and nothing outside the folder", async () => {
  const asset = await ask("/m/assets/index-B1x9_aZ3.js", { headers: { "accept-encoding": "br" } });
  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect((await asset.arrayBuffer()).byteLength).toBeLessThan(200);
  for (const path of ["/m", "/m/", "/m/cards/today"]) {
    const index = await ask(path);
    expect([index.status, index.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(await index.text()).toContain("中枢");
    const again = await ask(path, { headers: { "if-none-match": `${index.headers.get("etag")}` } });
    expect(again.status).toBe(304);
  }
  const name = `${dir}-secret`.split("/").at(-1);
  for (const path of [
    `/m/../${name}`,
    `/m/..%2f${name}`,
    `/m/%2e%2e/${name}`,
    `/m//${dir}-secret`,
    "/m/a%00.js",
    "/m/x.js",
  ]) {
    const response = await ask(path);
    expect(await response.text()).not.toContain("not for you");
    if (path.endsWith(".js")) expect(response.status).toBe(404);
  }
  const inner = { at: "/m/in", dir, index: "customer.html" };
  const two = createHttp(options({ pages: [inner, { at: "/m", dir }] }));
  for (const [path, title] of [
    ["/m/in", "customer"],
    ["/m/in/a-token", "customer"],
    ["/m/inner", "中枢"],
    ["/m/cards", "中枢"],
  ])
    expect(await (await two.fetch(new Request(`${BASE}${path}`), "")).text()).toContain(title);
  const unbuilt = createHttp(options({ pages: [{ at: "/m", dir: join(dir, "none") }] }));
  expect((await unbuilt.fetch(new Request(`${BASE}/m`), "")).status).toBe(503);
});

test("HT12 every answer forbids foreign scripts, frames and guesses about its type", async () => {
  for (const path of ["/m", "/api/me", "/api/nothing", "/healthz"]) {
    const { headers } = await ask(path);
    expect(headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("strict-transport-security")).toContain("max-age");
  }
});

test("HT13 the API describes itself from the routes that are mounted", async () => {
  const api = JSON.parse(await (await ask("/openapi.json")).text());
  const post = api.paths["/api/shops/{shop}/goods"].post;
  expect(post["x-permission"]).toBe("goods.write");
  expect(post.requestBody.content["application/json"].schema.required).toEqual(["shop", "name"]);
  expect(Object.keys(api.paths)).toHaveLength(4);
});

test("HT14 alive is not ready", async () => {
  expect((await ask("/healthz")).status).toBe(200);
  expect((await ask("/readyz")).status).toBe(200);
  const down = createHttp(options({ ready: () => Promise.reject(new Error("no database")) }));
  expect((await down.fetch(new Request(`${BASE}/readyz`), "")).status).toBe(503);
});

test("HT27 only who sits at this machine is local: no proxy, no foreign name, no header makes one so", async () => {
  const code = async (url: string, remote: string, headers: Record<string, string> = {}) => {
    const init = { method: "POST", body: '{"phone":"1"}', remote };
    const response = await ask(`${url}/api/auth/code`, {
      ...init,
      headers: { "content-type": "application/json", ...headers },
    });
    return (await response.text()).includes("demoCode");
  };
  expect(await code("http://127.0.0.1:3000", "127.0.0.1")).toBe(true);
  expect(await code("http://localhost:3000", "::1")).toBe(true);
  expect(await code("http://127.0.0.1:3000", "203.0.113.7")).toBe(false);
  expect(await code(BASE, "127.0.0.1")).toBe(false);
  for (const name of [
    ...["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"],
    ...["x-real-ip", "forwarded", "via"],
  ])
    expect(await code("http://127.0.0.1:3000", "127.0.0.1", { [name]: "1" }), name).toBe(false);
});

const raw = async (url: string, text: string): Promise<string> => {
  const { port } = new URL(url);
  const socket = createConnection(Number(port), "127.0.0.1");
  let heard = "";
  socket.on("data", (chunk) => {
    heard += chunk;
  });
  socket.write(text);
  await once(socket, "close");
  return heard;
};

test("HT15 hostile headers on the wire get an answer, and the next request too", async () => {
  const server = await http.listen(0, "127.0.0.1");
  for (const head of [
    "GET / HTTP/1.1\r\nHost: evil.com\r\n",
    "GET / HTTP/1.1\r\nHost: a b c\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:1@evil.com\r\n",
    "GET / HTTP/1.1\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nA B: c\r\n",
    "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
    "NONSENSE\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\n",
    `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${"x".repeat(40_000)}\r\n`,
    "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
  ]) {
    const heard = await raw(server.url, `${head}Connection: close\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(heard).not.toMatch(/at .*\.ts/);
    const { message, next } = JSON.parse(heard.slice(heard.indexOf("\r\n\r\n")));
    for (const text of [message.zh, message.en, next.zh, next.en]) expect(text, head).not.toBe("");
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await server.close();
});

test("HT36 a body that does not come to its end is not waited for, and too many halves are not held", async () => {
  const half = (path: string, length: number) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: who=lin\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{"n":`;
  const slow = createHttp(options({ patience: { ms: 20, bytes: 1_000 } }));
  const patient = await slow.listen(0, "127.0.0.1");
  for (const path of ["/v1/track", `/api/shops/${SHOP}/goods`, "/api/auth/code"]) {
    const heard = await raw(patient.url, half(path, 900));
    expect(heard).toMatch(/^HTTP\/1\.1 408 [\s\S]*request\.too-slow/);
  }
  await patient.close();
  const narrow = await createHttp(options({ patience: { ms: 60_000, bytes: 8 } })).listen(
    0,
    "127.0.0.1",
  );
  const { port } = new URL(narrow.url);
  const holding = createConnection(Number(port), "127.0.0.1");
  await once(holding, "connect");
  holding.write(half("/v1/track", 900));
  const answer = await fetch(`${narrow.url}/v1/track`, { method: "POST", body: "123456789" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  expect((await told(answer)).code).toBe("request.too-much-coming");
  holding.destroy();
  await expect
    .poll(async () => {
      const body = "1234567";
      return (await fetch(`${narrow.url}/v1/track`, { method: "POST", body })).status;
    })
    .toBe(200);
  await narrow.close();
});

test("HT19 who goes away in the middle of sending is no problem to report", async () => {
  const server = await createHttp(options()).listen(0, "127.0.0.1");
  const before = log.reported.length;
  for (const path of [`/api/shops/${SHOP}/goods`, `/api/shops/${SHOP}/imports`, "/v1/track"]) {
    const socket = createConnection(Number(new URL(server.url).port), "127.0.0.1");
    const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: who=lin\r\n`;
    socket.write(`${head}Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{"name":`);
    await once(socket, "connect");
    // An answered request on another line shows that the first has been taken up by then.
    await fetch(`${server.url}/healthz`);
    socket.destroy();
    await once(socket, "close");
  }
  await server.close();
  expect(log.reported.slice(before)).toEqual([]);
});

test("HT16 a live page is fed, and let go when it leaves", async () => {
  const server = await createHttp(options()).listen(0, "127.0.0.1");
  const leave = new AbortController();
  const response = await fetch(`${server.url}/api/shops/${SHOP}/live`, {
    headers: { cookie: "who=lin" },
    signal: leave.signal,
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.getReader();
  let heard = "";
  for (let n = 0; n < 20 && !heard.includes("data:"); n++)
    heard += new TextDecoder().decode((await reader?.read())?.value);
  expect(heard).toContain(`data: {"shop":"${SHOP}"}`);
  leave.abort();
  await expect.poll(() => aborted).toBe(true);
  await server.close();
});

test("HT17 closing ends live pages, finishes what runs and takes nothing new; a used port says so", async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const persons = [
    {
      method: "GET" as const,
      path: "/slow",
      summary: "",
      answer: () => slow.then(() => ok("done")),
    },
  ];
  const edge = createHttp(options({ persons }));
  const server = await edge.listen(0, "127.0.0.1");
  await expect(edge.listen(Number(new URL(server.url).port), "127.0.0.1")).rejects.toThrow(
    /in use.*--port/,
  );
  const headers = { cookie: "who=lin" };
  const live = httpRequest(`${server.url}/api/shops/${SHOP}/live`, { headers }).end();
  const [feed] = await once(live, "response");
  feed.resume();
  const running = fetch(`${server.url}/api/slow`, { headers });
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
  const closed = server.close();
  await once(feed, "end");
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  release();
  expect(await (await running).json()).toBe("done");
  await closed;
});
