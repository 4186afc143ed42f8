import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { person, SHOP } from "./fixture.ts";
import { openConsole, type Page, seen } from "./visit.ts";

const visit = openConsole();
const PERSON = `/${SHOP}/people/${person(1).id}`;

test("a customer's words stand there with their proof, newest first", () =>
  visit(PERSON, async (page) => {
    await seen(page, "客户在微信里说的");
    await seen(page, "已关掉：不再记录这位客户的兴趣");
    await seen(page, "拒收过");
  }));

test("each word shows its number and the words that the customer read", () =>
  visit(PERSON, async (page) => {
    await seen(page, "凭证编号 018f3c1e-0000-7000-8000-000000000804");
    await page.getByText("客户看到的文字（第 1 版）").first().click();
    await seen(page, "关掉后写：已关掉，订单、发货和退款有变化时不再通知你");
  }));

test("whoever says no more in a chat is written down as refusing, with how they said it, and may take it back", () => {
  const asked: string[] = [];
  return visit(
    PERSON,
    async (page) => {
      const wanted = page.getByRole("switch", { name: "一对一发营销消息" });
      expect(await wanted.getAttribute("aria-checked")).toBe("true");
      await wanted.click();
      await seen(page, "等你发的名单里也会马上拿掉");
      await page.getByLabel("客户是怎么说的").fill("微信里回了“不要再发”");
      await page.getByRole("button", { name: /登\s*记/ }).click();
      await seen(page, "客户已经拒收");
      expect(await wanted.getAttribute("aria-checked")).toBe("false");
      expect(asked.filter((line) => line.startsWith("POST people"))).toEqual([
        `POST people/${person(1).id}/opt-outs {"channel":"all","purpose":"marketing","proof":"微信里回了“不要再发”"}`,
      ]);
      await wanted.click();
      await page.getByLabel("客户是怎么说的").fill("客户来电");
      await page.getByRole("button", { name: /登\s*记/ }).click();
      await seen(page, "客户没有拒收");
    },
    { scene: { asked } },
  );
});

test("everything that is held comes as an archive with a workbook in which nothing is a formula", () =>
  visit(PERSON, async (page) => {
    await page.getByRole("button", { name: "导出全部资料" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByText("压缩包（Excel，可直接打开）").click(),
    ]);
    expect(file.suggestedFilename()).toBe("客户资料.zip");
    const bytes = await readFile(await file.path());
    for (const part of ["资料.xlsx", "全部数据.json", "说明.txt", "xl/worksheets/sheet1.xml"])
      expect(bytes.includes(part), part).toBe(true);
    expect(bytes.includes(' t="inlineStr" s="1"><is><t xml:space="preserve">=1</t>')).toBe(true);
    expect(bytes.includes("<f>")).toBe(false);
  }));

test("copies that were given stand where the erasures do, and lead to whose they are while they are known", () =>
  visit(`/${SHOP}/people/erasures`, async (page) => {
    await seen(page, "客户本人在收件箱要的");
    await seen(page, "小满导出");
    await seen(page, "这位客户后来已删除");
    expect(await page.getByRole("link", { name: "是哪位客户" }).count()).toBe(1);
  }));

const eraseIn = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "删除这位客户" }).click();
  await seen(page, "店铺业绩和佣金不变");
};

test("erasing asks for the word, and leads to the record", () =>
  visit(PERSON, async (page) => {
    await eraseIn(page);
    const sure = page.getByRole("button", { name: "确认删除" });
    expect(await sure.isDisabled()).toBe(true);
    await page.getByLabel("确认删除，请输入").fill("删除");
    await sure.click();
    await seen(page, "处理中");
    await seen(page, "客户本人在收件箱提出");
    await seen(page, "去掉身份的订单");
  }));
