import { DAY, type Instant, type Money, type Rate, shareOf, type Text } from "@zhongshu/kernel";
import { binomialTail } from "@zhongshu/numerics";
import type { GoodsTagKey, SaleStage } from "../contract.ts";

/** How one product sold; `orders` count orders that hold it. */
export type Sales = {
  readonly product: string;
  readonly firstAt: Instant;
  /** In the last 30 days. */
  readonly orders: number;
  /** In the last 365 days by calendar month, January first. */
  readonly byMonth: readonly number[];
  readonly buyers: number;
  /** Of the buyers, those whose first order in the shop held it. */
  readonly firstBuyers: number;
  /** Mean price of one, in the currency of most of its sales in the last 90 days; null without any. */
  readonly each: Money | null;
};

export type Stood = {
  readonly product: string;
  readonly stage: SaleStage;
  /** Null: never counted. */
  readonly stock: number | null;
  readonly commission: Rate | null;
  readonly knownSince: Instant;
};

/** Figures of the whole shop that a product is compared with. */
type Shop = {
  readonly since: Instant | null;
  readonly ordered: number;
  /** Orders in 30 days, and commission on one, from which on a product is in the upper fifth. */
  readonly manyOrders: number | null;
  readonly muchEarned: ReadonlyMap<string, number>;
  readonly firstShare: number;
  readonly byMonth: readonly number[];
};

type Evidence = Readonly<Record<string, number | string | null>>;
type One = { readonly sales: Sales | null; readonly stood: Stood; readonly shop: Shop };
type Definition = {
  readonly key: GoodsTagKey;
  readonly version: number;
  readonly name: Text;
  readonly meaning: Text;
  /** The figures, when the tag holds. */
  decide(one: One, now: Instant): Evidence | null;
};

const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
const share = (part: number, whole: number): number => Math.round((100 * part) / whole) / 100;
const days = (ms: number): number => Math.floor(ms / DAY);

const LEAST_ORDERS = 10;
const hit: Definition = {
  key: "hit",
  version: 1,
  name: { zh: "爆款", en: "Hit" },
  meaning: {
    zh: "近 30 天至少 10 单，订单数排在本店卖出过的商品的前五分之一。",
    en: "At least 10 orders in 30 days, and among the upper fifth of what the shop sold.",
  },
  decide: ({ sales, shop }) =>
    sales !== null &&
    shop.manyOrders !== null &&
    sales.orders >= Math.max(LEAST_ORDERS, shop.manyOrders)
      ? { orders: sales.orders, from: Math.max(LEAST_ORDERS, shop.manyOrders) }
      : null,
};

const MONTH = 30 * DAY;
const fresh: Definition = {
  key: "new",
  version: 1,
  name: { zh: "新品", en: "New" },
  meaning: {
    zh: "30 天内第一次录入或第一次卖出。店铺数据不到 60 天时不下结论。",
    en: "First told or first sold within 30 days, in a shop known for 60.",
  },
  decide: ({ stood, shop }, now) => {
    if (shop.since === null || now - shop.since < 2 * MONTH) return null;
    const known = now - stood.knownSince;
    return known <= MONTH ? { knownDays: days(known) } : null;
  },
};

const SOLD_NOW: ReadonlySet<SaleStage> = new Set(["open", "encore", "always"]);
const slow: Definition = {
  key: "slow",
  version: 1,
  name: { zh: "滞销", en: "Slow" },
  meaning: {
    zh: "上架超过 30 天、现在还在卖、没有卖断货，近 30 天却一单没有，而店里同期有人下单。",
    en: "Known for over 30 days, on sale and not sold out, yet without an order in 30 days while the shop had some.",
  },
  decide: ({ sales, stood, shop }, now) => {
    const known = now - stood.knownSince;
    const idle = shop.ordered > 0 && (sales?.orders ?? 0) === 0 && known > MONTH;
    if (!idle || stood.stock === 0 || !SOLD_NOW.has(stood.stage)) return null;
    return { orders: 0, shopOrders: shop.ordered, knownDays: days(known), stock: stood.stock };
  },
};

const SEASON = 3;
const YEAR = 365 * DAY;
const LEAST_YEAR = 30;
const UNLIKELY = 0.01;

const season = (byMonth: readonly number[], from: number): number =>
  sum(Array.from({ length: SEASON }, (_, i) => byMonth[(from + i) % 12] ?? 0));

const seasonal: Definition = {
  key: "seasonal",
  version: 1,
  name: { zh: "季节款", en: "Seasonal" },
  meaning: {
    zh: "近一年至少 30 单，一半以上落在相连的 3 个月里，而且多到按全店的淡旺季不该碰巧发生（12 种起点一起算，机会不到 1/100）。店铺数据不满一年不下结论。",
    en: "At least 30 orders in a year, half of them in three months on end, and more than the shop's own seasons make by chance once in a hundred, over all 12 beginnings. A shop known for a year.",
  },
  decide: ({ sales, shop }, now) => {
    if (sales === null || shop.since === null || now - shop.since < YEAR) return null;
    const n = sum(sales.byMonth);
    const starts = Array.from({ length: 12 }, (_, from) => from);
    const from = starts.reduce((a, b) =>
      season(sales.byMonth, b) > season(sales.byMonth, a) ? b : a,
    );
    const inSeason = season(sales.byMonth, from);
    const usual = season(shop.byMonth, from) / Math.max(1, sum(shop.byMonth));
    if (n < LEAST_YEAR || inSeason * 2 < n) return null;
    if (12 * binomialTail(inSeason, n, usual) >= UNLIKELY) return null;
    return { fromMonth: from + 1, inSeason, yearOrders: n, usualShare: share(usual, 1) };
  },
};

