import { createAuth, createHttp, normalisePhone } from "@zhongshu/http";
import { ok, type Seal } from "@zhongshu/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenancy, routes } from "../src/index.ts";
import { nowhere, openWorld, value, type World } from "./world.ts";

const BASE = "http://127.0.0.1:3000";
const ADMIN = "13700000001";
const OWNER = "13700000002";

type Organisation = { readonly seal: Seal; readonly shops: readonly [string, string] };
let world: World;
let auth: ReturnType<typeof createAuth>;
let http: ReturnType<typeof createHttp>;
let mine: Organisation;
let theirs: Organisation;
const codes = new Map<string, string>();

beforeAll(async () => {
  world = await openWorld();
  const { database } = world;
  auth = createAuth({
    authUrl: database.authUrl,
    secret: "a secret of this test, long enough for anything",
    baseUrl: BASE,
    demo: false,
    now: () => Date.now(),
    report: () => undefined,
    sms: { sendCode: async (phone, code) => void codes.set(phone, code) },
  });
  await auth.migrate();
  const tenancy = createTenancy({ ...world.deps, normalisePhone, ensureUser: auth.ensureUser });
  http = createHttp({
    asTenant: database.asTenant,
    enter: tenancy.enter,
    auth,
    routes: routes(tenancy),
    persons: [
      { method: "GET", path: "/me", summary: "Me", answer: async (p) => ok(await tenancy.me(p)) },
    ],
    baseUrl: BASE,
    ready: async () => true,
    now: () => Date.now(),
    random: Math.random,
    report: ({ error }) => {
      throw error;
    },
  });
  const by = {
    actor: { kind: "system", id: "test", name: "Test" } as const,
    now: 0,
    random: Math.random,
  };
  const found = async (name: string, phone: string): Promise<Organisation> => {
    const { seal } = value(await tenancy.createOrganisation(by, { name, admin: { phone, name } }));
    const shop = async (name: string) =>
      value(await database.asTenant(seal, (ctx) => tenancy.createShop(ctx, name))).id;
    return { seal, shops: [await shop("1"), await shop("2")] };
  };
  mine = await found("Mine", ADMIN);
  theirs = await found("Theirs", "13700000003");
  const owner = { phone: OWNER, name: "Owner", role: "owner" as const, shops: [mine.shops[0]] };
  value(await database.asTenant(mine.seal, (ctx) => tenancy.addMember(ctx, owner)));
});
afterAll(async () => {
  await auth.close();
  await world.database.close();
});

async function ask(method: string, path: string, cookie: string, body?: object) {
  const init = {
    method,
    headers: { cookie, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  };
  const response = await http.fetch(new Request(`${BASE}${path}`, init), "127.0.0.1");
  return {
    status: response.status,
    body: await response.text(),
    cookies: response.headers.getSetCookie(),
  };
}

const cookiesByPhone = new Map<string, string>();
async function signedIn(phone: string): Promise<string> {
  const known = cookiesByPhone.get(phone);
  if (known !== undefined) return known;
  expect((await ask("POST", "/api/auth/code", "", { phone })).status).toBe(200);
  const code = codes.get(`+86${phone}`);
  const { status, cookies } = await ask("POST", "/api/auth/sign-in", "", { phone, code });
  expect(status).toBe(200);
  const cookie = cookies.map((each) => each.split(";")[0]).join("; ");
  cookiesByPhone.set(phone, cookie);
  return cookie;
}

/** Every route of the domain, with a body that its schema takes. */
const requests = (shop: string) =>
  routes(createTenancy(world.deps)).map(({ method, path }) => ({
    method,
    path: `/api${path.replace(":shop", shop).replace(/:\w+/, nowhere)}`,
    body:
      method === "GET" || method === "DELETE"
        ? undefined
        : {
            name: "taken over",
            kind: "server",
            phone: "13700000009",
            role: "admin",
            shop: mine.shops[0],
          },
  }));

test("TE3 by HTTP, an owner gets the same nothing from a sibling shop, a stranger's and none at all", async () => {
  const cookie = await signedIn(OWNER);
  const answers = new Set<string>();
  let asked = 0;
  for (const shop of [mine.shops[1], theirs.shops[0], nowhere])
    for (const { method, path, body } of requests(shop)) {
      const answer = await ask(method, path, cookie, body);
      answers.add(`${answer.status} ${answer.body}`);
      asked += 1;
    }
  expect(asked).toBe(36);
  expect(answers.size).toBe(1);
  expect([...answers][0]).toMatch(/^404 .*shop\.not-found/);
});

test("TE2 by HTTP, an owner reads the audit of the own shop and manages nothing in it", async () => {
  const cookie = await signedIn(OWNER);
  const allowed: string[] = [];
  for (const { method, path, body } of requests(mine.shops[0])) {
    const { status } = await ask(method, path, cookie, body);
    if (status !== 403) allowed.push(`${status} ${method} ${path.split("/").at(-1)}`);
  }
  expect(allowed).toEqual(["200 GET audit"]);
});

test("TE3 by HTTP, an administrator cannot reach another organisation, nor another shop by a body", async () => {
  const cookie = await signedIn(ADMIN);
  for (const { method, path, body } of requests(theirs.shops[0]))
    expect((await ask(method, path, cookie, body)).status).toBe(404);
  const made = await ask("POST", `/api/shops/${mine.shops[0]}/keys`, cookie, {
    kind: "server",
    name: "till",
    shop: mine.shops[1],
  });
  expect(made.status).toBe(200);
  const { secret } = JSON.parse(made.body);
  expect(await world.tenancy.authorise(secret)).toMatchObject({
    shop: mine.shops[0],
    kind: "server",
  });
  const id = JSON.parse(made.body).key.id;
  const gone = await ask("DELETE", `/api/shops/${mine.shops[0]}/keys/${id}`, cookie);
  expect(gone.status).toBe(200);
  world.clock.now += 2_000;
  expect(await world.tenancy.authorise(secret)).toBeNull();
  const audit = await ask("GET", `/api/shops/${mine.shops[0]}/audit`, cookie);
  const actions = JSON.parse(audit.body).map((entry: { action: string }) => entry.action);
  expect(actions.slice(0, 2)).toEqual(["key.revoked", "key.created"]);
  expect(audit.body).not.toContain(secret.slice(10));
});

test("TE5 a phone without membership signs in and sees no shop", async () => {
  const me = await ask("GET", "/api/me", await signedIn("13700000077"));
  expect(JSON.parse(me.body)).toMatchObject({ user: { phone: "+8613700000077" }, shops: [] });
  expect((await ask("GET", "/api/me", "")).status).toBe(401);
});
