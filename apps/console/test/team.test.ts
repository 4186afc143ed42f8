import { expect, test } from "vitest";
import { type Scene, SHOP } from "./fixture.ts";
import { openConsole, type Page, seen } from "./visit.ts";

const visit = openConsole();
const dialog = (page: Page) => page.getByRole("dialog");
const acting = (scene: Scene = {}) => {
  const asked: string[] = [];
  return { asked, look: { scene: { ...scene, asked } } };
};
const sent = (asked: readonly string[], start: string): unknown =>
  JSON.parse(asked.find((each) => each.startsWith(start))?.slice(start.length) ?? "null");

test("the team tells who is above, since when and from when no longer; the month opens to the statement", () =>
  visit(`/${SHOP}/commission/team`, async (page) => {
    await seen(page, "城南妈妈团（2026-11-01 起）");
    await seen(page, "3%（2026-11-02 起）");
    await seen(page, "没有上级（2090-01-01 起）");
    await page.getByRole("link", { name: "¥1,286" }).first().click();
    await page.waitForURL(/commission\?month=/);
  }));

test("one above is ended from a chosen day, from its beginning in Shanghai", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/commission/team`,
    async (page) => {
      await page.getByRole("button", { name: "改上级" }).last().click();
      const save = dialog(page).getByRole("button", { name: "保存" });
      expect(await save.isDisabled()).toBe(true);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "改上级" }).first().click();
      await dialog(page).getByRole("combobox", { name: "上级" }).click();
      await page.getByTitle("没有上级").click();
      await page.getByLabel("从哪天起").fill("2020-01-01");
      await seen(page, "请选今天或以后");
      await page.getByLabel("从哪天起").fill("2089-05-01");
      await save.click();
      await seen(page, "已保存");
      expect(sent(asked, "PUT team/leader ")).toEqual({
        leader: null,
        from: Date.UTC(2089, 3, 30, 16),
      });
    },
    look,
  );
});

test("a plan is taken back after a question, what holds already is not offered", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/commission/team`,
    async (page) => {
      const take = page.getByRole("button", { name: "撤掉" });
      await take.first().waitFor();
      expect(await take.count()).toBe(1);
      await take.click();
      await seen(page, "撤掉这条计划？到时候就不改了。");
      await page
        .getByRole("tooltip")
        .getByRole("button", { name: /确\s*定/ })
        .click();
      await seen(page, "已撤掉");
      expect(asked.filter((each) => each.startsWith("DELETE team/leader/"))).toHaveLength(1);
    },
    look,
  );
});

test("a share is told in percent, today means from now on", () => {
  const { asked, look } = acting();
  return visit(
    `/${SHOP}/commission/team`,
    async (page) => {
      await page.getByRole("button", { name: "改比例" }).last().click();
      await page.getByLabel("比例", { exact: true }).fill("1.5");
      await dialog(page).getByRole("button", { name: "保存" }).click();
      await seen(page, "已保存");
      expect(sent(asked, "PUT team/share ")).toEqual({ level: 2, bp: 150, from: null });
    },
    look,
  );
});

test("one shop alone has no team, and the page says what would make one", () =>
  visit(`/${SHOP}/commission/team`, (page) => seen(page, "还没有团队"), {
    scene: { kind: "empty" },
  }));
