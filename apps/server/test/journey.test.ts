import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { scratchFolder } from "@zhongshu/postgres";
import { type Browser, openBrowser, type Page } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { DEMO_SIGN_INS } from "../src/demo/seed.ts";
import { DEMO_SHOPS } from "../src/demo/shops.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const Ready = z.object({ ready: z.literal(true), url: z.string() });

let browser: Browser;
/** Where the administrator is signed in: nobody gets a second code within a minute. */
let desk: Awaited<ReturnType<Browser["newContext"]>>;
let app: ChildProcess;
let data: string;
let url: string;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(address !== null && typeof address === "object" ? address.port : 0));
    });
  });

/** The product as a person starts it, on a folder of its own; resolves with its address. */
async function started(): Promise<string> {
  data = await scratchFolder("journey");
  const args = ["--json", "--data", join(data, "kept"), "--port", String(await freePort())];
  const env = { ...process.env, DATABASE_URL: undefined };
  app = spawn(process.execPath, ["apps/cli/src/main.ts", "start", ...args], { cwd: ROOT, env });
  const said: string[] = [];
  app.stderr?.on("data", (chunk) => said.push(String(chunk)));
  if (app.stdout === null) throw new Error("The app has no output");
  for await (const line of createInterface(app.stdout)) {
    const ready = line.startsWith("{") ? Ready.safeParse(JSON.parse(line)) : null;
    if (ready?.success) return ready.data.url;
  }
  throw new Error(`The app ended before it was ready:\n${said.join("")}`);
}

beforeAll(async () => {
  [browser, url] = await Promise.all([openBrowser(), started()]);
  desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  if (app.exitCode === null) {
    const ended = new Promise((done) => app.once("exit", done));
    app.kill("SIGTERM");
    await ended;
  }
  await rm(data, { recursive: true, force: true });
}, 60_000);

/** The demo shop in one of whose communities a category draws attention. */
const SHOP = DEMO_SHOPS.find(({ rise }) => rise !== null)?.name ?? "";
const phoneOf = (wanted: string): string =>
  DEMO_SIGN_INS.find(({ role }) => role === wanted)?.phone ?? "";

type Person = { readonly phone: string; readonly at: string; readonly fill: string };

async function signIn(page: Page, { phone, at, fill }: Person): Promise<void> {
  await page.goto(`${url}${at}`);
  await page.getByLabel("手机号").fill(phone);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.getByText(fill, { exact: true }).click();
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

test("sign in by code → card → evidence → copy → the console shows the audit", async () => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  await phone.grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
  const page = await phone.newPage();
  await signIn(page, { phone: phoneOf("owner"), at: "/m", fill: "点此填入" });

  await page.getByRole("button", { name: /切换店铺/ }).click();
  await page
    .getByRole("button", { name: new RegExp(SHOP) })
    .last()
    .click();
  await page.getByText(/今天有 \d+ 张卡片值得看/).waitFor();
  await page.locator("a.tile").first().click();
  await page.getByRole("heading", { name: "为什么推荐" }).waitFor();
  const [, , shop, , card = ""] = new URL(page.url()).pathname.split("/");

  await page.locator(".evidence button").first().click();
  await page.locator(".rows tbody tr").first().waitFor();
  await page.getByText("怎么核对").click();
  expect(await page.locator(".check pre").textContent()).toMatch(/select/i);
  await page.getByRole("button", { name: "关闭" }).click();

  await page.getByRole("button", { name: "复制文案" }).click();
  await page.getByText("已填入此刻的价格和库存").waitFor();
  const copied = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(copied.trim()).toBe((await page.locator(".drafts .draft").first().textContent())?.trim());
  expect(copied).not.toContain("{{");
  await phone.close();

  const wide = await desk.newPage();
  // Somebody else: a second code for the same phone within a minute is refused, rightly.
  await signIn(wide, { phone: phoneOf("admin"), at: "/console", fill: "填入" });
  await wide.getByRole("link", { name: "操作记录" }).waitFor();
  await wide.goto(`${url}/console/${shop}/audit`);
  const row = wide.getByRole("row").filter({ hasText: "复制文案" }).first();
  await row.waitFor();
  expect(await row.locator(`a[href$="/cards/${card}"]`).count()).toBe(1);
}, 90_000);

const Me = z.object({ shops: z.array(z.object({ id: z.uuid() })).min(1) });
const People = z.object({ people: z.array(z.object({ id: z.uuid() })).min(1) });

test("an administrator erases a customer in the console: the customer is gone, and the record is there", async () => {
  const page = await desk.newPage();
  const told = async <T>(shape: z.ZodType<T>, path: string): Promise<T> =>
    shape.parse(await (await desk.request.get(`${url}/api${path}`)).json());
  const shop = (await told(Me, "/me")).shops[0]?.id ?? "";
  const person = (await told(People, `/shops/${shop}/people?limit=1`)).people[0]?.id ?? "";
  await page.goto(`${url}/console/${shop}/people/${person}`);
  await page.getByRole("button", { name: "删除这位客户" }).click();
  await page.getByLabel("确认删除，请输入").fill("删除");
  await page.getByRole("button", { name: "确认删除" }).click();
  await page.getByText("已删除", { exact: true }).waitFor({ timeout: 30_000 });
  await page.getByText("客户资料", { exact: true }).waitFor();
  await page.goto(`${url}/console/${shop}/people/${person}`);
  await page.getByText("这家店没有这位客户").waitFor();
  const { people } = await told(People, `/shops/${shop}/people?limit=200`);
  expect(people.map(({ id }) => id)).not.toContain(person);
}, 90_000);
