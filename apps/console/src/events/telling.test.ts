import { STANDARD_EVENTS } from "@zhongshu/ledger/contract";
import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { detailOf, type Told, titleOf } from "./telling.ts";

const i18n = i18next.createInstance();
beforeAll(() =>
  i18n.init({ lng: "zh", resources: { zh: { translation: zh }, en: { translation: en } } }),
);

test("every standard event has a name in both languages, and nothing else has", () => {
  expect(STANDARD_EVENTS.length).toBeGreaterThan(20);
  expect(new Set(Object.keys(zh.events.of))).toEqual(new Set(STANDARD_EVENTS));
  for (const language of ["zh", "en"])
    for (const type of STANDARD_EVENTS)
      expect(titleOf(i18n.getFixedT(language), type)).not.toContain("_");
  expect(titleOf(i18n.getFixedT("zh"), "x_lottery_won")).toBe("x_lottery_won");
});

const price = (minor: number) => ({ minor, currency: "CNY" });
const line = (title: string, quantity: number, minor: number) => ({
  ...{ ordinal: 1, sku: "s", product: "p", category: null, kind: "goods" },
  ...{ title, quantity, unitPrice: price(minor) },
});

test.each<[string, Told["properties"], string]>([
  ["product_viewed", { product: "P1", name: "蓝莓", category: "水果" }, "蓝莓 · 水果"],
  ["product_added", { product: "P1", quantity: 2, price: price(1990) }, "P1 · ×2 · ¥19.9"],
  [
    "order_placed",
    { number: "D1", lines: [line("蓝莓", 2, 1000), line("橙", 1, 500), line("蛋", 1, 0)] },
    "#D1 · 蓝莓 ×2, 橙 ×1 +1 · ¥25",
  ],
  ["order_paid", { number: "D1", amount: price(2500) }, "#D1 · ¥25"],
  ["product_described", { product: "P1", title: "蓝莓", category: "水果" }, "蓝莓 · 水果"],
  ["product_reviewed", { product: "P1", passed: false }, "P1 · ✗"],
  ["commission_rule_set", { scope: "product", subject: "P1", bp: 650 }, "P1 · 6.5%"],
  [
    "commission_rule_set",
    { scope: "product", subject: "P1", each: { minor: 300, currency: "CNY" } },
    "P1 · ¥3/件",
  ],
  ["community_described", { community: "g1", name: "一群" }, "一群"],
  ["community_joined", { community: "一群", source: "wecom" }, "一群 · 企业微信"],
  [
    "message_delivered",
    { channel: "inbox", message: "018f3c1e-0000-7000-8000-0000000000aa" },
    "收件箱",
  ],
  ["question_answered", { question: "q", by: "person" }, "人工回复"],
  ["points_changed", { change: 30, reason: "签到" }, "+30 · 签到"],
  ["member_level_changed", { level: "金", before: "银" }, "银 → 金"],
  ["member_level_changed", { level: "金", before: null }, "金"],
  ["identified", { traits: { name: "王欣怡", vip: true } }, "姓名 王欣怡 · vip true"],
  ["cart_viewed", { cart: "c" }, ""],
  ["x_lottery_won", { prize: "一等奖" }, "prize 一等奖"],
])("%s is told by its own rows", (type, properties, told) => {
  expect(detailOf(i18n.getFixedT("zh"), { type, properties })).toBe(told);
});

test("what a sender made of an event can be anything, and is told without fail", () => {
  for (const type of [...STANDARD_EVENTS, "x_own"])
    for (const odd of [null, 7, "", [], {}, [{}], { minor: "x" }])
      for (const key of ["lines", "traits", "price", "amount", "source", "by", "name", "change"])
        expect(typeof detailOf(i18n.getFixedT("en"), { type, properties: { [key]: odd } })).toBe(
          "string",
        );
});
