import { readFile } from "node:fs/promises";
import { businessDay } from "@zhongshu/kernel";
import { type Page, seeded } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  commissionList,
  customersList,
  GOODS,
  goodsList,
  HEAD,
  history,
  nameOf,
  ordersBook,
  stockList,
} from "./first-day.files.ts";
import { EMPTY, type Living, openLiving } from "./living.ts";
import { look, openPhones, type Phones, seen } from "./phone.ts";

vi.setConfig({ testTimeout: 240_000 });

/** A Tuesday, ten in the morning in Shanghai. */
const NOW = Date.UTC(2026, 8, 15, 2);
const PAST = history(businessDay(NOW), seeded(5));

let living: Living;
let phones: Phones;
let page: Page;
beforeAll(async () => {
  [living, phones] = await Promise.all([openLiving(NOW, EMPTY), openPhones()]);
  page = await phones.desk();
}, 180_000);
afterAll(async () => {
  await phones?.close();
  await living?.close();
}, 60_000);

const button = (name: string | RegExp, exact = true) => page.getByRole("button", { name, exact });

/** The shop of the address. */
const shop = (): string => new URL(page.url()).pathname.split("/")[2] ?? "";
const go = (to: string) => page.goto(`${living.url}/console/${shop()}/${to}`);

async function upload(name: string, buffer: Buffer): Promise<void> {
  await go("imports");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await button("开始导入").waitFor();
}

/** What the page counts of the import that it shows. */
async function counts(): Promise<Readonly<Record<string, string>>> {
  await page.locator("dl.counts").waitFor();
  const names = await page.locator("dl.counts dt").allTextContents();
  const values = await page.locator("dl.counts dd").allTextContents();
  return Object.fromEntries(
    names.map((name, i) => [name, (values[i] ?? "").replace(/[\s,]/g, "")]),
  );
}

test("whoever has no shop opens one, and is told where to begin", async () => {
  await page.goto(`${living.url}/console`);
  await page.getByLabel("手机号").fill("13700000001");
  await button("获取验证码").click();
  await page.getByText("填入", { exact: true }).click();
  await button("登录").click();
  await page.getByLabel("店名").waitFor();
  await look(page, "first-open-shop");
  await page.getByLabel("店名").fill("青禾小店");
  await page.getByLabel("怎么称呼你").fill("李青");
  await button("开店").click();
  await seen(page, "青禾小店");
  await button("去导入订单").waitFor();
  await look(page, "first-overview-empty");
});

/** Says in the wizard what a column is. */
async function takeAs(column: string, field: string): Promise<void> {
  const row = page.getByRole("row").filter({ has: page.getByText(column, { exact: true }) });
  await row.getByRole("combobox").fill(field);
  await page.locator(".ant-select-item-option").getByText(field, { exact: true }).click();
  await row.getByTitle(field, { exact: true }).waitFor();
}

async function imported(): Promise<Readonly<Record<string, string>>> {
  await button("开始导入").click();
  await button("看今日机会").waitFor();
  return counts();
}

test("IM80 the mall's workbook: recognised, put right by one click, tried, imported but for one row, which is mended", async () => {
  await upload("青禾小店订单.xlsx", ordersBook(PAST));
  await seen(page, "订单号（必填）");
  await takeAs("收货称呼", "姓名");
  await look(page, "first-mapping");
  await button("先试跑，不写入").click();
  await button("试跑没问题，正式导入").waitFor();
  const tried = await counts();
  expect(tried).toMatchObject({
    读到: `${PAST.length + 1}行`,
    订单: `${PAST.length}单`,
    没收下: "1行",
  });
  await look(page, "first-dry");
  await button("试跑没问题，正式导入").click();
  await button("看今日机会").waitFor();
  expect(await counts()).toEqual(tried);
  await look(page, "first-done");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByText("下载全部没收下的行").click(),
  ]);
  const refused = await readFile(await download.path(), "utf8");
  // Its own cell, not the words that quote it.
  const cell = refused.lastIndexOf("等客户回复");
  const mended = `${refused.slice(0, cell)}${PAST.at(-1)?.day} 10:00:00${refused.slice(cell + 5)}`;
  await upload("改好的行.csv", Buffer.from(mended));
  await look(page, "first-mended-mapping");
  expect(await imported()).toMatchObject({ 收下: "1行", 没收下: "0行", 新增: "1行" });
});

