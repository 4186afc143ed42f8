import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHttp, type Http } from "@zhongshu/http";
import { DAY, type ProfileId, type Seal, type ShopId } from "@zhongshu/kernel";
import { openTestDatabase, seeded, type TestDatabase } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownDemo } from "../src/demo/own.ts";
import { doorsOf } from "../src/doors.ts";
import { compose, SCHEMAS, type System } from "../src/index.ts";

const NOW = Date.UTC(2026, 10, 25, 2);
const BASE = "https://l.example.com";
const random = seeded(7);
const clock = () => NOW;

let db: TestDatabase;
let folder: string;
let system: System;
let http: Http;
let seal: Seal;
let shop: ShopId;
let profile: ProfileId;

const auth = {
  throttle: { take: async () => 0, giveBack: async () => undefined },
  session: async () => ({ id: "owner", phone: "+8613800138000" }),
  sendCode: async () => Promise.reject(new Error("not here")),
  signIn: async () => Promise.reject(new Error("not here")),
  signOut: async () => ({ cookies: [] }),
  ensureUser: async () => "owner",
  migrate: async () => undefined,
  close: async () => undefined,
};

/** The facts of a small shop: one customer with a name, one product with a price. */
async function furnish(): Promise<void> {
  const by = { actor: { kind: "system", id: "t", name: "t" }, now: NOW, random } as const;
  const admin = { phone: "+8613800138000", name: "管理员" };
  const founded = await system.tenancy.createOrganisation(by, { name: "机构", admin });
  if (!founded.ok) throw new Error(founded.error.code);
  ({ seal } = founded.value);
  const keeper = system.keeper(seal.tenant);
  await system.asTenant(keeper, async (ctx) => {
    const made = await system.tenancy.createShop(ctx, "小满的店");
    if (!made.ok) throw new Error(made.error.code);
    shop = made.value.id;
    const about = { tenant: seal.tenant, shop, version: 1, anonymousId: null, userId: "u1" };
    const identified = {
      ...{ messageId: "m1", type: "identified", at: NOW, receivedAt: NOW },
      properties: { traits: { name: "林13812345678" } },
    };
    await system.ledger.append(ctx, [{ ...about, ...identified }]);
    const [known] = await system.people.profilesOf(ctx, { shop, userIds: ["u1"] });
    if (known === undefined) throw new Error("nobody");
    ({ profile } = known);
    const price = (minor: number) => ({ minor, currency: "CNY" });
    const put = await system.goods.put(ctx, {
      ...{ shop, product: "p1", title: "有机米粉" },
      skus: [
        { id: "s1", listPrice: price(8900), stock: 3 },
        { id: "s2", listPrice: price(4900), stock: 9 },
      ],
    });
    if (!put.ok) throw new Error(put.error.code);
  });
}

/** The owner taps, and the worker goes round once. */
async function send(): Promise<void> {
  await system.asTenant(system.keeper(seal.tenant), async (ctx) => {
    await system.reach.resizeHoldOut(ctx, { shop, share: 0 });
    await system.reach.agreeAll(ctx, { shop, channel: "all", proof: "表单", userIds: ["u1"] });
    const tapped = await system.reach.execute(ctx, {
      ...{ shop, key: "tap", card: null, play: "due-again", title: "补货", way: "inbox" },
      ...{ product: "p1", sku: "s1", style: "warm", template: "{{title:p1}}到了。" },
      ...{ to: { persons: [profile] }, holdOut: 0, windowMs: DAY, returnMs: DAY },
    });
    if (!tapped.ok) throw new Error(tapped.error.code);
  });
  await system.reach.runDue();
}

