import { mothers } from "./forms.ts";

const MOTHERS = mothers.id;

/** Tags and segments as the server tells them. */
const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour - 8);
const text = (zh: string) => ({ zh, en: zh });
const value = (key: string, zh: string, people: number) => ({ key, name: text(zh), people });

export const SEGMENT = "018f3c1e-0000-7000-8000-000000000990";

const price = {
  ...{ key: "price", name: text("价格敏感"), version: 1 },
  meaning: text("只看卖过高低价的商品：单价比平时低一成以上算买得便宜。"),
};
const tags = [
  {
    ...price,
    values: [
      value("unknown", "还看不出来", 1_204),
      value("high", "在意价格", 231),
      value("usual", "和大家差不多", 988),
      value("low", "不太在意", 58),
    ],
  },
  {
    ...{ key: "taste", name: text("品类偏好"), version: 1 },
    meaning: text("看、点、加购、下单都算一次关注。"),
    values: [
      value("unknown", "还看不出来", 700),
      ...Array.from({ length: 14 }, (_, n) => value(`c${n}`, n === 0 ? "辅食" : `品类 ${n}`, 300)),
    ],
  },
];

const hit = {
  ...{ key: "hit", version: 1, name: text("爆款"), meaning: text("近 30 天至少 10 单。") },
};

const segment = {
  ...{ id: SEGMENT, name: "爱囤货的老客", shown: true, version: 2, changedAt: at(22, 9) },
  predicate: {
    is: "and",
    of: [
      { is: "tag", tag: "price", in: ["high"] },
      {
        is: "or",
        of: [
          { is: "orders", atLeast: 3 },
          { is: "not", of: { is: "interest", category: "辅食", share: 0.3 } },
        ],
      },
    ],
  },
};

export const PERSON_TAGS = {
  tags: [
    {
      ...price,
      value: { key: "high", name: text("在意价格") },
      since: at(20, 9),
      evidence: { compared: 21, cheap: 14, expected: 6.2 },
    },
    {
      ...{ key: "churn", name: text("流失风险"), version: 1, meaning: text("按购买节奏估计。") },
      value: { key: "low", name: text("低") },
      since: at(20, 9),
      evidence: { left: 0.12, days: 5, firstDay: "2026-08-02", lastDay: "2026-11-20" },
    },
  ],
  own: [{ id: SEGMENT, name: "爱囤货的老客" }],
  at: at(23, 9),
};

export const PRICE_ROWS = {
  columns: [
    { key: "day", label: text("日期") },
    { key: "title", label: text("商品") },
    { key: "minor", label: text("买入单价（分）") },
    { key: "cheap", label: text("买得便宜") },
  ],
  rows: [{ day: "2026-11-20", title: "有机胚芽米粉 225g", minor: 5_990, cheap: true }],
  total: 21,
};

export const previewOf = (people: readonly object[]) => ({
  ...{ total: 231, everybody: 2_481, waiting: 3 },
  people,
});

const market = { day: "2026-11-23", law: { customers: 1_500, repeaters: 410 }, earnedBp: 1_150 };
export const TAGGED: Readonly<Record<string, unknown>> = {
  tags: { tags, customers: 2_481, plain: 3, waiting: 12, measuredAt: at(23, 9), market },
  "tags/price/days": {
    days: [20, 21, 22].flatMap((day) => [
      { day: `2026-11-${day}`, value: "high", people: 200 + day },
      { day: `2026-11-${day}`, value: "usual", people: 1_000 - day },
    ]),
  },
  "tags/taste/days": { days: [] },
  segments: { segments: [segment] },
  "goods-tags": {
    tags: [{ ...hit, products: 3 }],
    days: [],
    at: at(23, 9),
  },
  "goods/p-rice/tags": { tags: [{ ...hit, evidence: { orders: 41, from: 12 } }], at: at(23, 9) },
  "goods/p-rice/sales": {
    columns: [{ key: "day", label: text("日期") }],
    rows: [{ day: "2026-11-20" }],
    total: 41,
  },
  [`communities/${MOTHERS}/tags`]: {
    ...{ members: 40, told: 31, everybody: 900, at: at(23, 9) },
    tastes: [{ category: "辅食", members: 21, everybody: 130, share: 0.68, elsewhere: 0.13 }],
    all: [{ category: "辅食", members: 21, everybody: 130 }],
  },
  [`segments/${SEGMENT}/versions`]: {
    versions: [2, 1].map((version) => ({
      ...{ version, name: segment.name, at: at(20 + version, 9), by: "王老板" },
      predicate: version === 2 ? segment.predicate : { is: "orders", atLeast: 2 },
    })),
  },
};
export const UNTAGGED: Readonly<Record<string, unknown>> = {
  tags: { tags: [], customers: 0, plain: 0, waiting: 0, measuredAt: null, market: null },
  segments: { segments: [] },
};
