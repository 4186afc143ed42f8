import { expect, test } from "vitest";
import { intentOf } from "./match.ts";
import { meant } from "./titles.ts";

/** Wednesday, 11:00 in Shanghai. */
const NOW = Date.parse("2026-11-25T03:00:00Z");
const GOODS = [
  { product: "P1", title: "玻尿酸补水面膜" },
  { product: "P2", title: "纯棉儿童袜 5双装" },
  { product: "P3", title: "推荐装大米" },
  { product: "P4", title: "苹果" },
  { product: "P5", title: "收入证明夹" },
  { product: "P6", title: "今天吃什么零食盒" },
  { product: "P7", title: "一周蔬菜箱 家庭装" },
  { product: "P8", title: "蓝莓" },
  { product: "P9", title: "三文鱼 500g" },
  { product: "P10", title: "【顺丰】大樱桃 2斤" },
];
const TITLES = GOODS.map(({ title }) => title);
const TODAY = "2026-11-25";
const DAYS: Readonly<Record<string, readonly [string, string]>> = {
  今天: [TODAY, TODAY],
  昨天: ["2026-11-24", "2026-11-24"],
  前天: ["2026-11-23", "2026-11-23"],
  大前天: ["2026-11-22", "2026-11-22"],
  这周: ["2026-11-23", TODAY],
  上周: ["2026-11-16", "2026-11-22"],
  这个月: ["2026-11-01", TODAY],
  上个月: ["2026-10-01", "2026-10-31"],
  今年: ["2026-01-01", TODAY],
  最近七天: ["2026-11-19", TODAY],
};

/** What is understood: kind, days, and the goods that are meant. */
function understood(text: string): string {
  const intent = intentOf(text, NOW, TITLES);
  const period = "period" in intent ? intent.period : null;
  const named = Object.entries(DAYS).find(
    ([, [from, to]]) => period !== null && period.from === from && period.to === to,
  );
  const day = period === null ? "" : ` ${named?.[0] ?? "other days"}`;
  const words = "words" in intent ? intent.words : [];
  if (words.length === 0) return intent.kind + day;
  const found = meant(words, GOODS);
  const known = found.kind === "one" || found.kind === "several";
  if ("other" in intent && intent.other && !known) return "time";
  const goods = found.kind === "one" ? found.goods.product : found.kind;
  return `${intent.kind}${day} ${goods}`;
}

test.each([
  ["今天卖了多少钱", "sales 今天"],
  ["今天卖了多少钱呢？", "sales 今天"],
  ["昨天卖了多少", "sales 昨天"],
  ["昨天卖了多少啊", "sales 昨天"],
  ["俺们前天卖了多少钱", "sales 前天"],
  ["咱们店这周卖了多少", "sales 这周"],
  ["上礼拜卖了几单呀", "sales 上周"],
  ["本月销售额", "sales 这个月"],
  ["这个月营业额多少", "sales 这个月"],
  ["上个月成交多少", "sales 上个月"],
  ["今天成交了几单", "sales 今天"],
  ["今天几单", "sales 今天"],
  ["今天有多少单了", "sales 今天"],
  ["昨天出了多少单呢", "sales 昨天"],
  ["今儿个卖了几单", "sales 今天"],
  ["今 天 卖 了 多 少 钱", "sales 今天"],
  ["　今天　卖了多少钱　？", "sales 今天"],
  ["请问昨天一共卖了多少钱吗", "sales 昨天"],
  ["我想知道上周总共卖了多少", "sales 上周"],
  ["大前天卖了多少", "sales 大前天"],
  ["今年卖了多少钱", "sales 今年"],
  ["近７天卖了多少", "sales 最近七天"],
  ["卖了多少钱", "sales"],
  ["今天的订单有多少", "sales 今天"],
  ["今天生意怎么样", "sales 今天"],
  ["昨天卖得怎么样", "sales 昨天"],
  ["how much did we sell today", "sales 今天"],
  ["How many orders yesterday?", "sales 昨天"],
  ["面膜这周卖了多少", "sales 这周 P1"],
  ["这周面膜卖了多少钱呢", "sales 这周 P1"],
  ["昨天儿童袜卖了几双", "sales 昨天 P2"],
  ["“纯棉儿童袜”上周卖了多少件", "sales 上周 P2"],
  ["儿童袜本月销售额", "sales 这个月 P2"],
  ["推荐装大米今天卖了多少", "sales 今天 P3"],
  ["今天吃什么零食盒昨天卖了多少", "sales 昨天 P6"],
  ["电视机昨天卖了多少", "sales 昨天 none"],
  ["昨天卖了多少货", "sales 昨天"],
  ["今天进了几单呀", "sales 今天"],
  ["今天开单了没", "sales 今天"],
  ["上周销售额是多少", "sales 上周"],
  ["一周蔬菜箱昨天卖了多少", "sales 昨天 P7"],
])("BR37 sales: %s → %s", (text, expected) => {
  expect(understood(text)).toBe(expected);
});

