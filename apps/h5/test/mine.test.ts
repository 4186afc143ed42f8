import type { Page } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHOP } from "./fixture.ts";
import { answers, person } from "./mine.fixture.ts";
import { openPhone, type Phone, seen } from "./visit.ts";

let phone: Phone;
beforeAll(async () => {
  phone = await openPhone();
}, 90_000);
afterAll(() => phone.close());
type See = (page: Page, asked: readonly string[]) => Promise<void>;

function visit(path: string, see: See): Promise<void> {
  const asked: string[] = [];
  return phone.visit(answers(asked), `/${SHOP}${path}`, (page) => see(page, asked));
}

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
    await page.getByRole("link", { name: "客户", exact: true }).click();
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

test("a customer who says no more in the chat is written down on the phone, after being told what it means", () =>
  visit(`/people/${person.id}`, async (page, asked) => {
    const posted = () =>
      asked.filter((line) => line.startsWith("POST") && line.includes("opt-outs"));
    await page.getByRole("button", { name: "登记：客户不要再发" }).click();
    await seen(page, "等你发的名单里也会马上拿掉");
    expect(posted()).toEqual([]);
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await seen(page, "客户已经拒收");
    expect(posted().at(-1)).toContain(
      '/opt-outs {"channel":"all","purpose":"marketing","proof":"客户在聊天里说不要再发"}',
    );
    await page.getByRole("button", { name: "登记：客户想再收到" }).click();
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await seen(page, "客户没有拒收");
    expect(posted().at(-1)).toContain("/opt-outs/withdrawn");
  }));

test("nobody of that name: says so, and what to do", () =>
  visit("/people?search=nobody", (page) => seen(page, "没有找到这样的客户")));