const LEAST_BUYERS = 20;
const WORTH_SAYING = 1.3;
const traffic: Definition = {
  key: "traffic",
  version: 1,
  name: { zh: "引流款", en: "Door opener" },
  meaning: {
    zh: "至少 20 位买家，其中第一单就买它的人明显多于别的商品（高出三成以上，机会不到 1/100），适合拉新。",
    en: "At least 20 buyers, and clearly more of them than elsewhere had it in their first order: by three tenths, and by chance once in a hundred at most.",
  },
  decide: ({ sales, shop }) => {
    if (sales === null || sales.buyers < LEAST_BUYERS) return null;
    const { buyers, firstBuyers } = sales;
    if (firstBuyers < WORTH_SAYING * shop.firstShare * buyers) return null;
    if (binomialTail(firstBuyers, buyers, shop.firstShare) >= UNLIKELY) return null;
    return { buyers, firstBuyers, shopFirstShare: share(shop.firstShare, 1) };
  },
};

function earned(sales: Sales | null, { commission }: Stood): Money | null {
  if (sales?.each == null || commission === null) return null;
  const one = { ...sales.each, quantity: 1 };
  return { minor: shareOf(one, one.minor, commission), currency: one.currency };
}

const margin: Definition = {
  key: "margin",
  version: 1,
  name: { zh: "利润款", en: "Earner" },
  meaning: {
    zh: "近 90 天卖出过、有佣金规则的商品里，每卖一件的佣金排在前五分之一（这样的商品至少 5 款，只和同币种的比）。",
    en: "Of goods sold in 90 days with a commission rule, at least 5 in the same currency, the upper fifth by commission on one.",
  },
  decide: ({ sales, stood, shop }) => {
    const own = earned(sales, stood);
    const from = own === null ? undefined : shop.muchEarned.get(own.currency);
    if (own === null || from === undefined || own.minor < from || own.minor <= 0) return null;
    const { currency } = own;
    return { commission: own.minor, fromCommission: from, currency };
  },
};

export const DEFINITIONS: readonly Definition[] = [hit, fresh, slow, seasonal, traffic, margin];

/** The least figure of the upper fifth; null of fewer than five, or where so many are alike that none stands out. */
function upperFifth(figures: readonly number[]): number | null {
  if (figures.length < 5) return null;
  const sorted = figures.toSorted((a, b) => b - a);
  const fifth = Math.ceil(sorted.length / 5);
  const from = sorted[fifth - 1];
  const above = sorted.filter((one) => from !== undefined && one >= from).length;
  return from === undefined || above > 2 * fifth ? null : from;
}

function shopOf(all: readonly Sales[], stood: readonly Stood[], ordered: number): Shop {
  const by = new Map(all.map((one) => [one.product, one]));
  const commissions = stood.flatMap((one) => earned(by.get(one.product) ?? null, one) ?? []);
  const muchEarned = [...Map.groupBy(commissions, (one) => one.currency)].flatMap(([each, of]) => {
    const from = upperFifth(of.map(({ minor }) => minor));
    return from === null ? [] : [[each, from] as const];
  });
  return {
    since: all.length === 0 ? null : all.reduce((a, b) => Math.min(a, b.firstAt), Infinity),
    ordered,
    manyOrders: upperFifth(all.flatMap(({ orders }) => (orders > 0 ? [orders] : []))),
    muchEarned: new Map(muchEarned),
    firstShare: sum(all.map((one) => one.firstBuyers)) / Math.max(1, sum(all.map((o) => o.buyers))),
    byMonth: Array.from({ length: 12 }, (_, m) => sum(all.map((one) => one.byMonth[m] ?? 0))),
  };
}

type Known = {
  readonly sales: readonly Sales[];
  readonly stood: readonly Stood[];
  /** Orders of the shop in 30 days. */
  readonly ordered: number;
};

/** The tags of every product, each with the figures that it rests on. */
export function tagsOf(
  { sales, stood, ordered }: Known,
  now: Instant,
): ReadonlyMap<string, Readonly<Record<string, Evidence>>> {
  const shop = shopOf(sales, stood, ordered);
  const by = new Map(sales.map((one) => [one.product, one]));
  return new Map(
    stood.map((one) => {
      const judged = { sales: by.get(one.product) ?? null, stood: one, shop };
      const held = DEFINITIONS.flatMap(({ key, decide }) => {
        const evidence = decide(judged, now);
        return evidence === null ? [] : [[key, evidence] as const];
      });
      return [one.product, Object.fromEntries(held)];
    }),
  );
}
