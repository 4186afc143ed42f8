import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { zh } from "../words/zh.ts";
import { detailOf, nameIn, othersOf, pageOf, subjectOf } from "./detail.ts";

const yuan = (n: number) => ({ minor: n * 100, currency: "CNY" });
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
    "改后（名称 蓝莓，规格（编号 x），售卖阶段 开场）",
  ],
  [{ shops: ["a", "b"], before: {} }, "店铺 a，b"],
  [{ x_new: 7 }, "x_new 7"],
  [{ role: "owner", shops: ["018f3c1e-0000-7000-8000-0000000000aa"] }, "角色 店主"],
  [{ kind: "server", scope: "category", subject: "辅食" }, "类型 服务器；范围 分类；对象 辅食"],
  [{ from: 1_782_565_854_151 }, "生效 2026-06-27 21:10:54"],
  [{ way: "inbox", play: "due-again", holdOut: 0.3 }, "方式 收件箱；卡片 可能回购；先不发 30%"],
  [{ from: "一群", to: "二群" }, "原来 一群；现在 二群"],
  [
    {
      before: { quiet: { from: 1320, until: 480 }, returnMs: 604_800_000, withoutConsent: false },
      after: { quiet: null, returnMs: 5_400_000, withoutConsent: true },
    },
    "夜里不发 22:00–08:00 → 不限；等退款多久 7 天 → 90 分钟；没表态的客户也发 否 → 是",
  ],
  [{ quiet: null }, "夜里不发 不限"],
  [{ quiet: { from: 1320, until: 480 } }, "夜里不发 22:00–08:00"],
  [{ before: {}, after: {} }, "和原来一样"],
  [
    {
      frequency: { most: 3, days: 7 },
      service: { most: 5, within: 172_800_000 },
      wecom: "one-a-day",
    },
    "一位客户 7 天内最多 3 条；回复客户 2 天内最多 5 条；企业微信群发 每天最多 1 条",
  ],
  [{ stopped: 26, gone: 0, unsure: 1 }, "停下 26；停之前已发 0；复制了没点“标记已发” 1"],
  [{ purpose: "marketing", channel: "all" }, "哪种消息 营销消息；渠道 所有渠道"],
  [{ before: { share: 0.05 }, after: { share: 0.1 } }, "比例 5% → 10%"],
  [
    {
      from: 1_782_565_854_151,
      before: {
        skus: [{ id: "S", name: "一箱", listPrice: yuan(10) }],
        window: null,
        category: "水果",
      },
      after: {
        skus: [{ id: "S", name: "一箱", listPrice: yuan(9) }],
        window: null,
        category: null,
      },
    },
    "规格（一箱（标价 ¥10 → ¥9））；分类 水果 → 无；生效 2026-06-27 21:10:54",
  ],
  [
    {
      before: { name: "老客", predicate: { all: [1] }, version: 1 },
      after: { name: "常客", predicate: { all: [2] }, version: 2 },
    },
    "名称 老客 → 常客；条件 已改",
  ],
] as const)("%j is told in words", (detail, told) => {
  expect(detailOf(i18n.getFixedT("zh"), JSON.parse(JSON.stringify(detail)))).toBe(told);
});

test("what was sent leads to its report, and a product is called by its title", () => {
  expect(pageOf({ action: "execution.started", subject: "e1" })).toBe("runs/e1");
  expect(pageOf({ action: "agreement.listed", subject: "shop" })).toBe("people");
  expect(pageOf({ action: "hold-out.resized", subject: "t" })).toBe("proof");
  expect(nameIn({ after: { id: "P1", title: "蓝莓" } })).toBe("蓝莓");
});

const ID = "018f3c1e-0000-7000-8000-0000000000aa";
test.each([
  ["policy.changed", ID, "全公司"],
  ["team.share", "level 2", "上级的上级"],
  ["team.withdrawn", "leader", "上级"],
  ["key.revoked", ID, "打开看看"],
  ["organisation.created", ID, "—"],
  ["execution.cancelled", ID, "看这次发送"],
  ["message.sent", ID, "看这位客户"],
] as const)("%s of %s is about %s: only what has a page is opened", (action, subject, told) => {
  const entry = { id: ID, at: 0, actor: { kind: "member", id: ID, name: "" }, detail: {} };
  expect(subjectOf(i18n.getFixedT("zh"), { ...entry, action, subject })).toBe(told);
});

test("a message leads to its sending and a post to its group, and neither to itself", () => {
  const [run, group] = [ID.replace("aa", "bb"), ID.replace("aa", "cc")];
  const others = (action: string, subject: string, detail: object) => {
    const entry = { id: ID, at: 0, actor: { kind: "member", id: ID, name: "" }, action, subject };
    const read = JSON.parse(JSON.stringify(detail));
    return othersOf(i18n.getFixedT("zh"), { ...entry, detail: read });
  };
  const sending = [{ page: `runs/${run}`, name: "看这次发送" }];
  expect(others("message.sent", ID, { shop: ID, execution: run })).toEqual(sending);
  expect(others("post.sent", run, { shop: ID, community: group })).toEqual([
    { page: `communities/${group}`, name: "看这个群" },
  ]);
  expect(others("execution.started", run, { execution: run })).toEqual([]);
  expect(others("card.copied", ID, { community: "宝妈群" })).toEqual([]);
});