test("BR16 what is missing on the cards is said, each with the way to it", async () => {
  await go("cards");
  for (const [what, way] of [
    ["还没有一个群有成员名单", "去社群"],
    ["0 件设了佣金", "去商品"],
    ["0 件报过库存", "去导入"],
  ] as const) {
    const note = page.locator(".missing p").filter({ hasText: what });
    await note.getByRole("link", { name: way }).waitFor();
  }
  await look(page, "first-cards-orders-only");
});

test("goods, stock, commission and customers come in as GB18030", async () => {
  const lists: readonly (readonly [string, Buffer, number])[] = [
    ["商品.csv", goodsList(), GOODS.length],
    ["库存.csv", stockList(), GOODS.length],
    ["佣金.csv", commissionList(), GOODS.length],
  ];
  for (const [name, file, rows] of lists) {
    await upload(name, file);
    expect(await imported()).toMatchObject({ 收下: `${rows}行`, 没收下: "0行" });
  }
  await upload("客户.csv", customersList());
  await takeAs("段位", "等级");
  await look(page, "first-customers-mapping");
  expect(await imported()).toMatchObject({ 收下: "60行", 没收下: "0行" });
});

test("each person is one profile, with the level that was told of them", async () => {
  const people = await living.rows<{ n: number }>(
    "select count(*)::int as n from people.profile",
    [],
  );
  expect(people).toEqual([{ n: 60 }]);
  await go("people");
  await seen(page, "客户01");
  await look(page, "first-people");
});

/** The purchases that a card says it rests on, each as the customer, the order's number and the product. */
async function purchasesOf(link: string): Promise<readonly string[]> {
  await page.goto(`${living.url}${link}`);
  await page.locator("button.evidence").nth(1).click();
  const rows = page.locator(".ant-drawer tbody tr.ant-table-row");
  await rows.first().waitFor();
  const told: string[][] = [];
  for (const row of await rows.all()) told.push(await row.locator("td").allTextContents());
  await look(page, "first-card-rows");
  return told.map(([buyer, , number, sku]) => `${buyer} ${number} ${sku}`);
}

test("at least three cards, and every purchase that they rest on stands in the file, for all whom they name", async () => {
  await go("cards");
  const cards = page.locator(".tiles a");
  await cards.nth(2).waitFor();
  await look(page, "first-cards");
  const told = await cards.evaluateAll((all) =>
    all.map((a) => ({ link: a.getAttribute("href") ?? "", text: a.textContent ?? "" })),
  );
  expect(told.length).toBeGreaterThanOrEqual(3);
  const inFile = new Set(PAST.map((one) => `${nameOf(one.buyer)} ${one.number} ${one.sku}`));
  for (const { link, text } of told) {
    const named = Number(/(\d+) 位老客户/.exec(text)?.[1]);
    const rows = await purchasesOf(link);
    const known = rows.filter((row) => inFile.has(row));
    expect(known).toEqual(rows);
    expect(new Set(rows.map((row) => row.split(" ")[0])).size).toBe(named);
    const [, , sku] = rows[0]?.split(" ") ?? [];
    expect(text).toContain(GOODS.find((one) => one.sku === sku)?.title);
  }
});

