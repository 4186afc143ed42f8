import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHttp, type Listening } from "@zhongshu/http";
import { type Ctx, DAY, iso, MINUTE, type ShopId } from "@zhongshu/kernel";
import { memberOf, systemOf } from "@zhongshu/market";
import { type Browser, openBrowser, type Page } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_GOODS } from "../src/demo/goods.ts";
import { DEMO_MARKET, DEMO_SIGN_INS, type DemoKey, seedDemo } from "../src/demo/seed.ts";
import { doorsOf } from "../src/doors.ts";
import { type Opened, open, random } from "../src/open.ts";
import { buildWeb } from "../src/web/build.ts";

let browser: Browser;
let opened: Opened;
let listening: Listening;
let data: string;
let url: string;
let keys: readonly DemoKey[];
let ahead = 0;
/** The product lives in our time, and days ahead of it when the story says so. */
const now = (): number => Date.now() + ahead;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(address !== null && typeof address === "object" ? address.port : 0));
    });
  });

/** The demo with its pages, but nothing that goes on by itself: worker and learning are called where the story has them. */
async function started(): Promise<void> {
  data = await mkdtemp(join(tmpdir(), "zhongshu-loop-test-"));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const [web, product] = await Promise.all([
    buildWeb(),
    open({
      ...{ data, fresh: false, databaseUrl: undefined, smsUrl: undefined, demo: true },
      ...{ baseUrl: url, clock: now, say: () => undefined },
    }),
  ]);
  opened = product;
  keys = await seedDemo(opened, { now: now(), random });
  const http = createHttp({
    ...doorsOf(opened.system, opened.auth),
    ...{ baseUrl: url, home: "/m", ready: async () => true, now, random },
    pages: [
      { at: "/m/in", dir: web.h5, index: "customer.html" },
      { at: "/m/l", dir: web.h5, index: "customer.html" },
      { at: "/m", dir: web.h5 },
    ],
    report: ({ error }) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    },
  });
  listening = await http.listen(port, "127.0.0.1");
}

beforeAll(async () => {
  [browser] = await Promise.all([openBrowser(), started()]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await listening.close();
  await opened.close();
  await rm(data, { recursive: true, force: true });
}, 60_000);

const within = async <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => {
  const [organisation] = await opened.system.directory();
  if (organisation === undefined) throw new Error("There is no demo");
  return opened.system.asTenant(opened.system.keeper(organisation.tenant), work);
};

const onPhone = async (): Promise<Page> => {
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
};

async function signIn(page: Page): Promise<void> {
  await page.goto(`${url}/m`);
  const owner = DEMO_SIGN_INS.find(({ role }) => role === "owner");
  await page.getByLabel("手机号").fill(owner?.phone ?? "");
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.getByText("点此填入", { exact: true }).click();
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByText(/今天有 \d+ 张卡片值得看/).waitFor();
}

const count = (page: Page, step: string): Promise<string | null> =>
  page.locator(".funnel button").filter({ hasText: step }).locator("strong").textContent();
const sum = (page: Page, key: string): Promise<string | null> =>
  page.locator(`.sums .${key} strong`).textContent();
const peopleIn = async (page: Page, label: string): Promise<number> => {
  const row = page.locator(".counts > div").filter({ hasText: label }).first();
  return Number((await row.locator("dd").textContent())?.match(/\d+/)?.[0]);
};
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 150; turn += 1) {
    if (await holds()) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error("It did not come to pass");
};

type Line = { readonly product: string; readonly minor: number };
const yuan = (minor: number): string => `¥${(minor / 100).toFixed(2).replace(/\.00$/, "")}`;
const shareOf = ({ product, minor }: Line): number => {
  const category = DEMO_GOODS.find(({ id }) => id === product)?.category;
  return (minor * (category === "有机辅食" ? 1_800 : 1_200)) / 10_000;
};