test.each([
  ["昨天那个卖得怎么样", "recent 昨天"],
  ["昨天那个卖得怎么样啊", "recent 昨天"],
  ["咱们昨天推的那条咋样", "recent 昨天"],
  ["这个月佣金多少", "commission 这个月"],
  ["上礼拜提成多少呢", "commission 上周"],
  ["今天赚了多少钱", "commission 今天"],
  ["面膜这个月佣金多少", "commission 这个月 P1"],
  ["面膜卖得怎么样", "product P1"],
  ["面膜最近卖得咋样呢", "product P1"],
  ["面膜", "product P1"],
  ["推荐装大米卖得怎么样", "product P3"],
  ["收入证明夹还有多少", "stock P5"],
  ["儿童袜还有货吗", "stock P2"],
  ["今天有什么机会", "opportunities"],
  ["昨天推的那个卖了多少", "recent 昨天"],
  ["上次发的卖了几单", "recent"],
  ["昨天那张卡片卖得怎么样", "recent 昨天"],
  ["什么快没货了", "stock"],
  ["我今天能拿多少佣金", "commission 今天"],
  ["买过面膜的有谁", "buyers P1"],
  ["谁最近买过面膜", "buyers P1"],
  ["谁买了儿童袜啊", "buyers P2"],
  ["上周哪些人买过面膜呢", "buyers 上周 P1"],
  ["买过面膜的客户有哪些", "buyers P1"],
  ["面膜都有谁买过", "buyers P1"],
  ["谁买过“苹果”", "buyers P4"],
  ["谁买过苹果手机壳", "buyers near"],
  ["谁买过电视机", "buyers none"],
  ["王小明最近买过什么", "person none"],
  ["李娜是谁", "person none"],
])("BR30 BR38 %s → %s", (text, expected) => {
  expect(understood(text)).toBe(expected);
});

test.each([
  ["儿童鞋卖得怎么样", "product near"],
  ["苹果手机壳卖得怎么样", "product near"],
  ["袜卖得怎么样", "product none"],
  ["儿童面霜卖得怎么样", "product none"],
  ["小米手机昨天卖了多少", "sales 昨天 none"],
  ["面膜多少钱", "unknown"],
  ["昨天退了几单", "unknown"],
  ["还没发货的有几单", "unknown"],
  ["今天比昨天多卖了多少", "unknown"],
  ["哪个卖得最好", "unknown"],
  ["这周什么卖得最好呢", "unknown"],
  ["明天能卖多少", "unknown"],
  ["面膜谁买得最多", "unknown"],
  ["你是谁", "unknown"],
  ["面膜怎么卖", "unknown"],
  ["面膜去年卖得怎么样", "time"],
  ["今天昨天面膜卖了多少", "time"],
  ["“纯棉儿童袜”去年卖了多少", "time"],
  ["推荐装大米去年卖得怎么样", "time"],
  ["去年卖了多少钱", "time"],
  ["双十一卖了多少", "time"],
  ["11月20号卖了多少", "time"],
  ["上上周卖了几单", "time"],
  ["今天和昨天卖了多少", "time"],
  ["最近三个月佣金多少", "time"],
  ["今天天气怎么样", "product 今天 none"],
  ["你好呀", "product none"],
  ["？？", "unknown"],
  ["", "unknown"],
])("BR30 declined or asked back: %s → %s", (text, expected) => {
  expect(understood(text)).toBe(expected);
});

