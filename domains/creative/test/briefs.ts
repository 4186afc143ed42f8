import { createHash } from "node:crypto";
import { figures, fill, review } from "@zhongshu/guard";
import type { Instant } from "@zhongshu/kernel";
import type { Brief } from "../src/contract.ts";

export const guard = { review, figures };
export const NOW: Instant = Date.UTC(2026, 10, 25, 2);
export const SHOP = "00000000-0000-7000-8000-000000000001";

const SHELF: readonly (readonly [category: string, title: string, points: readonly string[]])[] = [
  ["有机辅食", "小满有机胚芽米粉 225g", ["独立小袋，一冲就好", "颗粒细"]],
  ["婴童洗护", "云朵妈妈婴儿湿巾 80抽×6", []],
  ["绘本玩具", "小鹿点点立体绘本 全4册", ["翻开会站起来"]],
  ["零食坚果", "林间每日坚果 25g×30", []],
  ["水果生鲜", "赣南脐橙 5斤", ["现摘现装箱"]],
  ["粮油调味", "零添加酱油 500ml×2", []],
  ["家居清洁", "山岚洗衣液 2kg×2", ["留香淡", "瓶口带量杯"]],
  ["个护美妆", "初雪氨基酸洁面 120g", []],
];
const GROUPS = [
  "新手妈妈群·城东",
  "小区团购一群",
  "办公室零食群",
  "护肤打卡群",
  "老客户",
  "学生党好物群",
];

const uuid = (name: string): string => {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The n-th of many briefs: goods, plays, what is known of the price and community all vary. */
export function briefOf(n: number, over: Partial<Brief> = {}): Brief {
  const [category, title, points] = SHELF[n % SHELF.length] ?? ["", "", []];
  const play = n % 2 === 0 ? "rising-attention" : "due-again";
  const coupon = n % 3 === 0;
  const name = GROUPS[n % GROUPS.length] ?? "";
  return {
    shop: SHOP,
    card: uuid(`card ${n}`),
    play,
    product: {
      title,
      category: play === "due-again" && n % 5 === 0 ? null : category,
      points: [...points],
    },
    holes: {
      title: "{{title:P}}",
      price: n % 11 === 0 ? null : "{{price:P-1}}",
      list: n % 11 === 0 ? null : "{{list:P-1}}",
      coupon: coupon && n % 11 !== 0 ? "{{coupon:P-1}}" : null,
      until: n % 4 === 1 ? "{{until:P-1}}" : null,
      stock: n % 2 === 1 ? "{{stock:P-1}}" : null,
    },
    community: play === "rising-attention" ? { name, tags: [] } : null,
    why: play === "rising-attention" ? "群里最近看这一类的人变多了" : "买过的客户差不多该补了",
    ...over,
  };
}

const cny = (minor: number) => ({ minor, currency: "CNY" });

/** The words as a customer reads them. */
export const filled = (words: string, { product, holes }: Brief) =>
  fill(words, {
    now: NOW,
    offers: [
      {
        product: "P",
        sku: "P-1",
        title: product.title,
        listPrice: cny(8_900),
        memberPrice: null,
        afterCoupon:
          holes.coupon === null
            ? null
            : {
                price: cny(6_900),
                condition: { zh: "满 80 可用", en: "from 80" },
                validUntil: NOW + 86_400_000,
              },
        stage: "open",
        opensAt: null,
        closesAt: holes.until === null ? null : NOW + 2 * 86_400_000,
        stock: holes.stock === null ? null : 126,
      },
    ],
  });
