import { expect, test } from "vitest";
import { person, SHOP } from "./fixture.ts";
import { SEGMENT } from "./tags.ts";
import { openConsole, seen } from "./visit.ts";

const visit = openConsole();

test("a condition that is filled in is counted, and saved as it reads", () => {
  const asked: string[] = [];
  return visit(
    `/${SHOP}/segments/new`,
    async (page) => {
      await page.getByRole("button", { name: "加条件" }).click();
      await seen(page, "还有条件没填完");
      await page.getByLabel("选标签").click();
      await page.getByTitle("价格敏感").click();
      await page.getByLabel("选内容").click();
      await page.getByTitle("在意价格").click();
      await seen(page, "231 位客户");
      await seen(page, "占 9.3%");
      await expect.poll(() => asked.at(-1)).toContain('{"is":"tag","tag":"price","in":["high"]}');
      await page.keyboard.press("Escape");
      await page.getByLabel("名字").fill("在意价格的");
      await page.getByRole("button", { name: "保存" }).click();
      await expect
        .poll(() => asked.find((each) => each.startsWith("POST segments {")))
        .toContain('"name":"在意价格的","predicate":{"is":"and"');
    },
    { scene: { asked } },
  );
});

test("a saved segment opens with its conditions, nested, and what it meant before", () =>
  visit(`/${SHOP}/segments/${SEGMENT}`, async (page) => {
    await seen(page, "满足下面任意一条");
    await seen(page, "以前的版本");
    await page.getByText("第 1 版").click();
    await seen(page, '"atLeast": 2');
  }));

test("a tag on a customer opens to how, by which figures, and to the rows", () =>
  visit(`/${SHOP}/people/${person(1).id}`, async (page) => {
    await page.getByRole("button", { name: /价格敏感/ }).click();
    await seen(page, "怎么算的");
    await seen(page, "换成别人大约会有");
    await seen(page, "有机胚芽米粉 225g");
    await seen(page, "最近 1 行，共 21 行");
  }));