test.each([
  ["没买过蓝莓的客户有哪些", "unknown"],
  ["没有下单过“蓝莓”的客户", "unknown"],
  ["没购买过面膜的客户", "unknown"],
  ["谁没买过蓝莓", "unknown"],
  ["谁没买过“蓝莓”", "unknown"],
  ["今天除了「蓝莓」卖了多少", "unknown"],
  ["蓝莓以外今天卖了多少", "unknown"],
  ["不算蓝莓今天卖了多少", "unknown"],
  ["二群「蓝莓」佣金多少", "unknown"],
  ["二群蓝莓佣金多少", "commission near"],
  ["小王买了多少“蓝莓”", "unknown"],
  ["小王买了多少蓝莓", "sales near"],
  ["哪个团长蓝莓佣金多少", "unknown"],
  ["蓝莓哪天卖了多少", "unknown"],
  ["“蓝莓”哪天卖得怎么样", "unknown"],
  ["“蓝莓”哪天卖完的", "unknown"],
  ["“蓝莓”和“草莓”今天卖了多少", "unknown"],
  ["“蓝莓”“推荐装大米”今天卖了多少", "unknown"],
  ["“蓝莓”推荐给小王", "unknown"],
  ["红“蓝莓”", "unknown"],
  ["红蓝莓", "product near"],
  ["上周三“蓝莓”卖了多少", "time"],
  ["今年元旦「蓝莓」卖了多少", "time"],
  ["今年元旦蓝莓卖了多少", "time"],
  ["昨天8点「蓝莓」卖了多少", "time"],
  ["昨天8点蓝莓卖了多少", "time"],
])("BR30 what more is named beside goods is not passed over: %s → %s", (text, expected) => {
  expect(understood(text)).toBe(expected);
});

test.each([
  ["“蓝莓”", "product P8"],
  ["《蓝莓》卖得怎么样", "product P8"],
  ["“《蓝莓》”今天卖了多少", "sales 今天 P8"],
  ["请问这款“蓝莓”商品昨天一共卖了多少提呢", "sales 昨天 P8"],
  ["“【顺丰】大樱桃 2斤”今天卖了多少", "sales 今天 P10"],
  ["“【顺丰】大樱桃”今天卖了多少", "sales 今天 P10"],
  ["【顺丰】大樱桃 2斤今天卖了多少", "sales 今天 P10"],
  ["【顺丰】大樱桃今天卖了多少", "sales 今天 P10"],
  ["【蓝莓】今天卖了多少", "sales 今天 P8"],
  ["今天“蓝莓”卖出去了吗", "product 今天 P8"],
  ["蓝莓好卖吗", "product P8"],
  ["“蓝莓”佣金还有多少", "commission P8"],
  ["How much “蓝莓” did we sell three days ago", "sales 大前天 P8"],
  ["客户“小王”买过什么", "person none"],
  ["“蓝莓”还有多少", "stock P8"],
  ["哪个“蓝莓”还有货", "stock P8"],
  ["有没有买过蓝莓的客户", "buyers P8"],
  ["买过“蓝莓”的客户有哪些", "buyers P8"],
  ["“蓝莓”都有谁买过", "buyers P8"],
  ['how much "蓝莓" did we sell this week?', "sales 这周 P8"],
  ['how much of "蓝莓" was sold yesterday', "product 昨天 P8"],
])("BR30 words of a question beside goods name nothing more: %s → %s", (text, expected) => {
  expect(understood(text)).toBe(expected);
});

test.each([
  ["今天销售收入多少", "sales 今天"],
  ["本月总销售收入", "sales 这个月"],
  ["今天收入多少", "commission 今天"],
  ["上周三卖了多少", "time"],
  ["上星期天卖了几单", "time"],
  ["本周一卖了多少", "time"],
  ["这周末卖得怎么样", "time"],
  ["上周三佣金多少", "time"],
  ["上周一共卖了多少", "sales 上周"],
  ["上周三文鱼卖了多少", "sales 上周 P9"],
])(
  "BR30 BR37 a day of a week is not the week, nor income from sales commission: %s → %s",
  (text, expected) => {
    expect(understood(text)).toBe(expected);
  },
);
