/** Goods of the demo shops: made up for it. Prices in 分; `every` is the usual number of days a pack lasts. */
export type DemoProduct = {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly list: number;
  readonly member: number;
  readonly coupon: number | null;
  readonly stock: number;
  readonly every: number | null;
  readonly brand: string | null;
  /** What a piece costs the shop. */
  readonly cost: number;
};

type Shelf = readonly [
  title: string,
  list: number,
  member: number,
  coupon: number | null,
  stock: number,
  every: number | null,
];

const SHELVES: Readonly<Record<string, readonly Shelf[]>> = {
  有机辅食: [
    ["小满有机胚芽米粉 225g", 8900, 7900, 6900, 320, 24],
    ["小满有机南瓜泥 120g×6", 7200, 6600, null, 180, null],
    ["田野家有机蔬菜面 200g×3", 5400, 4900, 4500, 260, 21],
    ["田野家原味溶豆 20g×4", 6800, 5900, null, 0, null],
    ["小满西梅果泥 100g×8", 8600, 7900, 7200, 140, null],
  ],
  婴童洗护: [
    ["云朵妈妈婴儿湿巾 80抽×6", 5900, 5200, 4600, 800, 21],
    ["云朵妈妈氨基酸沐浴露 400ml", 6900, 6200, null, 210, 45],
    ["软软棉柔巾 100抽×10", 7900, 6900, 6300, 420, 30],
    ["软软纸尿裤 L 码 76片", 11900, 10900, 9900, 260, 19],
    ["云朵妈妈护臀膏 60g", 4500, 3900, null, 150, null],
  ],
  绘本玩具: [
    ["小鹿点点立体绘本 全4册", 9800, 8800, 7900, 90, null],
    ["木木积木 60粒", 12900, 11800, null, 70, null],
    ["水画布可反复涂鸦 大号", 5900, 5200, null, 130, null],
    ["认知卡片 双语 120张", 3900, 3500, 2900, 160, null],
  ],
  零食坚果: [
    ["林间每日坚果 25g×30", 13900, 12500, 10900, 340, 28],
    ["阿山手剥松子 500g", 9900, 8900, null, 120, null],
    ["林间冻干草莓 30g×5", 5600, 4900, 4500, 220, null],
    ["阿山无糖黑芝麻丸 14颗×4", 6900, 6200, null, 200, 30],
    ["慢慢烤牛肉干 100g×3", 8800, 7900, 7200, 180, null],
  ],
  水果生鲜: [
    ["云南蓝莓 125g×6", 7900, 7200, 6500, 160, null],
    ["赣南脐橙 5斤", 4900, 4500, null, 300, 14],
    ["散养鲜鸡蛋 30枚", 5500, 4900, 4600, 260, 12],
    ["大连樱桃番茄 3斤", 3900, 3500, null, 200, null],
  ],
  粮油调味: [
    ["五常稻花香 5kg", 9900, 8900, 8500, 240, 21],
    ["古法压榨菜籽油 5L", 12900, 11900, null, 110, 50],
    ["零添加酱油 500ml×2", 4600, 3900, null, 190, null],
    ["石磨全麦面粉 2.5kg", 3600, 3200, null, 150, null],
  ],
  家居清洁: [
    ["山岚洗衣液 2kg×2", 6900, 5900, 5200, 380, 24],
    ["竹语抽纸 100抽×24", 7500, 6500, 5900, 520, 26],
    ["山岚洗碗块 60颗", 6900, 6200, null, 170, 45],
    ["柠檬酸除垢剂 10袋", 2900, 2500, null, 210, null],
  ],
  个护美妆: [
    ["初雪氨基酸洁面 120g", 8900, 7900, 6900, 230, 25],
    ["初雪修护面膜 10片", 12900, 10900, 9900, 190, 30],
    ["润物护手霜 50g×3", 5900, 4900, null, 260, null],
    ["初雪防晒乳 50ml", 13900, 11900, null, 120, null],
  ],
};

const BRANDS = [
  ...["小满", "田野家", "云朵妈妈", "软软", "小鹿点点", "木木", "林间", "阿山", "慢慢烤"],
  ...["山岚", "竹语", "初雪", "润物"],
];
const brandOf = (title: string): string | null =>
  BRANDS.find((brand) => title.startsWith(brand)) ?? null;

/** What a piece costs of a hundred of its member price. */
const COST: Readonly<Record<string, number>> = {
  ...{ 有机辅食: 56, 婴童洗护: 62, 绘本玩具: 48, 零食坚果: 60 },
  ...{ 水果生鲜: 74, 粮油调味: 78, 家居清洁: 64, 个护美妆: 42 },
};
const costOf = (category: string, member: number): number =>
  Math.round((member * (COST[category] ?? 60)) / 1_000) * 10;

export const DEMO_CATEGORIES: readonly string[] = Object.keys(SHELVES);

export const DEMO_GOODS: readonly DemoProduct[] = Object.entries(SHELVES).flatMap(
  ([category, shelf], c) =>
    shelf.map(([title, list, member, coupon, stock, every], i) => ({
      id: `P${c + 1}${String(i + 1).padStart(2, "0")}`,
      category,
      title,
      list,
      member,
      coupon,
      stock,
      every,
      brand: brandOf(title),
      cost: costOf(category, member),
    })),
);

/** A product that came to the shops lately: how many days ago it was told, and what the platform said of it first. */
export type DemoLaunch = DemoProduct & { readonly ago: number; readonly passed: boolean };

const launch = (
  id: string,
  category: string,
  [title, list, member, ago, passed]: readonly [string, number, number, number, boolean],
): DemoLaunch => ({
  ...{ id, category, title, list, member, coupon: null, stock: 120, every: null, ago, passed },
  ...{ brand: brandOf(title), cost: costOf(category, member) },
});

export const DEMO_LAUNCHES: readonly DemoLaunch[] = [
  launch("P901", "有机辅食", ["小满有机燕麦圈 60g×3", 5200, 4800, 13, true]),
  launch("P902", "零食坚果", ["慢慢烤鸡胸肉干 80g×4", 5900, 5200, 10, true]),
  launch("P903", "个护美妆", ["润物果香洗手液 500ml×2", 4500, 3900, 6, false]),
  launch("P904", "家居清洁", ["竹语厨房湿巾 40抽×6", 4200, 3600, 4, true]),
];
