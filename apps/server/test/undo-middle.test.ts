import type { Page } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { EMPTY, type Living, openLiving } from "./living.ts";
import { isWide, look, openPhones, type Phones, seen } from "./phone.ts";

vi.setConfig({ testTimeout: 240_000 });

/** A Tuesday, ten in the morning in Shanghai. */
const NOW = Date.UTC(2026, 8, 15, 2);

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

const button = (name: string) => page.getByRole("button", { name, exact: true });
const shop = (): string => new URL(page.url()).pathname.split("/")[2] ?? "";
const go = (to: string) => page.goto(`${living.url}/console/${shop()}/${to}`);

const HEADINGS = "订单号,商品编码,商品名称,数量,单价,下单时间,客户编号";
const MILK = "E1,P1,米粉,1,49.90,2026-09-01 10:00,HY-1";
/** Three exports of one shop. The first two tell E1, the second with a line more; of E5 they say different things. */
const FILES = [
  {
    name: "第一份.csv",
    rows: [
      MILK,
      "E5,P5,围嘴,1,15.00,2026-09-02 09:00,HY-5",
      "E9,P9,绘本,1,30.00,2026-09-02 10:00,HY-9",
    ],
  },
  {
    name: "第二份.csv",
    rows: [
      MILK,
      "E1,P2,面条,1,20.00,2026-09-01 10:00,HY-1",
      "E2,P2,面条,1,20.00,2026-09-03 10:00,HY-2",
      "E5,P5,围嘴,3,12.00,2026-09-02 09:00,HY-5",
    ],
  },
  { name: "第三份.csv", rows: ["E3,P3,奶粉,1,99.00,2026-09-04 10:00,HY-1"] },
] as const;

async function bring({ name, rows }: (typeof FILES)[number]): Promise<void> {
  await go("imports");
  const buffer = Buffer.from([HEADINGS, ...rows].join("\n"));
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await button("开始导入").click();
  await button("看今日机会").waitFor();
}

async function openShop(): Promise<void> {
  await page.goto(`${living.url}/console`);
  await page.getByLabel("手机号").fill("13700000002");
  await button("获取验证码").click();
  await page.getByText("填入", { exact: true }).click();
  await button("登录").click();
  await page.getByLabel("店名").fill("中间小店");
  await page.getByLabel("怎么称呼你").fill("李青");
  await button("开店").click();
  await button("去导入订单").waitFor();
}

/** What is sold, as the books have it: order, goods, how many, the price of one, the total, and by whose files. */
const books = async (): Promise<readonly string[]> =>
  (
    await living.rows<{ readonly told: string }>(
      `select concat_ws(' ', l.number, l.title, l.quantity, l.minor, o.total, f.files) as told
         from orders.line l join orders."order" o using (shop, source, number)
         cross join lateral (select string_agg(distinct i.name, '+' order by i.name) as files
           from ledger.event e join ledger.import i on i.id = e.origin
           where e.shop = l.shop and e.type = 'order_placed' and e.properties ->> 'number' = l.number) f
        order by l.number, l.ordinal`,
      [],
    )
  ).map(({ told }) => told);
const OTHERS = ["E2 面条 1 2000 2000 第二份.csv", "E3 奶粉 1 9900 9900 第三份.csv"];

test("IM41 of two files that tell one order the first is undone between others, and the second's words stand", async () => {
  await openShop();
  for (const file of FILES) await bring(file);
  expect(await books()).toEqual([
    ...["E1 米粉 1 4990 6990 第一份.csv+第二份.csv", "E1 面条 1 2000 6990 第一份.csv+第二份.csv"],
    ...OTHERS,
    ...["E5 围嘴 1 1500 1500 第一份.csv", "E9 绘本 1 3000 3000 第一份.csv"],
  ]);
  await go("imports");
  await page.getByRole("link", { name: "第一份.csv" }).first().click();
  await button("撤销这次导入").click();
  await seen(page, "2 个订单");
  await seen(page, "另有 1 个订单别的文件里也有，会改按那份文件的内容保留");
  await look(page, "middle-asks", false);
  await button("确定撤销").click();
  await page.getByText("这次导入已撤销").waitFor({ timeout: 120_000 });
  await look(page, "middle-undone");
  expect(await isWide(page)).toBe(false);
  expect(await books()).toEqual([
    ...["E1 米粉 1 4990 6990 第二份.csv", "E1 面条 1 2000 6990 第二份.csv", ...OTHERS],
  ]);
  await go("orders");
  await seen(page, "¥69.9");
  expect(await page.getByText("E9", { exact: true }).count()).toBe(0);
  await look(page, "middle-orders");
});

test("IM41 what the second file said otherwise stays refused until it is brought again", async () => {
  expect((await books()).join()).not.toContain("E5");
  await bring(FILES[1]);
  expect((await books()).at(-1)).toBe("E5 围嘴 3 1200 3600 第二份.csv");
  await look(page, "middle-again");
  expect(phones.thrown).toEqual([]);
});
