import { expect, test } from "vitest";
import { type Scene, SHOP } from "./fixture.ts";
import { mothers } from "./forms.ts";
import { openConsole, type Page, seen } from "./visit.ts";

const visit = openConsole();
const wish = (asked: readonly string[], start: string): unknown => {
  const found = asked.find((each) => each.startsWith(start));
  return found === undefined ? undefined : JSON.parse(found.slice(start.length));
};
const acting = (scene: Scene = {}) => {
  const asked: string[] = [];
  return { asked, look: { scene: { ...scene, asked } } };
};
const dialog = (page: Page) => page.getByRole("dialog");

test("a product is changed by what was typed, in minor units and Shanghai's time, and by nothing else", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/goods/p-rice`,
    async (page) => {
      await page.getByRole("button", { name: "修改商品" }).click();
      expect(await dialog(page).getByRole("button", { name: "保存" }).isDisabled()).toBe(true);
      await page.getByLabel("原价").first().fill("八十九");
      await seen(page, "请填金额，最多到分");
      await page.getByLabel("原价").first().fill("89.95");
      await page.getByLabel("返场开始").fill("2026-11-26T10:00");
      await dialog(page).getByRole("button", { name: "保存" }).click();
      await seen(page, "已保存");
      expect(wish(asked, "PUT goods/p-rice ")).toEqual({
        window: {
          previewAt: null,
          opensAt: Date.UTC(2026, 10, 23, 2),
          closesAt: Date.UTC(2026, 10, 25, 14),
          encoreFrom: Date.UTC(2026, 10, 26, 2),
          encoreUntil: null,
        },
        skus: [{ id: "p-rice-225", listPrice: { minor: 8995, currency: "CNY" } }],
      });
    },
    look,
  );
});

test("who may not write goods reads them, and their rules", () =>
  visit(
    `/${SHOP}/goods/p-rice`,
    async (page) => {
      await seen(page, "商品资料");
      expect(await page.getByRole("button", { name: "修改商品" }).count()).toBe(0);
      await page.goto(page.url().replace("goods/p-rice", "goods?tab=commission"));
      await seen(page, "已被新规则取代");
      expect(await page.getByRole("button", { name: "新增规则" }).count()).toBe(0);
    },
    { scene: { without: "goods.write" } },
  ));

test("a commission rule for a category is added in percent and whole days", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/goods?tab=commission`,
    async (page) => {
      await seen(page, "未开始");
      await page.getByRole("button", { name: "新增规则" }).click();
      await dialog(page).getByText("分类", { exact: true }).click();
      await dialog(page).getByRole("combobox", { name: "分类" }).fill("辅食");
      await page.getByLabel("佣金比例").fill("12.5");
      await page.getByLabel("从哪天起").fill("2026-12-01");
      await page.getByLabel("到哪天为止").fill("2026-12-31");
      await dialog(page).getByRole("button", { name: "新增规则" }).click();
      await seen(page, "已保存");
      expect(wish(asked, "PUT commission ")).toEqual({
        scope: "category",
        subject: "辅食",
        bp: 1250,
        validFrom: Date.UTC(2026, 10, 30, 16),
        validUntil: Date.UTC(2026, 11, 31, 16),
      });
    },
    look,
  );
});

