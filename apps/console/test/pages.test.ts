import { expect, test } from "vitest";
import { rising } from "../../h5/test/fixture.ts";
import { RUN } from "../../h5/test/runs.fixture.ts";
import { done, mapped, person, running, SHOP } from "./fixture.ts";
import { mothers } from "./forms.ts";
import { SEGMENT } from "./tags.ts";
import { openConsole, seen } from "./visit.ts";

const visit = openConsole();

test("sign-in leads to the overview, and a figure opens to its rows", () =>
  visit(
    "/",
    async (page) => {
      await page.getByLabel("手机号").fill("13800008001");
      await page.getByRole("button", { name: "获取验证码" }).click();
      await page.getByRole("button", { name: "填入", exact: true }).click();
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await page.getByRole("link", { name: /2,481/ }).click();
      await seen(page, "林小鹿");
    },
    { scene: { kind: "out" } },
  ));

const PAGES = [
  ["overview", "每个数字都能点开"],
  ["cards", rising.headline.zh],
  [`cards/${rising.id}`, "为什么推荐"],
  ["people", "糖糖妈妈"],
  [`people/${person(1).id}`, "越近的行为越重要"],
  [`people/${person(1).id}`, "入会时勾选"],
  ["people/erasures", "客户本人在收件箱提出"],
  ["tags", "其中 410 位回过头"],
  ["segments", "爱囤货的老客"],
  [`segments/${SEGMENT}`, "231 位客户"],
  ["segments/new", "没有条件，就是全店客户"],
  ["goods", "没有规则"],
  ["goods/p-rice", "商品资料"],
  ["goods/p-rice", "每 10 分钟更新"],
  ["goods?tag=hit", "爆款 3 款"],
  ["goods?tab=commission", "生效中"],
  ["communities", "城南邻居团"],
  [`communities/${mothers.id}`, "加进这个群"],
  [`communities/${mothers.id}`, "辅食：群里 68%，群外 13%"],
  ["orders", "E202611201000"],
  ["events", "下单"],
  ["events?tab=dead", "amount.minor 应是整数"],
  ["imports", "把文件拖到这里"],
  [`imports/${mapped.id}`, "不使用"],
  [`imports/${done.id}`, "下单时间读不出来"],
  ["runs", "18 位客户的纸尿裤快用完了"],
  [`runs/${RUN}`, "其中因为发了才多的"],
  [`runs/${RUN}`, "下单的 14 位比点开商品的 9 位多"],
  ["proof", "全部加起来有没有用"],
  ["audit", "复制文案"],
  ["commission/team", "2090-01-01 起"],
  ["members", "每个角色能做什么"],
  ["keys", "ERP 同步"],
] as const;

test.each(PAGES)("%s shows its rows, wide and at 390 px", (path, text) =>
  visit(`/${SHOP}/${path}`, async (page) => {
    await seen(page, text);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "菜单" }).waitFor();
    await seen(page, text);
  }),
);

test.each([
  ["runs", "点开链接"],
  [`runs/${RUN}`, "处理时间"],
  ["proof", "当时说"],
] as const)("%s is a list on a phone, each figure beside its name", (path, label) =>
  visit(`/${SHOP}/${path}`, async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(`td[data-label="${label}"]`).first().waitFor();
    expect(await page.getByRole("columnheader", { name: label }).count()).toBe(0);
    expect(
      await page.evaluate<boolean>(
        "[...document.querySelectorAll('.ant-table-content')].some((one) => one.scrollWidth > one.clientWidth)",
      ),
    ).toBe(false);
  }),
);

const EMPTY = [
  ["overview", "还没有数据"],
  ["people", "没有找到客户"],
  ["tags", "还没有客户"],
  ["segments", "还没有人群"],
  ["goods", "没有找到商品"],
  ["goods?tab=commission", "还没有佣金规则"],
  ["communities", "还没有社群"],
  ["orders", "没有订单"],
  ["runs", "还没有发过"],
  ["proof", "发出第一张卡片后"],
  ["events", "还没有事件进来"],
  ["events?tab=dead", "没有被拒的事件"],
  ["imports", "还没有导入过"],
  ["audit", "还没有操作记录"],
  ["keys", "还没有密钥"],
  ["cards", "今天没有值得打扰店主的事"],
  ["figures", "个数字都算不出来"],
] as const;

