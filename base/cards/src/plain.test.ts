import { expect, test } from "vitest";
import type { Card, Draft } from "./card.ts";
import { plainCard } from "./plain.ts";

const both = (zh: string, en: string) => ({ zh, en });
const draft = (over: Partial<Draft>): Draft => ({
  ...{ style: "warm", form: "group", madeBy: "template", words: "", filled: "有需要的喊我～" },
  ...over,
});
const card = (drafts: readonly Draft[]): Card => ({
  id: "00000000-0000-7000-8000-000000000001",
  kind: "rising-attention",
  shop: "00000000-0000-7000-8000-000000000002",
  day: "2026-11-25",
  headline: both("标题", "Headline"),
  commission: { known: false, why: both("没有", "none") },
  promises: {
    orders: { known: false, why: both("没有", "none") },
    worth: { known: false, why: both("没有", "none") },
  },
  change: both("变了", "It changed"),
  reason: both("因为", "Because"),
  features: [],
  product: {
    ...{ product: "P", sku: "P-1", title: "米粉", pictures: [], listPrice: null },
    ...{ memberPrice: null, afterCoupon: null, stage: "always", opensAt: null },
    ...{ closesAt: null, stock: null, stockAt: null },
  },
  audience: { community: null, size: 0, who: both("大家", "everybody") },
  bestHour: null,
  sent: null,
  drafts: [...drafts],
  evidence: [],
});
const lines = (one: Draft, language: "zh" | "en"): string =>
  plainCard(card([one]), language)
    .split("\n")
    .filter((line) => line.includes("～"))
    .join();

test("E10 a draft in plain text says its style, its form, and who made it only when a model did", () => {
  expect(lines(draft({}), "zh")).toBe("文案 · 亲切 · 发群里：有需要的喊我～");
  expect(lines(draft({ madeBy: "model", form: "private" }), "zh")).toBe(
    "文案 · 亲切 · 发给个人 · 「AI 生成」：有需要的喊我～",
  );
  expect(lines(draft({ madeBy: "model" }), "en")).toBe(
    "Copy · warm · for the group · 「AI-made」：有需要的喊我～",
  );
  expect(lines(draft({ told: both("太慢", "too late") }), "en")).toContain("（too late）");
});
