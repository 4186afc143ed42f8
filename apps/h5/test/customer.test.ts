import { mkdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, openBrowser, type Page, servePages } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../server/src/web/build.ts";
import {
  answers,
  CLOSED,
  FORGED,
  GONE,
  inbox,
  late,
  OPEN,
  type Scene,
  TOKEN,
} from "./customer-fixture.ts";

/** A folder to put pictures of every page into, for looking at them; without it none are taken. */
const PICTURES = process.env["PICTURES"];

let browser: Browser;
let dist: string;
beforeAll(async () => {
  if (PICTURES !== undefined) await mkdir(PICTURES, { recursive: true });
  [browser, { h5: dist }] = await Promise.all([openBrowser(), buildWeb()]);
}, 90_000);
afterAll(() => browser.close());

const index = (path: string): string =>
  /^\/(in|l)(\/|$)/.test(path) ? "customer.html" : "index.html";

const overflows = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");

/** Opens the page as a phone, gives it to `see`, and fails on anything thrown inside it or wider than it. */
async function visit(
  scene: Scene & { readonly name: string },
  path: string,
  see: (page: Page) => Promise<void>,
): Promise<void> {
  const server = await servePages({ base: "/m", dist, answers: answers(scene), index });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  try {
    await page.goto(`${server.url}/m${path}`);
    await see(page);
    expect(thrown).toEqual([]);
    expect(await overflows(page), "nothing is wider than the phone").toBe(false);
    if (PICTURES === undefined) return;
    await page.screenshot({ path: join(PICTURES, `${scene.name}-390.png`), fullPage: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: join(PICTURES, `${scene.name}-1440.png`), fullPage: true });
  } finally {
    await context.close();
    await server.close();
  }
}
const seen = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: 8_000 });
const clipboard = (page: Page) => page.evaluate<string>("navigator.clipboard.readText()");
const posts = (asked: readonly string[]) => asked.filter((each) => each.startsWith("POST"));

test("a token is exchanged once and leaves the address; the inbox is there, newest first", () => {
  const asked: string[] = [];
  return visit({ name: "inbox", kind: "outside", asked }, `/in/${TOKEN}`, async (page) => {
    await seen(page, "给林女士的消息");
    expect(new URL(page.url()).pathname).toBe("/m/in");
    expect(await page.title()).toBe(inbox.shop);
    await seen(page, late.text.slice(0, 8));
    const texts = await page.locator(".c-text").allTextContents();
    expect(texts.map((text) => text.slice(0, 3))).toEqual(["刚到的", "上次那", "纸尿裤"]);
    expect(texts.join()).not.toContain("https://");
    expect(posts(asked).filter((each) => each.includes("enter"))).toEqual([
      `POST /inbox/enter {"token":"${TOKEN}"}`,
    ]);
    await page.goBack();
    expect(page.url()).not.toContain(TOKEN);
    await page.goForward();
    await seen(page, "给林女士的消息");
  });
});

test("a message that arrives stands on top and is marked; what was read for a moment is told once", () => {
  const asked: string[] = [];
  return visit({ name: "live", asked }, "/in", async (page) => {
    await seen(page, "今晚八点前下单");
    expect(await page.locator(".c-message em").allTextContents()).toEqual(["新", "新"]);
    const opened = () => posts(asked).filter((each) => each.includes("/opened"));
    await expect.poll(() => new Set(opened()).size, { timeout: 8_000 }).toBe(2);
    await page.reload();
    await seen(page, "今晚八点前下单");
    const first = page.locator(".c-message").first();
    expect(await first.getByRole("link", { name: "去看看" }).getAttribute("href")).toBe(late.link);
  });
});

test("one press on what every message promises stops them, says so, and the switch takes it back", async () => {
  const asked: string[] = [];
  const stops = (page: Page) => page.getByRole("button", { name: "不再接收" });
  await visit({ name: "stopped", asked }, "/in", async (page) => {
    await seen(page, "今晚八点前下单");
    expect(await stops(page).count()).toBe(3);
    await stops(page).first().click();
    await seen(page, "已不再接收");
    expect(await stops(page).count(), "the word is said of all").toBe(0);
    const wanted = page.getByRole("switch", { name: "接收这家店的推荐" });
    expect(await wanted.getAttribute("aria-checked")).toBe("false");
    await page.getByRole("link", { name: "想恢复点这里" }).first().click();
    expect(page.url()).toContain("#stop");
    await wanted.click();
    await expect.poll(() => stops(page).count()).toBe(3);
    expect(posts(asked).filter((each) => each.includes("opt-out"))).toEqual([
      'POST /inbox/opt-out {"on":true,"words":1,"purpose":"marketing"}',
      'POST /inbox/opt-out {"on":false,"words":1,"purpose":"marketing"}',
    ]);
    await stops(page).first().click();
    await seen(page, "已不再接收");
  });
  await visit({ name: "stop-failed", kind: "no-switch" }, "/in", async (page) => {
    await stops(page).first().click();
    await page.locator(".c-message").getByText("没能关掉").waitFor();
    await stops(page).first().waitFor();
  });
});