test.each(EMPTY)("%s, empty, says so and what would fill it", (path, text) =>
  visit(`/${SHOP}/${path}`, (page) => seen(page, text), { scene: { kind: "empty" } }),
);

test.each(["overview", "people", "events", "goods?tab=commission", "communities", "members"])(
  "%s of a busy server offers another try",
  (path) =>
    visit(
      `/${SHOP}/${path}`,
      async (page) => {
        await seen(page, "现在人有点多");
        await page.getByRole("button", { name: "再试一次" }).first().waitFor();
      },
      { scene: { kind: "broken" } },
    ),
);

test("what is not there leads home, and a page leads up to its list", async () => {
  await visit(`/${SHOP}/goods/none`, (page) =>
    page.getByRole("button", { name: "回到总览" }).waitFor(),
  );
  await visit(`/${SHOP}/goods/p-rice`, async (page) => {
    await page.locator("a.up", { hasText: "商品" }).click();
    await page.waitForURL(/\/goods$/);
  });
});

test("a column is corrected before the dry run, which sends what the person chose", () => {
  const asked: string[] = [];
  return visit(
    `/${SHOP}/imports/${mapped.id}`,
    async (page) => {
      const choice = page.getByRole("combobox", { name: "买家备注 当作" });
      await choice.click();
      await page.locator(".ant-select-item-option", { hasText: "客户" }).click();
      await page.getByRole("button", { name: "先试跑，不写入" }).click();
      await expect
        .poll(() => asked.find((each) => each.includes("/start")))
        .toContain('{"column":"买家备注","field":"customer"}');
      expect(asked.find((each) => each.includes("/start"))).toContain('"dryRun":true');
    },
    { scene: { asked } },
  );
});

test("an import cannot start while a required column is missing", () =>
  visit(`/${SHOP}/imports/${mapped.id}`, async (page) => {
    // Typed, as in a long list: what is chosen does not depend on where the opening list has scrolled to.
    await page.getByRole("combobox", { name: "数量 当作" }).fill("不使用");
    await page.locator(".ant-select-item-option", { hasText: "不使用" }).click();
    await seen(page, "还缺：数量");
    expect(await page.getByRole("button", { name: "开始导入" }).isDisabled()).toBe(true);
  }));

test("a paused tail stands still; a refused event is mended", () => {
  const asked: string[] = [];
  return visit(
    `/${SHOP}/events`,
    async (page) => {
      await page.getByRole("button", { name: "暂停" }).click();
      await seen(page, "已暂停");
      await page.getByRole("tab", { name: "没收下的" }).click();
      await page.getByRole("button", { name: "修改并收下" }).click();
      await page.getByLabel("完整内容").fill('{"type":"track"');
      await seen(page, "这不是合法的 JSON");
      await page.getByLabel("完整内容").fill('{"type":"track","event":"order_paid"}');
      await page.locator(".ant-drawer").getByRole("button", { name: "修改并收下" }).click();
      await expect
        .poll(() =>
          asked.some((each) =>
            each.includes('/mend {"event":{"type":"track","event":"order_paid"}}'),
          ),
        )
        .toBe(true);
    },
    { scene: { asked } },
  );
});

test("each figure of a customer opens to its rows", () =>
  visit(`/${SHOP}/people/${person(1).id}`, async (page) => {
    await seen(page, "越近的行为越重要");
    const orders = page.locator(`a[href*="/orders?profile=${person(1).id}"]`);
    expect(await orders.count()).toBe(3);
    const steps = page.locator(".timeline li");
    await steps.nth(1).waitFor();
    const all = await steps.count();
    expect(all).toBeGreaterThan(1);
    await page.locator(".bars button").first().click();
    await seen(page, "看全部");
    expect(await steps.count()).toBeLessThan(all);
    await page.getByRole("button", { name: "看全部" }).click();
    await expect.poll(() => steps.count()).toBe(all);
    await page.locator(".hours button:enabled").first().click();
    await seen(page, "点 · 看全部");
    await orders.first().click();
    await seen(page, "E202611201000");
  }));

