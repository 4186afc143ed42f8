import { DEMO_CATEGORIES } from "./goods.ts";

export type DemoCommunity = {
  readonly name: string;
  readonly size: number;
  readonly source: "wecom" | "own-link" | "imported-list" | "unknown";
  /** Categories this community cares for most. */
  readonly tastes: readonly string[];
  /** Hours of the day (Shanghai) in which its members are awake on the phone. */
  readonly hours: readonly number[];
};
export type DemoShop = {
  readonly name: string;
  readonly communities: readonly DemoCommunity[];
  /** A category that draws attention in one of its communities in the last week. */
  readonly rise: { readonly community: string; readonly category: string };
};

const MOTHERS = ["有机辅食", "婴童洗护", "绘本玩具"];
const HOME = ["粮油调味", "家居清洁", "水果生鲜"];
const SELF = ["零食坚果", "个护美妆"];
const MORNING = [8, 9, 10, 10, 11, 20];
const EVENING = [12, 13, 19, 20, 21, 21];

/** The demo organisation: three shops with their communities, all made up. */
export const DEMO_SHOPS: readonly DemoShop[] = [
  {
    name: "小满妈妈优选",
    communities: [
      { name: "新手妈妈群·城东", size: 94, source: "wecom", tastes: MOTHERS, hours: MORNING },
      { name: "新手妈妈群·城西", size: 77, source: "wecom", tastes: MOTHERS, hours: MORNING },
      { name: "小区团购一群", size: 67, source: "own-link", tastes: HOME, hours: EVENING },
    ],
    rise: { community: "新手妈妈群·城东", category: "有机辅食" },
  },
  {
    name: "阿青的厨房",
    communities: [
      { name: "好好吃饭群", size: 86, source: "own-link", tastes: HOME, hours: EVENING },
      { name: "办公室零食群", size: 72, source: "wecom", tastes: SELF, hours: EVENING },
      { name: "老街邻里群", size: 58, source: "imported-list", tastes: HOME, hours: MORNING },
    ],
    rise: { community: "办公室零食群", category: "零食坚果" },
  },
  {
    name: "初雪美护社",
    communities: [
      { name: "护肤打卡群", size: 79, source: "wecom", tastes: SELF, hours: EVENING },
      { name: "学生党好物群", size: 67, source: "unknown", tastes: SELF, hours: EVENING },
    ],
    rise: { community: "护肤打卡群", category: "个护美妆" },
  },
];

/** How strongly a community of `tastes` is drawn to each category, summing to 1. */
export function pull(tastes: readonly string[]): readonly number[] {
  const weights = DEMO_CATEGORIES.map((category) => (tastes.includes(category) ? 4 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
