import { once } from "node:events";
import {
  type Caller,
  customerRoute,
  err,
  ok,
  profileId,
  publicRoute,
  shopId,
  tenantId,
} from "@zhongshu/kernel";
import { testSeal } from "@zhongshu/testing";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createHttp, type Http, type HttpOptions } from "../src/index.ts";
import { BASE, codeOf, full, log, options, SHOP, told } from "./edge.ts";

const A = tenantId("00000000-0000-7000-8000-00000000000a");
const WHO = profileId("018f0000-0000-7000-8000-0000000000cc");
const unknown = { ...full, code: "reach.no-link", status: 404 } as const;
const customer = {
  seal: testSeal({ tenant: A, actor: { kind: "customer", id: WHO, name: "林" }, can: () => false }),
  shop: shopId(SHOP),
  profile: WHO,
};
const asked = {
  callers: [] as Caller[],
  taken: [] as string[],
  ...{ givenBack: 0, closed: false },
  open: [] as AbortSignal[],
};
let wait = 0;

const door: Partial<HttpOptions> = {
  linkUrl: "https://l.example.com",
  customerOf: async (secret) => (secret === "open" ? customer : null),
  throttle: {
    take: async (limits) => {
      asked.taken.push(...limits.map(({ key }) => key));
      return wait;
    },
    giveBack: async (limits) => {
      asked.givenBack += limits.length;
    },
  },
  customers: [
    customerRoute({
      method: "GET",
      path: "/inbox",
      summary: "Own inbox",
      input: z.object({}),
      handle: async (ctx, { shop, profile }) => ok({ shop, profile, actor: ctx.actor.kind }),
    }),
    customerRoute({
      method: "POST",
      path: "/inbox/:message/opened",
      summary: "Opened",
      input: z.object({ message: z.uuid() }),
      handle: async (_, __, { message }) => (message === SHOP ? ok({ message }) : err(full)),
    }),
  ],
  customersLive: [
    {
      path: "/inbox/live",
      summary: "Live",
      follow: async function* ({ profile }) {
        yield { profile };
        asked.closed = true;
      },
    },
    {
      path: "/inbox/waiting",
      summary: "Live until it is ended",
      follow: async function* (_, signal) {
        asked.open.push(signal);
        yield {};
        await once(signal, "abort");
      },
    },
  ],
  publics: [
    publicRoute({
      method: "GET",
      path: "/l/:code",
      summary: "Link",
      input: z.object({ code: z.string().max(20) }),
      unknown,
      limit: null,
      tenantOf: ({ code }) => (code.startsWith("ours") ? A : null),
      handle: async (ctx, _, { code }) =>
        code === "ours-gone" ? err(unknown) : ok({ body: { code, tenant: ctx.tenant } }),
    }),
    publicRoute({
      method: "POST",
      path: "/l/:code/seen",
      summary: "Beacon",
      input: z.object({ code: z.string().max(20) }),
      unknown,
      limit: { times: 2, periodMs: 1_000, forgiving: false },
      asksUser: true,
      tenantOf: ({ code }) => (code.startsWith("ours") ? A : null),
      handle: async (_, caller) => {
        asked.callers.push(caller);
        return ok({ body: {}, ...(caller.visitor === null ? { visitor: "v1" } : {}) });
      },
    }),
    publicRoute({
      method: "POST",
      path: "/inbox/enter",
      summary: "Enter",
      input: z.object({ token: z.string() }),
      unknown,
      limit: { times: 2, periodMs: 1_000, forgiving: true },
      tenantOf: ({ token }) => (token === "" ? null : A),
      handle: async (_, caller, { token }) => {
        asked.callers.push(caller);
        return token === "used" ? err(full) : ok({ body: {}, session: "open" });
      },
    }),
  ],
};

let http: Http;
beforeAll(() => {
  http = createHttp(options(door));
});
beforeEach(() => {
  Object.assign(asked, { callers: [], taken: [], givenBack: 0, closed: false, open: [] });
  wait = 0;
});