test("what everything together changed is drawn, and either side opens to its rows", () =>
  visit(`/${SHOP}/proof`, async (page) => {
    await seen(page, "10月20日—11月16日，暂估");
    await seen(page, "95% 的把握多赚 ¥1,240–5,020");
    await seen(page, "群里发的两边都看得到，所以这里只比一对一发的");
    await seen(page, "一对一的营销消息都不发给他们");
    // Counts only: a share of 31 would claim more than is known.
    await page.getByRole("button", { name: "164 人里 31 人买", exact: true }).click();
    await seen(page, "王欣怡");
  }));

test("the standing hold-out is asked about before it changes, and only by a whole number", () => {
  const asked: string[] = [];
  const of = (line: string) => asked.filter((each) => each.startsWith(line)).length;
  return visit(
    `/${SHOP}/proof`,
    async (page) => {
      const field = page.getByRole("textbox", { name: "长期不单独发的客户" });
      const save = page.getByRole("button", { name: /保\s*存/ });
      await seen(page, "95% 的把握多赚 ¥1,240–5,020");
      for (const wrong of ["", "abc", "51", "5.5"]) {
        await field.fill(wrong);
        await seen(page, "请填 0 到 50 的整数");
        expect(await save.isDisabled()).toBe(true);
      }
      await field.fill("8");
      await save.click();
      await seen(page, "正在比的这四周就不比了");
      expect(of("PUT hold-out")).toBe(0);
      const reads = of("GET programme");
      await page
        .getByRole("tooltip")
        .getByRole("button", { name: /保\s*存/ })
        .click();
      await seen(page, "已保存");
      expect(asked).toContain('PUT hold-out {"share":0.08}');
      await expect.poll(() => of("GET programme")).toBeGreaterThan(reads);
    },
    { scene: { asked } },
  );
});

test("whoever may not change the standing hold-out is told so before typing", () =>
  visit(
    `/${SHOP}/proof`,
    async (page) => {
      await seen(page, "只有管理员能改");
      const field = page.getByRole("textbox", { name: "长期不单独发的客户" });
      expect(await field.isDisabled()).toBe(true);
    },
    { scene: { without: "members.manage" } },
  ));

test("the other shop is one choice away, and the address says which it is", () =>
  visit(`/${SHOP}/people`, async (page) => {
    await seen(page, "糖糖妈妈");
    await page.getByRole("combobox", { name: "切换店铺" }).click();
    const other = page.locator(".ant-select-item-option:not(.ant-select-item-option-selected)");
    await other.first().click();
    await expect.poll(() => page.url().includes(SHOP)).toBe(false);
  }));

test("a draft is copied with the text of this moment", () =>
  visit(`/${SHOP}/cards/${rising.id}`, async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "复制文案" }).click();
    await seen(page, "已复制，去群里粘贴吧");
    const text = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(text.length).toBeGreaterThan(10);
  }));

test("an import that runs can be cancelled", () => {
  const asked: string[] = [];
  return visit(
    `/${SHOP}/imports/${running.id}`,
    async (page) => {
      await page.getByRole("button", { name: "停下来" }).click();
      await expect.poll(() => asked.some((each) => each.includes("/cancel"))).toBe(true);
    },
    { scene: { asked } },
  );
});

test("a new key's secret is shown once", () =>
  visit(`/${SHOP}/keys`, async (page) => {
    await page.getByRole("button", { name: "新建密钥" }).click();
    await page.getByLabel("名称").fill("小程序");
    await page.locator(".ant-modal").getByRole("button", { name: "新建密钥" }).click();
    await seen(page, "zsb_7f3aQx2m9LpW4vT8");
    await page.getByRole("button", { name: "我已保存好" }).click();
    await expect.poll(() => page.getByText("zsb_7f3aQx2m9LpW4vT8").count()).toBe(0);
  }));
