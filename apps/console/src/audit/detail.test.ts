import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { zh } from "../words/zh.ts";
import { detailOf, nameIn, pageOf } from "./detail.ts";

const i18n = i18next.createInstance();
beforeAll(() => i18n.init({ lng: "zh", resources: { zh: { translation: zh } } }));

test.each([
  [
    { shop: "s", name: "shown elsewhere", style: "warm", text: "你好" },
    "文案风格 贴心朋友；文案 你好",
  ],
  [
    { bp: 1800, validFrom: 1_782_565_854_151, validUntil: null },
    "佣金 18%；开始 2026-06-27 21:10:54",
  ],
  [{ dryRun: false }, "试跑 否"],
  [
    { after: { title: "蓝莓", skus: [{ id: "x" }], stage: "open" } },
    "改后（名称 蓝莓，售卖阶段 开场）",
  ],
  [{ shops: ["a", "b"], before: {} }, "店铺 a，b"],
  [{ x_new: 7 }, "x_new 7"],
  [{ role: "owner", shops: ["018f3c1e-0000-7000-8000-0000000000aa"] }, "角色 店主"],
  [{ kind: "server", scope: "category", subject: "辅食" }, "类型 服务器；范围 分类；对象 辅食"],
  [{ from: 1_782_565_854_151 }, "生效 2026-06-27 21:10:54"],
  [{ way: "inbox", play: "due-again", holdOut: 0.3 }, "方式 收件箱；卡片 可能回购；先不发 30%"],
  [{ from: "一群", to: "二群" }, "原来 一群；现在 二群"],
] as const)("%j is told in words", (detail, told) => {
  expect(detailOf(i18n.getFixedT("zh"), JSON.parse(JSON.stringify(detail)))).toBe(told);
});

test("what was sent leads to its report, and a product is called by its title", () => {
  expect(pageOf({ action: "execution.started", subject: "e1" })).toBe("runs/e1");
  expect(pageOf({ action: "agreement.listed", subject: "shop" })).toBe("people");
  expect(nameIn({ after: { id: "P1", title: "蓝莓" } })).toBe("蓝莓");
});