type Init = { readonly method?: string; readonly body?: string; readonly cookie?: string };
const ask = (
  path: string,
  { method = "GET", body, cookie = "" }: Init = {},
  headers: Readonly<Record<string, string>> = {},
  remote = "203.0.113.7",
) =>
  http.fetch(
    new Request(path.startsWith("http") ? path : BASE + path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: { cookie, "content-type": "application/json", ...headers },
    }),
    remote,
  );
const inside = { cookie: "zhongshu.inbox=open" };
const post = { method: "POST", body: "{}" } as const;

test("HT30 the inbox opens to its session only, as a customer; a member's cookie is none", async () => {
  expect(await (await ask("/api/inbox", inside)).json()).toEqual({
    ...{ shop: SHOP, profile: WHO, actor: "customer" },
  });
  for (const cookie of ["", "who=lin", "zhongshu.inbox=forged", "zhongshu.inbox=", "%%%"])
    for (const path of ["/api/inbox", "/api/inbox/live"])
      expect(await codeOf(ask(path, { cookie }))).toEqual([401, "inbox.closed"]);
  expect(await codeOf(ask(`/api/shops/${SHOP}/goods`, inside))).toEqual([401, "session.missing"]);
});

test("HT30 what a customer asks is checked like any other request, and a refusal changes nothing", async () => {
  const opened = (message: string, more: object = {}) =>
    ask(`/api/inbox/${message}/opened`, { ...inside, ...post, ...more });
  expect((await opened(SHOP)).status).toBe(200);
  expect(await codeOf(opened("x"))).toEqual([400, "request.malformed"]);
  expect(await codeOf(opened(SHOP, { body: "[" }))).toEqual([400, "body.not-json"]);
  const before = { ...log };
  expect(await codeOf(opened(WHO))).toEqual([409, "goods.full"]);
  expect([log.committed - before.committed, log.rolledBack - before.rolledBack]).toEqual([0, 1]);
});

test("HT30 another site can neither open the inbox nor send the beacon", async () => {
  for (const path of [`/api/inbox/${SHOP}/opened`, "/api/l/ours/seen", "/api/inbox/enter"])
    for (const headers of [{ origin: "https://evil.com" }, { "sec-fetch-site": "cross-site" }])
      expect(
        await codeOf(ask(path, { ...inside, ...post }, headers as Record<string, string>)),
      ).toEqual([403, "request.foreign-origin"]);
  expect(asked.callers).toEqual([]);
});

