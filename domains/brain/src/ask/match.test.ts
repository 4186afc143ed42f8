import { expect, test } from "vitest";
import { intentOf } from "./match.ts";
import { meant, nameOf } from "./titles.ts";

/** Wednesday, 11:00 in Shanghai. */
const NOW = Date.parse("2026-11-25T03:00:00Z");
const kind = (text: string): string => intentOf(text, NOW).kind;

test.each([
  "今天有什么机会",
  "今天有什么机会？",
  "今天有啥机会吗",
  "有什么机汇",
  "今天该做什么",
  "今天能发点什么",
  "有什么可以推的",
  "今天平台有什么适合我社群的机会",
  "给我看看今天的卡片",
  "What can I do today?",
  "any opportunities",
  "any oppertunities today?",
  "What should I sell today",
])("BR30 %s → opportunities", (text) => {
  expect(kind(text)).toBe("opportunities");
});

test.each([
  "昨天那个卖得怎么样",
  "昨天那个卖的怎么样？",
  "昨天发的那条效果如何",
  "上次那个咋样",
  "刚才发的怎么样了",
  "昨天的战报",
  "最近一次的效果怎么样",
  "昨天推的结果怎么样",
  "How did yesterday's one go?",
  "how did the last one do",
])("BR30 %s → what was executed lately", (text) => {
  expect(kind(text)).toBe("recent");
});

test.each([
  ["这个月佣金多少", "2026-11-01", "2026-11-25"],
  ["这个月拥金多少", "2026-11-01", "2026-11-25"],
  ["我这个月赚了多少", "2026-11-01", "2026-11-25"],
  ["上个月佣金一共多少钱", "2026-10-01", "2026-10-31"],
  ["本周佣金", "2026-11-23", "2026-11-25"],
  ["上周提成多少", "2026-11-16", "2026-11-22"],
  ["昨天赚了多少", "2026-11-24", "2026-11-24"],
  ["How much commission this month", "2026-11-01", "2026-11-25"],
  ["comission last month?", "2026-10-01", "2026-10-31"],
])("BR30 %s → commission from %s to %s", (text, from, to) => {
  expect(intentOf(text, NOW)).toMatchObject({ kind: "commission", period: { from, to } });
});
test("BR30 佣金多少 → commission, of no period in particular", () => {
  expect(intentOf("佣金多少", NOW)).toEqual({
    kind: "commission",
    words: [],
    period: null,
    other: false,
  });
});

const GOODS = [
  { product: "P1", title: "有机米糊 原味" },
  { product: "P2", title: "有机米糊 南瓜味" },
  { product: "P3", title: "纯棉儿童袜 5双装" },
  { product: "P4", title: "芒果干 Mango Bites" },
  { product: "P5", title: "芒果干" },
];
test.each([
  ["《纯棉儿童袜》卖得怎么样", "P3"],
  ["纯棉儿童袜卖得怎么样", "P3"],
  ["儿童袜最近卖得怎么样啊", "P3"],
  ["昨天儿童袜的销量如何", "P3"],
  ["有机米糊南瓜味怎么样", "P2"],
  ["芒果干卖得好不好", "P5"],
  ["How is Mango Bites selling?", "P4"],
  ["mango bite sales", "P4"],
  ["p3 卖得怎么样", "P3"],
])("BR30 %s → %s", (text, product) => {
  const intent = intentOf(text, NOW);
  if (intent.kind !== "product") throw new Error(`understood as ${intent.kind}`);
  expect(meant(intent.words, GOODS)).toMatchObject({ kind: "one", goods: { product } });
});

test.each([
  ["“纯棉儿童袜”卖得怎么样", "P3"],
  ["”纯棉儿童袜”卖得怎么样", "P3"],
  ['"纯棉儿童袜"卖得怎么样', "P3"],
  ["『纯棉儿童袜』卖得怎么样", "P3"],
  ["「 纯棉儿童袜 」怎么样", "P3"],
  ["'纯棉儿童袜'卖得怎么样", "P3"],
  ["‘纯棉儿童袜’卖得怎么样", "P3"],
  ["【纯棉儿童袜】销量", "P3"],
  ["How is 'Mango Bites' selling?", "P4"],
])("BR30 a name in quotes: %s → %s", (text, product) => {
  const intent = intentOf(text, NOW);
  if (intent.kind !== "product") throw new Error(`understood as ${intent.kind}`);
  expect(meant(intent.words, GOODS)).toMatchObject({ kind: "one", goods: { product } });
});