beforeAll(async () => {
  db = await openTestDatabase(SCHEMAS);
  folder = await mkdtemp(join(tmpdir(), "zhongshu-customers-"));
  const sign = (bytes: Uint8Array) => createHmac("sha256", "of this test").update(bytes).digest();
  system = compose({
    ...{
      pool: db.pool,
      clock,
      random,
      randomBytes,
      secret: (bytes: Uint8Array) => bytes,
      uploads: folder,
    },
    normalisePhone: (phone) => phone,
    ensureUser: auth.ensureUser,
    links: { url: BASE, sign },
    writer: null,
    failed: (error) => {
      throw error;
    },
  });
  http = createHttp({
    ...doorsOf(system, auth, {
      clock: { now: clock, random },
      demo: ownDemo({ system, clock, random, remove: async () => 0 }),
    }),
    ...{ baseUrl: BASE, ready: async () => true, now: clock, random },
    report: ({ error }) => {
      throw error;
    },
  });
  await furnish();
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const ask = (url: string, cookie = "", body?: object): Promise<Response> =>
  http.fetch(
    new Request(url, {
      headers: { cookie, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    }),
    "203.0.113.7",
  );
const cookieOf = (response: Response): string =>
  response.headers.getSetCookie()[0]?.split(";")[0] ?? "";

test("RE42 RE44 through all the real rooms: a way in, the inbox, the link, and one click in the ledger", async () => {
  await send();
  const invited = await ask(`${BASE}/api/shops/${shop}/people/${profile}/entry`, "", {});
  const { url, expiresAt } = JSON.parse(await invited.text());
  expect(url).toMatch(/^https:\/\/l\.example\.com\/m\/in\/[\w-]{54}$/);
  expect(expiresAt).toBe(NOW + 7 * DAY);
  const entered = await ask(`${BASE}/api/inbox/enter`, "", { token: url.split("/").at(-1) });
  const session = cookieOf(entered);
  expect(session).toMatch(/^zhongshu\.inbox=[\w-]{54}$/);

  const inbox = JSON.parse(await (await ask(`${BASE}/api/inbox`, session)).text());
  expect(inbox).toMatchObject({
    ...{ shop: "小满的店", name: "林138****5678", optedOut: false },
    messages: [{ at: NOW, openedAt: null, link: expect.stringMatching(/^\/m\/l\/[\w-]{64}$/) }],
  });
  const [message] = inbox.messages;
  expect(message.text).toContain("有机米粉到了。");
  const code = message.link.split("/").at(-1);
  const target = JSON.parse(await (await ask(`${BASE}/api/l/${code}`)).text());
  expect(target).toMatchObject({
    shop: "小满的店",
    closed: null,
    // The link's own SKU, though the other is cheaper.
    product: { sku: "s1", title: "有机米粉", listPrice: { minor: 8900 }, stock: 3 },
  });
  expect(JSON.stringify(target)).not.toContain("commission");
  await Promise.all([1, 2, 3].map(() => ask(`${BASE}/api/l/${code}/seen`, session, {})));
  const keeper = system.keeper(seal.tenant);
  const events = await system.asTenant(keeper, (ctx) =>
    system.ledger.events(ctx, { shop, limit: 9 }),
  );
  const about = (wanted: string) => events.filter(({ type }) => type === wanted);
  expect(about("message_clicked")).toMatchObject([
    { profile, properties: { message: message.id, channel: "inbox", product: "p1" } },
  ]);
  expect(about("message_delivered")[0]?.properties["message"]).toBe(message.id);
  const shown = await system.asTenant(keeper, (ctx) =>
    system.reach.executions(ctx, { shop, cursor: null, limit: 1 }),
  );
  expect(shown.ok && shown.value.executions).toMatchObject([{ clicked: 1, counts: { sent: 1 } }]);
  const trail = await system.asTenant(keeper, (ctx) =>
    system.tenancy.auditTrail(ctx, { shop, before: null, limit: 3 }),
  );
  expect(trail).toContainEqual(expect.objectContaining({ action: "entry.made", subject: profile }));
});

test("RE49 what a customer refuses stands in the shop's records as their own word", async () => {
  const invited = await ask(`${BASE}/api/shops/${shop}/people/${profile}/entry`, "", {});
  const token = JSON.parse(await invited.text())
    .url.split("/")
    .at(-1);
  const session = cookieOf(await ask(`${BASE}/api/inbox/enter`, "", { token }));
  await ask(`${BASE}/api/inbox/opt-out`, session, { on: true });
  const refusals = await ask(`${BASE}/api/shops/${shop}/people/${profile}/opt-outs`);
  expect(await refusals.text()).toContain("收件箱里点的");
  const [last] = await system.asTenant(system.keeper(seal.tenant), (ctx) =>
    system.tenancy.auditTrail(ctx, { shop, before: null, limit: 1 }),
  );
  expect(last).toMatchObject({
    action: "opt-out.set",
    actor: { kind: "customer", id: profile, name: "林138****5678" },
  });
});