test("HT31 a link that nobody signed and one that is not there get the very same answer", async () => {
  const found = await ask("/api/l/ours");
  expect(await found.json()).toEqual({ code: "ours", tenant: A });
  const answers = await Promise.all(
    ["ours-gone", "forged", "x".repeat(99), "%C3%A9", "%20"].map(async (code) => {
      const response = await ask(`/api/l/${code}`);
      return `${response.status} ${await response.text()}`;
    }),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain("reach.no-link");
});

test("HT32 a beacon names the browser once, and is told who is known already", async () => {
  const first = await ask("/api/l/ours/seen", post);
  expect(first.headers.getSetCookie()).toEqual([
    "zhongshu.visitor=v1; Max-Age=7776000; Path=/api/l; HttpOnly; Secure; SameSite=Lax",
  ]);
  const cookie = `zhongshu.visitor=v1; ${inside.cookie}`;
  const again = await ask("/api/l/ours/seen", { ...post, cookie });
  expect(again.headers.getSetCookie()).toEqual([]);
  await ask("/api/l/ours/seen", { ...post, cookie: "who=lin" });
  await ask("/api/inbox/enter", { ...post, body: '{"token":"t"}', cookie: "who=lin" });
  expect(asked.callers).toEqual([
    { customer: null, visitor: null, user: null },
    { customer, visitor: "v1", user: null },
    { customer: null, visitor: null, user: "u1" },
    { customer: null, visitor: null, user: null },
  ]);
});

test("HT33 a token is exchanged for a cookie closed to scripts and other sites, Secure on https", async () => {
  const enter = (http: Http, url: string) =>
    http.fetch(
      new Request(`${url}/api/inbox/enter`, {
        method: "POST",
        body: '{"token":"t"}',
        headers: { "content-type": "application/json" },
      }),
      "203.0.113.7",
    );
  expect((await enter(http, "https://l.example.com")).headers.getSetCookie()).toEqual([
    "zhongshu.inbox=open; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Lax",
  ]);
  const { linkUrl: _, ...here } = door;
  const plain = createHttp(options({ ...here, baseUrl: "http://127.0.0.1:7100" }));
  expect((await enter(plain, "http://127.0.0.1:7100")).headers.getSetCookie()).toEqual([
    "zhongshu.inbox=open; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax",
  ]);
});

test("HT34 who is unknown is limited by address and path, a customer by themselves, this machine not; success of an entry is free", async () => {
  await ask("/api/l/ours/seen", post);
  expect(asked.taken).toEqual(["public:POST /api/l/ours/seen:203.0.113.7"]);
  await ask("/api/l/ours/seen", { ...post, ...inside });
  expect(asked.taken.splice(1)).toEqual([`public:POST /api/l/ours/seen:customer ${WHO}`]);
  await ask("http://127.0.0.1:3000/api/l/ours/seen", post, {}, "127.0.0.1");
  await ask("/api/l/ours");
  await ask("/api/l/forged/seen", post);
  expect([asked.taken.length, asked.givenBack]).toEqual([1, 0]);
  await ask("/api/inbox/enter", { ...post, body: '{"token":"used"}' });
  expect(asked.givenBack).toBe(0);
  await ask("/api/inbox/enter", { ...post, body: '{"token":"t"}' });
  expect([asked.taken.length, asked.givenBack]).toEqual([3, 1]);
  wait = 61_000;
  const answer = await ask("/api/l/ours/seen", post);
  expect([answer.status, (await told(answer)).code]).toEqual([429, "public.too-often"]);
});

test("HT35 the customers' host is ours as well; their routes are described and their feed is fed", async () => {
  expect((await ask("https://l.example.com/api/l/ours")).status).toBe(200);
  expect(await codeOf(ask("https://x.example.com/api/l/ours"))).toEqual([
    400,
    "request.unknown-host",
  ]);
  const api = JSON.parse(await (await ask("/openapi.json")).text());
  expect(api.paths["/api/inbox"].get["x-session"]).toBe("customer");
  expect(api.paths["/api/inbox/live"].get.summary).toBe("Live");
  const enter = api.paths["/api/inbox/enter"].post;
  expect(enter.requestBody.content["application/json"].schema.required).toEqual(["token"]);
  const feed = await ask("/api/inbox/live", inside);
  expect(feed.headers.get("content-type")).toContain("text/event-stream");
  expect(await feed.text()).toBe(`: open\n\ndata: {"profile":"${WHO}"}\n\n`);
  expect(asked.closed).toBe(true);
});

test("HT37 one person's inbox is fed to six pages at most; one more ends the oldest", async () => {
  const feeds = [];
  for (let n = 0; n < 8; n++) {
    feeds.push(await ask("/api/inbox/waiting", inside));
    await expect.poll(() => asked.open.length).toBe(n + 1);
  }
  expect(asked.open.map(({ aborted }) => aborted)).toEqual([
    ...[true, true, false, false, false, false, false, false],
  ]);
  for (const { body } of feeds) await body?.cancel();
  await expect.poll(() => asked.open.every(({ aborted }) => aborted)).toBe(true);
  await ask("/api/inbox/waiting", inside);
  await expect.poll(() => asked.open.length).toBe(9);
  expect(asked.open.at(-1)?.aborted).toBe(false);
});