test.each([
  ["儿童袜还有多少", "P3"],
  ["儿童袜还有货吗？", "P3"],
  ["“纯棉儿童袜”还有多少", "P3"],
  ["'纯棉儿童袜'还有货吗", "P3"],
  ["纯棉儿童袜的库存", "P3"],
  ["有机米糊南瓜味还剩多少件", "P2"],
  ["芒果干卖完了吗", "P5"],
  ["请问现在儿童袜有没有货", "P3"],
  ["How many Mango Bites are left?", "P4"],
  ["is Mango Bites in stock", "P4"],
])("BR30 %s → what is left of %s", (text, product) => {
  const intent = intentOf(text, NOW);
  if (intent.kind !== "stock") throw new Error(`understood as ${intent.kind}`);
  expect(meant(intent.words, GOODS)).toMatchObject({ kind: "one", goods: { product } });
});
test("BR30 what is left of nothing in particular is asked back; commission and opportunities stay what they are", () => {
  expect(intentOf("库存还有多少", NOW)).toEqual({ kind: "stock", words: [] });
  expect(intentOf("这个月佣金还有多少", NOW)).toMatchObject({ kind: "commission" });
  expect(intentOf("今天还有什么机会吗", NOW)).toEqual({ kind: "opportunities" });
});

test("BR30 a name that several goods carry is asked back, one that none carries is said to be unknown", () => {
  expect(meant(["有机米糊"], GOODS)).toMatchObject({
    kind: "several",
    goods: [{ product: "P1" }, { product: "P2" }],
  });
  expect(meant(["电视机"], GOODS)).toEqual({ kind: "none" });
  expect(meant([""], GOODS)).toEqual({ kind: "none" });
});

test("BR30 of several of the same title none is picked; with its code each is named alone", () => {
  const goods = [
    { product: "A1", title: "蓝莓" },
    { product: "蓝莓", title: "蓝莓" },
    { product: "A2", title: "蓝莓干" },
  ];
  const same = goods.slice(0, 2);
  expect(meant(["蓝莓"], goods)).toEqual({ kind: "several", goods: same });
  const names = same.map((one) => nameOf(one, goods));
  expect(names).toEqual(["蓝莓（A1）", "蓝莓（蓝莓）"]);
  for (const [i, name] of names.entries()) {
    const intent = intentOf(`“${name}”今年卖了多少`, NOW, ["蓝莓", "蓝莓", "蓝莓干"]);
    if (intent.kind !== "sales") throw new Error(`understood as ${intent.kind}`);
    expect(meant(intent.words, goods)).toEqual({ kind: "one", goods: same[i] });
  }
  expect(nameOf({ product: "A2", title: "蓝莓干" }, goods)).toBe("蓝莓干");
  expect(meant(["a1"], goods)).toMatchObject({ kind: "one", goods: { product: "A1" } });
});

test("BR30 a name that is written nearly like that of some goods is asked back, another thing is none", () => {
  const near = { kind: "near", goods: [{ product: "P3" }] };
  expect(meant(["纯绵儿童袜"], GOODS)).toMatchObject(near);
  expect(meant(["纯棉儿童袜 5双装礼盒"], GOODS)).toMatchObject(near);
  expect(meant(["儿童面霜"], GOODS)).toEqual({ kind: "none" });
  expect(meant(["糊"], GOODS)).toEqual({ kind: "none" });
});

test.each(["", "你好", "？？", "hello", "。。。"])("BR30 %s is not understood", (text) => {
  const intent = intentOf(text, NOW);
  if (intent.kind === "product") expect(meant(intent.words, GOODS)).toEqual({ kind: "none" });
  else expect(intent).toEqual({ kind: "unknown" });
});

test("BR50 opportunities of a day to come, or of one that is over, are not answered with today's; an hour of today is today", () => {
  const asked = [
    "明天有什么机会",
    "明早发什么",
    "下周有什么机会",
    "周末推荐什么",
    "昨天有什么机会",
    "any opportunities tomorrow",
    "what should we send next week",
  ];
  for (const text of asked) expect([text, kind(text)]).toEqual([text, "not-today"]);
  for (const text of ["今天晚上发什么", "早上有什么机会", "这周有什么机会", "有什么机会"])
    expect([text, kind(text)]).toEqual([text, "opportunities"]);
});

test("BR50 an English question names nothing by the small words around what it asks for", () => {
  for (const text of ["how is the commission this month", "what is my commission this month"])
    expect(intentOf(text, NOW)).toMatchObject({ kind: "commission", words: [] });
  expect(intentOf("how are sales today", NOW)).toMatchObject({ words: [] });
  expect(intentOf("how is the commission on millet this month", NOW)).toMatchObject({
    kind: "commission",
    words: [expect.stringContaining("millet"), "millet"],
  });
});
