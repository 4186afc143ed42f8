import { type Browser, openBrowser, type Page, servePages } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../server/src/web/build.ts";
import { SHOP } from "./fixture.ts";
import { answers } from "./mine.fixture.ts";

let browser: Browser;
let dist: string;
beforeAll(async () => {
  [browser, { h5: dist }] = await Promise.all([openBrowser(), buildWeb()]);
}, 90_000);
afterAll(() => browser.close());

async function visit(
  path: string,
  see: (page: Page, asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = await servePages({ base: "/m", dist, answers: answers(asked) });
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  try {
    await page.goto(`${server.url}/m/${SHOP}${path}`);
    await see(page, asked);
    expect(thrown).toEqual([]);
    const wide = await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
    expect(wide, "nothing is wider than the phone").toBe(false);
  } finally {
    await context.close();
    await server.close();
  }
}
const seen = (page: Page, text: string) =>
  page.getByText(text).first().waitFor({ timeout: 15_000 });

test("my commission: what I earned, why it is less, and each row down to the line of its file", () =>
  visit("/commission?month=2026-11", async (page, asked) => {
    await seen(page, "¥304.00");
    await seen(page, "比上月同期少 ¥96.00");
    await seen(page, "为啥少了");
    await seen(page, "有 2 行商品没设佣金规则");
    await page.getByRole("button", { name: /退款扣回/ }).click();
    await seen(page, "有机胚芽米粉 225g");
    await page.getByRole("button", { name: "从哪来的" }).click();
    await seen(page, "十一月订单.xlsx 第 17–18 行");
    expect(asked.some((path) => path.includes("/statement/rows?month=2026-11&kind=refunded"))).toBe(
      true,
    );
    await page.getByRole("button", { name: "关闭" }).click();
    await page.getByRole("button", { name: "上个月" }).click();
    await seen(page, "2026年10月");
  }));

test("my customers: found by the tab, a phone never whole, tags and orders open to rows", () =>
  visit("", async (page) => {
    await page.getByRole("link", { name: "客户" }).click();
    await seen(page, "李若溪");
    await seen(page, "138****5678");
    expect(await page.getByText("13812345678").count()).toBe(0);
    await page.getByRole("link", { name: /李若溪/ }).click();
    await page.getByRole("button", { name: /退货习惯/ }).click();
    await seen(page, "和全店的退货率比。");
    await seen(page, "E20261120001");
    await page.getByRole("button", { name: "关闭" }).click();
    await page.getByRole("button", { name: /累计消费/ }).click();
    await seen(page, "有机胚芽米粉 225g ×2");
    await seen(page, "已退 ¥10");
  }));

test("nobody of that name: says so, and what to do", () =>
  visit("/people?search=nobody", (page) => seen(page, "没有找到这样的客户")));
