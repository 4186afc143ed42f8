import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { err, ok, route, type Seal } from "@zhongshu/kernel";
import { testSeal } from "@zhongshu/testing";
import { z } from "zod";
import { createHttp, type Http, type HttpOptions } from "../src/index.ts";

export const SHOP = "018f0000-0000-7000-8000-000000000001";
export const OTHER = "018f0000-0000-7000-8000-000000000002";
const Nothing = z.object({});
export const log: { committed: number; rolledBack: number; reported: string[] } = {
  committed: 0,
  rolledBack: 0,
  reported: [],
};

export const full = {
  code: "goods.full",
  status: 409,
  message: { zh: "满了。", en: "Full." },
  next: { zh: "请先删。", en: "Remove some." },
} as const;

const goods = route({
  method: "GET",
  path: "/shops/:shop/goods",
  permission: "goods.read",
  summary: "Goods",
  input: z.object({ shop: z.uuid(), limit: z.coerce.number().int().max(5).default(3) }),
  handle: async (_, input) => ok(input),
});
const routes = [
  goods,
  route({
    method: "POST",
    path: "/shops/:shop/goods",
    permission: "goods.write",
    summary: "Add",
    input: z.object({ shop: z.uuid(), name: z.string(), limit: z.string().default("none") }),
    handle: async (_, input) => (input.name === "full" ? err(full) : ok(input)),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/broken",
    permission: "goods.read",
    summary: "Breaks",
    input: Nothing,
    handle: async () => {
      throw new Error("a secret inside /home/x");
    },
  }),
];

export let dir: string;
export let http: Http;
export let aborted = false;

const seal: Seal = testSeal({
  can: (permission, shop) => shop === SHOP && permission !== "goods.never",
});
const streams: Pick<HttpOptions, "uploads" | "downloads" | "live"> = {
  uploads: [
    {
      method: "POST",
      path: "/shops/:shop/imports",
      permission: "goods.write",
      maxBytes: 100_000,
      handle: async (_, query, stream) => {
        let bytes = 0;
        for await (const chunk of stream) bytes += chunk.length;
        return ok({ bytes, name: query["name"], shop: query["shop"] });
      },
    },
  ],
  downloads: [
    {
      path: "/shops/:shop/refused.csv",
      permission: "goods.read",
      handle: async (_, query) => {
        async function* body() {
          yield "a,b\n";
          if (query["rows"] === "broken") throw new Error("the database has gone");
          for (let n = 0; n < 1_000; n++) yield `${n},${"x".repeat(100)}\n`;
        }
        return query["rows"] === "full"
          ? err(full)
          : ok({ filename: "拒收 rows.csv", type: "text/csv; charset=utf-8", body: body() });
      },
    },
  ],
  live: [
    {
      path: "/shops/:shop/live",
      permission: "goods.read",
      follow: async function* (_, shop, signal) {
        yield { shop };
        await once(signal, "abort");
        aborted = true;
      },
    },
  ],
};

export const options = (over: Partial<HttpOptions> = {}): HttpOptions => ({
  asTenant: async (given, work) => {
    const sql = new Proxy(Object.create(null), {
      get: () => {
        throw new Error("no database in this test");
      },
    });
    try {
      const value = await work({ ...given, sql });
      log.committed += 1;
      return value;
    } catch (problem) {
      log.rolledBack += 1;
      throw problem;
    }
  },
  auth: {
    session: async (headers) =>
      headers.get("cookie") === "who=lin" ? { id: "u1", phone: "+8613800138000" } : null,
    sendCode: async (_, caller) =>
      ok({ sent: true, resendAfterS: 60, ...(caller.local ? { demoCode: "123456" } : {}) }),
    signIn: async () => ok({ cookies: ["a=1; HttpOnly", "b=2; HttpOnly"] }),
    signOut: async () => ({ cookies: ["a=; Max-Age=0"] }),
  },
  enter: async (_, shop) => (shop === SHOP ? seal : null),
  routes: [...routes, { ...goods, path: "/shops/:shop/secret", permission: "goods.never" }],
  persons: [{ method: "GET", path: "/me", summary: "Me", answer: async (person) => ok(person) }],
  ...streams,
  intake: {
    maxBody: 1_000,
    handle: async ({ path, method, headers, body }) => ({
      status: 200,
      body: { path, method, length: body.length, key: headers["authorization"] ?? null },
    }),
  },
  pages: [{ at: "/m", dir }],
  home: "/m",
  baseUrl: "https://shop.example.com",
  ready: async () => true,
  now: () => 1_700_000_000_000,
  random: () => 0.5,
  report: ({ id, path }) => log.reported.push(`${id} ${path}`),
  ...over,
});

export async function openEdge(): Promise<void> {
  dir = await mkdtemp(join(tmpdir(), "zhongshu-pages-"));
  await mkdir(join(dir, "assets"));
  await writeFile(join(dir, "index.html"), "<!doctype html><title>中枢</title>");
  await writeFile(join(dir, "customer.html"), "<!doctype html><title>customer</title>");
  await writeFile(join(dir, "assets", "index-B1x9_aZ3.js"), "export const a = 1;".repeat(99));
  await writeFile(`${dir}-secret`, "not for you");
  http = createHttp(options());
}
export async function closeEdge(): Promise<void> {
  await rm(dir, { recursive: true });
  await rm(`${dir}-secret`);
}

export const BASE = "https://shop.example.com";
export const ask = (
  path: string,
  init: RequestInit & { remote?: string; anonymous?: boolean } = {},
) => {
  const headers = new Headers(init.headers);
  if (init.anonymous !== true) headers.set("cookie", "who=lin");
  const url = path.startsWith("http") ? path : BASE + path;
  return http.fetch(new Request(url, { ...init, headers }), init.remote ?? "203.0.113.7");
};
export const post = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) =>
  ask(path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
type Told = { code: string; next: { zh: string; en: string }; say: { message: string } };
export const told = async (response: Response): Promise<Told> => JSON.parse(await response.text());
export const codeOf = async (answer: Promise<Response>) => {
  const response = await answer;
  const { code, next } = await told(response);
  if (next.zh === "" || next.en === "") throw new Error(`${code} does not say what to do next`);
  return [response.status, code];
};