test("the commission statement opens down to the line of the file that each order stands in", async () => {
  await go("commission?month=2026-09");
  await seen(page, "为什么");
  const rows = page.locator(".ant-table-row").filter({ hasText: /E2026\d+/ });
  const row = rows.filter({ hasNotText: "E-WRONG" }).first();
  await row.waitFor();
  await look(page, "first-statement");
  const number = /E2026\d+/.exec((await row.textContent()) ?? "")?.[0];
  await row.locator(".ant-table-row-expand-icon").click();
  await button("查看来龙去脉").click();
  const line = HEAD + 1 + PAST.findIndex((one) => one.number === number);
  const drawer = page.locator(".ant-drawer");
  await drawer.getByText("青禾小店订单.xlsx").first().waitFor();
  await drawer.getByText(`第 ${line} 行`, { exact: true }).first().waitFor();
  await look(page, "first-statement-lineage");
});

/** Lines of the workbook as the drawer tells them: "5–6、9". */
function linesOf(past: (one: (typeof PAST)[number]) => boolean): string {
  const lines = PAST.flatMap((one, i) => (past(one) ? [HEAD + 1 + i] : []));
  const starts = lines.filter((line) => !lines.includes(line - 1));
  const ends = lines.filter((line) => !lines.includes(line + 1));
  return starts
    .map((from, i) => (from === ends[i] ? String(from) : `${from}–${ends[i]}`))
    .join("、");
}

test("LE24 a customer's tag and a figure lead to the very lines of the workbook, and it says what rests on it", async () => {
  const buyer = PAST[0]?.buyer ?? 0;
  await go("people");
  await page.getByPlaceholder("昵称、手机号或用户 ID").fill(nameOf(buyer));
  await page.keyboard.press("Enter");
  await page
    .getByRole("link", { name: nameOf(buyer), exact: true })
    .first()
    .click();
  await button(/^价值分层/).click();
  const sources = page.locator(".ant-drawer").last();
  await page.locator(".ant-drawer").getByRole("button", { name: "查看来龙去脉" }).first().click();
  await sources.getByText("标签计算", { exact: false }).first().waitFor();
  await sources.getByText("定义第 1 版", { exact: false }).waitFor();
  await sources
    .getByText(`第 ${linesOf((one) => one.buyer === buyer)} 行`, { exact: true })
    .first()
    .waitFor();
  await look(page, "first-tag-lineage");

  const day = "2026-09-10";
  await go(`figures?from=${day}&until=${day}`);
  await page.locator(".figure-card", { hasText: "净销售额" }).first().click();
  await page.locator(".ant-drawer-header").getByRole("button", { name: "查看来龙去脉" }).click();
  await sources.getByText("打开时现算：净销售额", { exact: false }).waitFor();
  await sources
    .getByText(`第 ${linesOf((one) => one.day === day)} 行`, { exact: true })
    .first()
    .waitFor();
  await look(page, "first-figure-lineage");

  await go("imports");
  await page.getByRole("link", { name: "青禾小店订单.xlsx" }).first().click();
  await button("查看来龙去脉").click();
  await sources.getByText(/标签：涉及 \d+ 位客户、\d+ 款商品/).waitFor();
  await sources.getByRole("link", { name: "看这段数据" }).click();
  await page.waitForURL(/figures\?from=\d{4}/);
});

test("IM41 the workbook is undone with what rests on it, the mended row of another file stays", async () => {
  await go("imports");
  await page.getByRole("link", { name: "青禾小店订单.xlsx" }).first().click();
  await button("撤销这次导入").click();
  await seen(page, `${PAST.length.toLocaleString("en-US")} 个订单`);
  await look(page, "first-undo-asks");
  await button("确定撤销").click();
  await page.getByText("这次导入已撤销").waitFor({ timeout: 120_000 });
  await look(page, "first-undone");
  const left = await living.rows(
    'select count(*)::int as orders, count(distinct profile)::int as buyers from orders."order"',
    [],
  );
  expect(left).toEqual([{ orders: 1, buyers: 1 }]);
  await go("orders");
  await seen(page, "E-WRONG-1");
  expect(await page.getByText(PAST[0]?.number ?? "none").count()).toBe(0);
  expect(phones.thrown).toEqual([]);
});