test("one tap, from the card to what it was worth: inbox, click, order, the window closes, a refund takes its part back", async () => {
  const [{ shop, secret } = { shop: null, secret: "" }] = keys;
  if (shop === null) throw new Error("The demo has no shop");
  const policy = { windowMs: DAY, returnMs: DAY, quiet: null };
  await within((ctx) => opened.system.reach.setPolicy(ctx, { shop, chosen: policy }));
  const owner = await onPhone();
  await signIn(owner);
  const helper = await memberOf(url, DEMO_MARKET.phone);
  const card = (await helper.today(shop)).cards.find(({ kind }) => kind === "due-again")?.id;
  if (card === undefined) throw new Error("The demo has no card that writes to persons");

  // The owner looks at what a tap would do, and taps.
  const till = systemOf(url, secret);
  // A system that tells of payments: an order of which it has told none is not paid.
  const walkIn = order("walk-in", { product: "elsewhere", minor: 200 }, "before");
  await till.tell([walkIn.placed(), walkIn.paid()]);
  await owner.goto(`${url}/m/${shop}/cards/${card}`);
  await owner.getByRole("button", { name: "一键发送" }).click();
  await owner.getByText("发之前看一眼").waitFor();
  await owner.locator(".counts").waitFor();
  const [toSend, leftOut] = [await peopleIn(owner, "会发给"), await peopleIn(owner, "先不发")];
  expect(toSend).toBeGreaterThan(0);
  expect(leftOut).toBeGreaterThan(0);
  await owner.getByRole("button", { name: `发给 ${toSend} 人` }).click();
  await owner.waitForURL(/\/runs\//);
  const run = new URL(owner.url()).pathname.split("/").at(-1) ?? "";
  while ((await opened.system.reach.runDue()) > 0);
  await owner.reload();
  await owner.getByText("已发完").waitFor();
  const drawn = await within((ctx) => opened.system.reach.assigned(ctx, { shop, execution: run }));
  const are = (arm: string, state: string) =>
    drawn.filter((one) => one.arm === arm && one.state === state).length;
  expect([are("treated", "sent"), are("held-out", "held-out")]).toEqual([toSend, leftOut]);
  expect(await count(owner, "发到")).toBe(String(toSend));

  // One of the customers comes in by a link that works once, reads, and follows the link.
  const [reached] = await helper.recipients(shop, run, "sent");
  if (reached === undefined) throw new Error("Nobody was reached");
  const customer = await onPhone();
  await customer.goto((await helper.entry(shop, reached.profile)).url);
  await customer.locator(".c-messages li").first().waitFor();
  const seen = async () => {
    const { opened: read, clicked } = await helper.execution(shop, run);
    return [read, clicked];
  };
  await until(async () => (await seen())[0] === 1);
  expect(await seen()).toEqual([1, 0]);
  await customer.locator(".c-messages .c-button").first().click();
  await customer.locator(".terms").waitFor();
  await until(async () => (await seen())[1] === 1);
  await customer.reload();
  await customer.locator(".terms").waitFor();
  await customer.close();

  // What they order comes in from the shop's own system; the window is open, so only counts are told.
  const { product } = await helper.execution(shop, run);
  const buyer = await userOf(shop, reached.profile);
  const line = { product, minor: 10_000 };
  const told = order(buyer, line, "first");
  await till.tell([told.placed()]);
  ahead += 2 * MINUTE;
  await owner.reload();
  await owner.locator(".stamp.open").waitFor();
  expect([await count(owner, "打开"), await count(owner, "下单")]).toEqual(["1", "1"]);
  expect(await seen()).toEqual([1, 1]);
  expect(await owner.locator(".lift .verdict").first().textContent()).not.toMatch(/多赚|多卖/);
  expect(await sum(owner, "estimated")).toBe(yuan(shareOf(line)));
  await till.tell([told.paid()]);
  await owner.reload();
  await owner.locator(".stamp.open").waitFor();
  expect([await sum(owner, "estimated"), await sum(owner, "pending")]).toEqual([
    yuan(0),
    yuan(shareOf(line)),
  ]);

  // The window closes: one small execution says so, beside all of them together.
  ahead += DAY;
  await within((ctx) => opened.system.brain.learn(ctx));
  await owner.reload();
  await owner.locator(".stamp.provisional").waitFor();
  const verdicts = owner.locator(".lift .verdict");
  expect(await verdicts.first().textContent()).toContain("还看不出来");
  expect(await owner.locator(".lift").count()).toBe(2);
  expect(await verdicts.last().textContent()).toMatch(/八成把握/);
  const compared = await owner.locator(".lift").first().locator("dd").allTextContents();
  expect(compared).toEqual([`${toSend} 人里 1 人买`, `${leftOut} 人里 0 人买`]);

  // Half of it comes back; the report is another one, and what it says is in the rows.
  await till.tell([told.refunded()]);
  await within((ctx) => opened.system.brain.learn(ctx));
  await owner.reload();
  await owner.locator(".sums").waitFor();
  expect(await sum(owner, "clawedBack")).toBe(`−${yuan(shareOf(line) / 2)}`);
  expect(await commissionIn(owner)).toBe(shareOf(line) / 2);
  await owner.locator(".sums").click();
  await owner.locator(".rows tbody tr").first().waitFor();
  expect(await owner.locator(".rows tbody tr").count()).toBe(1);
  await owner.getByRole("button", { name: "关闭" }).click();

  // The return period ends: settled, and never different again.
  ahead += DAY;
  await within((ctx) => opened.system.brain.learn(ctx));
  await owner.reload();
  await owner.locator(".stamp.final").waitFor();
  expect(await sum(owner, "settled")).toBe(yuan(shareOf(line) / 2));
  await till.tell([order(buyer, line, "late").refunded("first")]);
  await owner.reload();
  await owner.locator(".stamp.final").waitFor();
  expect(await sum(owner, "settled")).toBe(yuan(shareOf(line) / 2));
  await owner.close();
}, 120_000);

const userOf = async (shop: ShopId, profile: string): Promise<string> => {
  const row = await within((ctx) =>
    ctx.sql.one<{ user: string }>(
      `select user_id as "user" from people.profile where shop = $1 and id = $2`,
      [shop, profile],
    ),
  );
  return row.user;
};

const commissionIn = async (page: Page): Promise<number> => {
  let minor = 0;
  for (const key of ["estimated", "pending", "settled"])
    minor += 100 * Number((await sum(page, key))?.replace("¥", ""));
  return Math.round(minor);
};

/** One order of two, paid, of which one comes back: each told at the moment that it is asked for. */
function order(userId: string, { product, minor }: Line, which: string) {
  const goods = {
    ordinal: 1,
    sku: product,
    product,
    title: product,
    category: null,
    kind: "goods",
  };
  const lines = (quantity: number) => [
    { ...goods, quantity, unitPrice: { minor: minor / 2, currency: "CNY" } },
  ];
  const event = (name: string, properties: object) => ({
    ...{ userId, event: name, messageId: `${name} ${which}`, timestamp: iso(now()) },
    properties: { source: "test", ...properties },
  });
  return {
    placed: () => event("order_placed", { number: `T-${which}`, first: true, lines: lines(2) }),
    paid: () => event("order_paid", { number: `T-${which}`, amount: { minor, currency: "CNY" } }),
    refunded: (of = which) =>
      event("order_refunded", { number: `R-${which}`, order: `T-${of}`, lines: lines(1) }),
  };
}
