import { type BusinessDay, plusDays } from "@zhongshu/kernel";
import { workbook } from "@zhongshu/testing";

/** What is bought again and again, and after how many days. */
export const GOODS = [
  { sku: "QH-001", title: "东北五常大米5kg", category: "粮油", price: 6990, cost: 4200, every: 21 },
  { sku: "QH-002", title: "鲜牛奶950ml*6", category: "乳品", price: 5900, cost: 3900, every: 12 },
  { sku: "QH-003", title: "土鸡蛋30枚", category: "禽蛋", price: 4580, cost: 3100, every: 14 },
  { sku: "QH-004", title: "竹浆抽纸24包", category: "纸品", price: 3990, cost: 2200, every: 28 },
  { sku: "QH-005", title: "宝宝辅食米粉", category: "辅食", price: 8800, cost: 5200, every: 18 },
] as const;
const BUYERS = 60;
/** Some four months, so that the slowest rhythm has come round several times. */
const DAYS = 125;
const STATES = ["交易成功", "已完成", "待发货"] as const;

export type Bought = {
  readonly number: string;
  readonly day: BusinessDay;
  readonly time: string;
  readonly sku: string;
  readonly title: string;
  readonly price: number;
  readonly quantity: number;
  readonly buyer: number;
  readonly status: string;
};

export const yuan = (minor: number): string => `¥${(minor / 100).toFixed(2)}`;
export const phoneOf = (buyer: number): string => `139${String(80000000 + buyer)}`;
export const nameOf = (buyer: number): string => `客户${String(buyer).padStart(2, "0")}`;

/** A made-up past: everybody buys some of the goods, each at its own rhythm, a day or three off. */
export function history(today: BusinessDay, dice: () => number): readonly Bought[] {
  const bought: Omit<Bought, "number">[] = [];
  for (let buyer = 1; buyer <= BUYERS; buyer += 1)
    for (const { sku, title, price, every } of GOODS.filter((_, i) => (buyer + i) % 2 === 0)) {
      for (let ago = DAYS - Math.floor(dice() * every); ago > 0; ) {
        bought.push({
          ...{ day: plusDays(today, -ago), sku, title, price, buyer },
          time: `${9 + Math.floor(dice() * 12)}:${String(10 + Math.floor(dice() * 49))}:00`,
          quantity: dice() < 0.2 ? 2 : 1,
          status: STATES[Math.floor(dice() * STATES.length)] ?? STATES[0],
        });
        ago -= Math.max(3, every + Math.round((dice() - 0.5) * 6));
      }
    }
  return bought
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.buyer - b.buyer))
    .map((one, i) => ({ ...one, number: `E${one.day.replaceAll("-", "")}${1000 + i}` }));
}

type Table = readonly (readonly string[])[];

/** Lines of the workbook above its rows. */
export const HEAD = 4;

/** The mall's export: two lines of title, a heading of two lines with merged cells, sums at the end, one line without a sensible time. */
export function ordersBook(bought: readonly Bought[]): Buffer {
  const rows = bought.map((one) => [
    ...[one.number, `${one.day} ${one.time}`, one.sku, one.title, `x${one.quantity}`],
    ...[yuan(one.price), yuan(one.price * one.quantity), one.status],
    ...[nameOf(one.buyer), phoneOf(one.buyer)],
  ]);
  const broken = [
    ...["E-WRONG-1", "等客户回复", GOODS[0].sku, GOODS[0].title, "x1"],
    ...[yuan(GOODS[0].price), yuan(GOODS[0].price), "交易成功", nameOf(1), phoneOf(1)],
  ];
  const sum = yuan(bought.reduce((all, { price, quantity }) => all + price * quantity, 0));
  const table = [
    // HEAD lines stand above the rows.
    ["青禾小店 订单明细", "", "", "", "", "", "", "", "", ""],
    [`导出时间：${bought.at(-1)?.day ?? ""}`, "", "", "", "", "", "", "", "", ""],
    ["订单", "", "商品", "", "", "", "", "交易", "买家", ""],
    ["编号", "下单时间", "编码", "名称", "数量", "单价", "实付", "状态", "收货称呼", "手机号"],
    ...rows,
    broken,
    ["合计", "", "", "", "", "", sum, "", "", ""],
  ];
  return workbook({ 订单: table }, { merged: ["A1:J1", "A2:J2", "A3:B3", "C3:G3", "I3:J3"] });
}

/** The bytes of every letter of GB18030 in two bytes, from what a decoder makes of all pairs. */
function letters(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder("gb18030");
  const known = new Map<string, Buffer>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const bytes = Buffer.from([high, low]);
      const text = decoder.decode(bytes);
      if (text.length === 1 && !known.has(text)) known.set(text, bytes);
    }
  return known;
}

export function gb18030(table: Table): Buffer {
  const known = letters();
  const text = table.map((cells) => cells.join(",")).join("\r\n");
  return Buffer.concat(
    [...text].map((one) => {
      if (one.charCodeAt(0) < 0x80) return Buffer.from(one);
      const bytes = known.get(one);
      if (bytes === undefined) throw new Error(`GB18030 has no ${one} of two bytes`);
      return bytes;
    }),
  );
}

const money = (minor: number): string => (minor / 100).toFixed(2);

export const goodsList = (): Buffer =>
  gb18030([
    ["商品编码", "商品名称", "商品分类", "售价", "成本价"],
    ...GOODS.map(({ sku, title, category, price, cost }) => [
      ...[sku, title, category, money(price), money(cost)],
    ]),
  ]);
export const stockList = (): Buffer =>
  gb18030([["商品编码", "库存", "仓库"], ...GOODS.map(({ sku }) => [sku, "120", "总仓"])]);
export const commissionList = (): Buffer =>
  gb18030([
    ["商品编码", "佣金比例", "适用范围", "生效日期"],
    ...GOODS.map(({ sku }) => [sku, "12%", "商品", "2026-01-01"]),
  ]);
/** "段位" is this ERP's own word for the level, which nobody else would know. */
export const customersList = (): Buffer =>
  gb18030([
    ["姓名", "手机号", "段位", "积分", "城市"],
    ...Array.from({ length: BUYERS }, (_, i) => [
      ...[
        nameOf(i + 1),
        phoneOf(i + 1),
        i % 3 === 0 ? "金卡" : "普通会员",
        String(100 * i),
        "杭州",
      ],
    ]),
  ]);