test("nothing is told as read while the page is in the background", () => {
  const asked: string[] = [];
  return visit({ name: "background", asked }, "/in/a/b", async (page) => {
    await page.addInitScript(
      "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })",
    );
    await page.goto(page.url().replace("/in/a/b", "/in"));
    await seen(page, "差不多该吃完了吧");
    await page.goto(page.url().replace("/in", `/l/${OPEN}`));
    await seen(page, "¥59.9");
    await page.goto(page.url().replace(`/l/${OPEN}`, `/in/${TOKEN}`));
    await seen(page, "正在打开你的收件箱");
    // Longer than any dwelling; there is nothing to wait for where nothing may happen.
    await page.waitForTimeout(2_000);
    expect(posts(asked)).toEqual([]);
    expect(asked.join()).not.toContain("live");
  });
});

test("messages are turned off and on again in plain words, and a failure is said in place", async () => {
  const asked: string[] = [];
  await visit({ name: "opted-out", asked }, "/in", async (page) => {
    const wanted = page.getByRole("switch", { name: "接收这家店的推荐" });
    await wanted.click();
    await seen(page, "店里不会再给你发推荐");
    expect(await wanted.getAttribute("aria-checked")).toBe("false");
    await wanted.click();
    await seen(page, "随时可以关掉");
    expect(posts(asked).filter((each) => each.includes("opt-out"))).toEqual([
      'POST /inbox/opt-out {"on":true,"words":1,"purpose":"marketing"}',
      'POST /inbox/opt-out {"on":false,"words":1,"purpose":"marketing"}',
    ]);
    await wanted.click();
    await seen(page, "店里不会再给你发推荐");
  });
  await visit({ name: "switch-failed", kind: "no-switch" }, "/in", async (page) => {
    await page.getByRole("switch", { name: "接收这家店的推荐" }).click();
    await seen(page, "没能关掉");
    expect(
      await page.getByRole("switch", { name: "接收这家店的推荐" }).getAttribute("aria-checked"),
    ).toBe("true");
  });
});

test("no messages, no session, a used token, a busy server and a lost page each say what to do", async () => {
  await visit({ name: "empty", kind: "empty" }, "/in", (page) => seen(page, "还没有消息"));
  await visit({ name: "outside", kind: "outside" }, "/in", async (page) => {
    await seen(page, "这台手机还没有打开过收件箱");
    await page.getByRole("button", { name: "复制这句话，发给店主" }).click();
    expect(await clipboard(page)).toBe("请发我新的收件箱链接");
    await seen(page, "在聊天里跟店主说“不要再发”就行，不用打开收件箱");
    expect(await page.getByRole("button", { name: "再试一次" }).count()).toBe(0);
  });
  await visit({ name: "used", kind: "used" }, `/in/${TOKEN}`, (page) =>
    seen(page, "这个链接已经用过了"),
  );
  await visit({ name: "broken", kind: "broken" }, "/in", async (page) => {
    await seen(page, "现在人有点多");
    await page.getByRole("button", { name: "再试一次" }).waitFor();
  });
  await visit({ name: "lost" }, "/in/a/b", (page) => seen(page, "没有这个页面"));
});

test("a link leads to what it costs now, and counts after it was looked at, once", () => {
  const asked: string[] = [];
  return visit({ name: "offer", asked }, `/l/${OPEN}`, async (page) => {
    await seen(page, "¥59.9");
    expect(posts(asked)).toEqual([]);
    for (const text of [
      "券后",
      "¥89",
      "领满 79 减 20 券",
      "有效至 11月25日 22:00",
      "开场",
      "还有没有货，请问店主",
    ])
      await seen(page, text);
    // Of which day the count is, a link does not say.
    expect(await page.getByText(/库存|230/).count()).toBe(0);
    await page.getByRole("img", { name: "暂无图片" }).waitFor();
    await page.getByRole("button", { name: "复制，发给店主" }).click();
    expect(await clipboard(page)).toBe(
      "我想要「秋田满满有机胚芽米粉 225g 高铁营养宝宝辅食」，券后 ¥59.9，怎么买？",
    );
    await expect.poll(() => posts(asked), { timeout: 8_000 }).toHaveLength(1);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    expect(posts(asked)).toEqual([`POST /l/${OPEN}/seen {}`]);
    expect(await page.getByText("不计入点击").count()).toBe(0);
    await seen(page, "在聊天里跟店主说“不要再发”就行");
  });
});

