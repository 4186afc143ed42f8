import { isUuid } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ask,
  BASE,
  closeEdge,
  codeOf,
  full,
  log,
  OTHER,
  openEdge,
  post,
  SHOP,
  told,
} from "./edge.ts";

beforeAll(openEdge);
afterAll(closeEdge);

test("HT1 path, body and query are one input, the path strongest; what it answers is JSON, not cached", async () => {
  const read = await ask(`/api/shops/${SHOP}/goods?limit=2`);
  expect([read.status, await read.json()]).toEqual([200, { shop: SHOP, limit: 2 }]);
  expect(read.headers.get("cache-control")).toBe("no-store");
  const body = JSON.stringify({ name: "tea", limit: "body", shop: OTHER, __proto__: null });
  const wrote = await post(`/api/shops/${SHOP}/goods?limit=query&shop=${OTHER}`, body);
  expect(await wrote.json()).toEqual({ name: "tea", limit: "body", shop: SHOP });
});

test("HT2 who is nobody, where nobody may enter, and what the role forbids are asked in this order", async () => {
  expect(await codeOf(ask(`/api/shops/${SHOP}/goods`, { anonymous: true }))).toEqual([
    401,
    "session.missing",
  ]);
  expect(await codeOf(ask("/api/me", { anonymous: true }))).toEqual([401, "session.missing"]);
  const unknown = await Promise.all(
    [OTHER, "no-uuid", "%27", "%00", "%E4%B8%AD"].map(async (shop) => {
      const response = await ask(`/api/shops/${shop}/goods`);
      return `${response.status} ${await response.text()}`;
    }),
  );
  expect(new Set(unknown).size).toBe(1);
  expect(unknown[0]).toContain("404");
  expect(await codeOf(ask(`/api/shops/${SHOP}/secret`))).toEqual([403, "permission.denied"]);
  // Not even a malformed body is looked at before that.
  expect(await codeOf(post(`/api/shops/${OTHER}/goods`, "{"))).toEqual([404, "shop.not-found"]);
});

test("HT3 a refusal says what to do, in both languages and in the one asked for, and changes nothing", async () => {
  const before = { ...log };
  const zh = await post(`/api/shops/${SHOP}/goods`, '{"name":"full"}');
  expect([zh.status, await zh.json()]).toEqual([
    409,
    {
      code: "goods.full",
      message: full.message,
      next: full.next,
      say: { message: "满了。", next: "请先删。" },
    },
  ]);
  const en = await post(`/api/shops/${SHOP}/goods`, '{"name":"full"}', { "accept-language": "en" });
  expect((await told(en)).say.message).toBe("Full.");
  expect([log.committed - before.committed, log.rolledBack - before.rolledBack]).toEqual([0, 2]);
});