test("a commission of so many yuan for each piece is added, and shown as that", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/goods?tab=commission`,
    async (page) => {
      await seen(page, "¥3/件");
      await page.getByRole("button", { name: "新增规则" }).click();
      await dialog(page).getByText("每件固定", { exact: true }).click();
      await page.getByLabel("每件佣金").fill("2.5");
      await page.getByLabel("从哪天起").fill("2026-12-01");
      await dialog(page).getByRole("button", { name: "新增规则" }).click();
      await seen(page, "已保存");
      expect(wish(asked, "PUT commission ")).toEqual({
        ...{ scope: "shop", subject: "", validFrom: Date.UTC(2026, 10, 30, 16) },
        ...{ each: { minor: 250, currency: "CNY" }, validUntil: null },
      });
    },
    look,
  );
});

test("an empty list of communities leads to the first one", () => {
  const { asked, look } = acting({ kind: "empty" });
  return visit(
    `/${SHOP}/communities`,
    async (page) => {
      await seen(page, "还没有社群");
      await page.getByRole("button", { name: "建一个群" }).click();
      await page.getByLabel("群名").fill("宝妈 1 群");
      await page.getByLabel("群人数").fill("200");
      await dialog(page).getByRole("button", { name: "建一个群" }).click();
      await seen(page, "已保存");
      expect(wish(asked, "POST communities ")).toEqual({
        name: "宝妈 1 群",
        channel: "wechat",
        size: 200,
        code: null,
      });
    },
    look,
  );
});

test("pasted members are added, and the answer says who is not known", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/communities`,
    async (page) => {
      await page.getByRole("link", { name: mothers.name }).click();
      await page.getByLabel("用户 ID").fill("wx_1\nwx_2\nwx_1\nwx_nobody");
      await seen(page, "共 3 人");
      await page.getByRole("button", { name: "加进这个群" }).click();
      await seen(page, "没认出来");
      await seen(page, "wx_nobody");
      expect(wish(asked, `POST communities/${mothers.id}/members `)).toEqual({
        userIds: ["wx_1", "wx_2", "wx_nobody"],
      });
    },
    look,
  );
});

test("a member is let in by phone, role and shop", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/members`,
    async (page) => {
      await page.getByRole("button", { name: "添加成员" }).click();
      await page.getByLabel("手机号").fill("13900000001");
      await page.getByLabel("姓名").fill("果果");
      expect(await dialog(page).getByRole("button", { name: "添加成员" }).isDisabled()).toBe(true);
      await dialog(page).locator("#member-shops").click();
      await page.keyboard.type("城南");
      await page.locator(".ant-select-item-option-active", { hasText: "城南妈妈团" }).waitFor();
      await page.keyboard.press("Enter");
      await dialog(page).locator(".ant-select-selection-item", { hasText: "城南" }).waitFor();
      await dialog(page).locator(".ant-modal-title").click();
      await dialog(page).getByRole("button", { name: "添加成员" }).click();
      await seen(page, "已保存");
      expect(wish(asked, "POST members ")).toMatchObject({
        phone: "13900000001",
        name: "果果",
        role: "owner",
        shops: ["018f3c1e-0000-7000-8000-000000000002"],
      });
    },
    look,
  );
});

test("a role is changed; the last administrator stays, and the page says why", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/members`,
    async (page) => {
      const row = (name: string) =>
        page.locator("tr", { has: page.getByText(name, { exact: true }) });
      await row("阿哲").getByRole("button", { name: "修改" }).click();
      await page.getByRole("combobox", { name: "角色" }).click();
      await page.locator(".ant-select-item-option", { hasText: "平台运营" }).click();
      await dialog(page).getByRole("button", { name: "保存" }).click();
      await seen(page, "已保存");
      expect(asked.find((each) => each.startsWith("PUT members/"))).toContain(
        '{"name":"阿哲","role":"operator","shops":[]}',
      );
      await row("小满").getByRole("button", { name: "移除" }).click();
      await page
        .locator(".ant-popover")
        .getByRole("button", { name: /移\s*除$/ })
        .last()
        .click();
      await seen(page, "这是最后一位管理员");
      await seen(page, "请先添加另一位管理员");
    },
    look,
  );
});

test("only administrators see the members", () =>
  visit(`/${SHOP}/members`, (page) => seen(page, "你的角色看不到这一页"), {
    scene: { without: "members.manage" },
  }));

test("an empty list of orders or customers leads to the import", async () => {
  for (const path of ["orders", "people"])
    await visit(
      `/${SHOP}/${path}`,
      async (page) => {
        await page.getByRole("button", { name: "去导入订单" }).click();
        await page.waitForURL(/\/imports$/);
      },
      { scene: { kind: "empty" } },
    );
});