test("whoever works in the shop and tries its link out is told that it does not count", () =>
  visit({ name: "offer-own", kind: "own" }, `/l/${OPEN}`, (page) => seen(page, "不计入点击")));

test("what is closed says why, what is gone and what is no link of ours are pages of their own", async () => {
  await visit({ name: "closed" }, `/l/${CLOSED}`, async (page) => {
    await seen(page, "这一场已经在 11-25 22:00 结束了");
    await page.getByRole("button", { name: "复制，发给店主" }).click();
    expect(await clipboard(page)).toContain("下次什么时候有");
    // The picture did not come.
    await page.getByRole("img", { name: "暂无图片" }).waitFor();
  });
  await visit({ name: "gone" }, `/l/${GONE}`, (page) => seen(page, "这件商品店里不卖了"));
  await visit({ name: "forged" }, `/l/${FORGED}`, (page) => seen(page, "链接无效"));
});

test("the pages read in English, and offline what is there stays readable", async () => {
  await visit({ name: "english" }, "/in", async (page) => {
    await page.getByRole("button", { name: "English" }).click();
    await seen(page, "Suggestions from this shop");
    await page.context().setOffline(true);
    await page.getByRole("switch", { name: "Suggestions from this shop" }).click();
    await seen(page, "No connection to the server");
    await seen(page, "今晚八点前下单");
  });
  await visit({ name: "offer-english" }, `/l/${OPEN}`, async (page) => {
    await page.getByRole("button", { name: "English" }).click();
    await seen(page, "valid until Nov 25, 22:00");
    await seen(page, "Ask the owner what is left.");
  });
});

test("what a customer opens needs under 256 KB from the wire, and nothing of the owner's", async () => {
  const html = await readFile(join(dist, "customer.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/m\/(assets\/[^"]+)"/g)].map((m) => m[1] ?? "");
  expect(new Set(named.map(extname))).toEqual(new Set([".css", ".js"]));
  const files = await Promise.all(named.map((name) => readFile(join(dist, name))));
  for (const file of files) {
    expect(file.includes(".woff2")).toBe(false);
    expect(file.includes("adm-button-primary")).toBe(false);
  }
  const wire = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  expect(wire).toBeLessThan(256 * 1024);
});

test("notices are a switch of their own, and the customer sees what they said with its number and its words", () => {
  const asked: string[] = [];
  return visit({ name: "said", asked }, "/in", async (page) => {
    await page.getByRole("switch", { name: "订单和发货通知" }).click();
    await seen(page, "已关掉，订单、发货和退款有变化时不再通知你");
    await seen(page, "有适合你的商品会发到这里");
    expect(posts(asked).filter((each) => each.includes("opt-out"))).toEqual([
      'POST /inbox/opt-out {"on":true,"words":1,"purpose":"notices"}',
    ]);
    await page.getByText("我同意过和拒绝过什么").click();
    await seen(page, "凭证编号 018f3c1e-0000-7000-8000-000000000801");
    await seen(page, "当时页面上写着（第 1 版）：店里发订单、发货、退款的通知时会发到这里");
    await seen(page, "客户来电");
  });
});

test("a customer turns off recommendations by their record, has their data, and asks to be erased after being told what it means", () => {
  const asked: string[] = [];
  return visit({ name: "privacy", asked }, "/in", async (page) => {
    await page.getByRole("switch", { name: "按我的记录推荐" }).click();
    await seen(page, "已关掉，店里不再按你看过");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "要一份我的资料" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("我的资料.zip");
    await page.getByRole("button", { name: "删除我的资料" }).click();
    await seen(page, "订单金额要留作账目");
    expect(asked.join()).not.toContain("erasure");
    await page.getByRole("button", { name: "确认删除" }).click();
    await seen(page, "已收到，正在删除");
    expect(asked.filter((each) => each.startsWith("POST /inbox/privacy"))).toEqual([
      'POST /inbox/privacy/personalised {"personalised":false,"words":2}',
      "POST /inbox/privacy/erasure {}",
    ]);
  });
});