test("HT4 what nobody expected is an id for the person and a report for us, never its text", async () => {
  const response = await ask(`/api/shops/${SHOP}/broken`);
  const body = await response.text();
  expect(response.status).toBe(500);
  expect(body).not.toContain("secret");
  const { id } = JSON.parse(body);
  expect(isUuid(id)).toBe(true);
  expect(log.reported).toContain(`${id} /api/shops/${SHOP}/broken`);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("HT18 what no row can hold is refused with its field before a route sees it", async () => {
  const deep = `{"name":${"[".repeat(40)}${"]".repeat(40)}}`;
  const long = `{"name":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
  for (const answer of [
    post(`/api/shops/${SHOP}/goods`, '{"name":"a\\u0000b"}'),
    post(`/api/shops/${SHOP}/goods`, '{"name":"\\ud800"}'),
    post(`/api/shops/${SHOP}/goods`, '{"name":"x","more":[{"\\u0000":1}]}'),
    post(`/api/shops/${SHOP}/goods`, deep),
    post(`/api/shops/${SHOP}/goods`, long),
    ask(`/api/shops/${SHOP}/goods?limit=2&search=%00`),
    ask(`/api/shops/${SHOP}/refused.csv?rows=%00`),
    post(`/api/shops/${SHOP}/imports?name=%00`, "a,b"),
  ]) {
    const response = await answer;
    expect([response.status, (await told(response)).code]).toEqual([400, "request.malformed"]);
  }
  const named = await told(await post(`/api/shops/${SHOP}/goods`, '{"name":["","\\ud800"]}'));
  expect(named.say.message).toContain("name.1");
});

test("HT2 the name of a shop is the same in capitals", async () => {
  const read = await ask(`/api/shops/${SHOP.toUpperCase()}/goods?limit=2`);
  expect([read.status, await read.json()]).toEqual([200, { shop: SHOP, limit: 2 }]);
});

const endless = () =>
  new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
  });
const streamed = (path: string, headers: Record<string, string> = {}) =>
  ask(path, { method: "POST", body: endless(), duplex: "half", headers } as RequestInit);

test("HT5 an endless body is cut off at its limit, whatever it announces", async () => {
  const json = { "content-type": "application/json" };
  expect(await codeOf(streamed(`/api/shops/${SHOP}/goods`, json))).toEqual([413, "body.too-large"]);
  expect(await codeOf(streamed(`/api/shops/${SHOP}/imports`))).toEqual([413, "body.too-large"]);
  expect(await codeOf(streamed("/v1/batch"))).toEqual([413, "body.too-large"]);
  expect(await codeOf(streamed("/api/auth/code", json))).toEqual([413, "body.too-large"]);
});

test("HT5 a body that is no JSON object is refused with what to send instead", async () => {
  const path = `/api/shops/${SHOP}/goods`;
  for (const body of ["{", "[]", "1", "null", '"x"', new Uint8Array([0x7b, 0xff, 0x7d])])
    expect(await codeOf(post(path, body))).toEqual([400, "body.not-json"]);
  expect(await codeOf(post(path, "{}", { "content-type": "application/xml" }))).toEqual([
    415,
    "body.type",
  ]);
  expect(await codeOf(post(path, "{}"))).toEqual([400, "request.malformed"]);
});

test("HT6 uploads stream into their handler, and downloads have a name", async () => {
  const response = await post(
    `/api/shops/${SHOP}/imports?name=订单.csv&shop=${OTHER}`,
    "x".repeat(90_000),
  );
  expect(await response.json()).toEqual({ bytes: 90_000, name: "订单.csv", shop: SHOP });
  const file = await ask(`/api/shops/${SHOP}/refused.csv`);
  const lines = (await file.text()).trimEnd().split("\n");
  expect([lines.length, lines[0], lines.at(-1)?.slice(0, 4)]).toEqual([1_001, "a,b", "999,"]);
  expect(await codeOf(ask(`/api/shops/${SHOP}/refused.csv?rows=full`))).toEqual([
    409,
    "goods.full",
  ]);
  expect(file.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''%E6%8B%92%E6%94%B6%20rows.csv",
  );
});

test("HT6 a download that nobody takes, or that breaks, ends its transaction and is never passed for whole", async () => {
  const before = log.rolledBack;
  const left = await ask(`/api/shops/${SHOP}/refused.csv`);
  await left.body?.cancel();
  await expect.poll(() => log.rolledBack).toBe(before + 1);
  const broken = await ask(`/api/shops/${SHOP}/refused.csv?rows=broken`);
  await expect(broken.text()).rejects.toThrow();
  await expect.poll(() => log.rolledBack).toBe(before + 2);
});

test("HT7 another site cannot write with the cookie", async () => {
  for (const headers of [{ origin: "https://evil.com" }, { "sec-fetch-site": "cross-site" }])
    for (const path of [
      `/api/shops/${SHOP}/goods`,
      `/api/shops/${SHOP}/imports`,
      "/api/auth/sign-out",
    ])
      expect(await codeOf(post(path, '{"name":"x"}', headers as Record<string, string>))).toEqual([
        403,
        "request.foreign-origin",
      ]);
  const own = await post(`/api/shops/${SHOP}/goods`, '{"name":"x"}', { origin: BASE });
  expect(own.status).toBe(200);
});

test("HT8 a name that is not ours is refused, whichever page it asks for", async () => {
  for (const path of ["/", "/m", "/api/me", "/healthz"])
    expect(await codeOf(ask(`http://evil.com${path}`))).toEqual([400, "request.unknown-host"]);
});

test("HT9 an unknown address, a wrong method, OPTIONS and HEAD have their answers", async () => {
  expect(await codeOf(ask("/api/nothing"))).toEqual([404, "request.not-found"]);
  const wrong = await ask(`/api/shops/${SHOP}/goods`, { method: "DELETE" });
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
  expect((await told(wrong)).code).toBe("request.method");
  const asked = await ask("/api/me", { method: "OPTIONS" });
  expect([asked.status, asked.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  const head = await ask("/api/me", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("HT10 any page may send to /v1, without cookies; nothing else answers other sites", async () => {
  const sent = await post("/v1/batch", "{}", {
    origin: "https://a.shop",
    authorization: "Basic eg==",
  });
  expect(sent.headers.get("access-control-allow-origin")).toBe("*");
  expect(sent.headers.get("access-control-allow-credentials")).toBeNull();
  expect(await sent.json()).toEqual({
    path: "/v1/batch",
    method: "POST",
    length: 2,
    key: "Basic eg==",
  });
  const before = await ask("/v1/batch", {
    method: "OPTIONS",
    headers: { origin: "https://a.shop" },
  });
  expect(before.status).toBe(204);
  const api = await ask("/api/me", { headers: { origin: "https://a.shop" } });
  expect(api.headers.get("access-control-allow-origin")).toBeNull();
});
