import { businessDay, DAY, HOUR, type Rate } from "@zhongshu/kernel";
import type { Fact } from "@zhongshu/ledger";

export const NOW = Date.UTC(2026, 5, 30, 4);
const RETURN_MS = 7 * DAY;

export type Live = Pick<Fact, "messageId" | "type" | "userId" | "at" | "properties">;
export type Dice = () => number;

const money = (minor: number) => ({ minor, currency: "CNY" });
export const whole = (dice: Dice, from: number, to: number): number =>
  from + Math.floor(dice() * (to - from + 1));
export const some = <T>(dice: Dice, all: readonly T[]): T => {
  const one = all[whole(dice, 0, all.length - 1)];
  if (one === undefined) throw new Error("nothing to choose from");
  return one;
};
/** In an order that has nothing to do with when it happened. */
export const shuffled = <T>(dice: Dice, all: readonly T[]): readonly T[] =>
  all
    .map((one) => ({ one, at: dice() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);

export const PRODUCTS = [
  { id: "p0", category: "茶" },
  { id: "p1", category: "茶" },
  { id: "p2", category: "米" },
  { id: "p3", category: "米" },
] as const;
export const skuOf = (id: string): string => `${id}-s`;

// What happened to a shop, as plain facts: the events are written from them, and so is the slow answer.
type Rule = Rate & {
  readonly scope: "shop" | "category" | "product";
  readonly subject: string;
  readonly at: number;
};
type Priced = {
  readonly product: string;
  readonly at: number;
  readonly cost: number;
  readonly list: number;
};
type Line = { readonly product: string; readonly quantity: number; readonly minor: number };
export type Order = {
  readonly source: "mall" | "web";
  readonly number: string;
  readonly at: number;
  readonly user: string | null;
  readonly community: string | null;
  readonly lines: readonly Line[];
  readonly paidAt: number | null;
  readonly refunds: readonly {
    readonly at: number;
    readonly line: number;
    readonly quantity: number;
  }[];
};
type Branded = { readonly product: string; readonly at: number; readonly brand: string | null };
type Counted = { readonly product: string; readonly at: number; readonly stock: number };
type Look = { readonly user: string; readonly product: string; readonly at: number };
export type History = {
  readonly brands: readonly Branded[];
  readonly counts: readonly Counted[];
  readonly looks: readonly Look[];
  readonly rules: readonly Rule[];
  readonly prices: readonly Priced[];
  readonly orders: readonly Order[];
};

export const moment = (dice: Dice, days: number): number =>
  NOW - whole(dice, 1, days * 24 - 1) * HOUR - whole(dice, 0, 3_000) * 1_000;

const USERS = ["u1", "u2", "u3", "u4", "u5", "u6"];

function orderOf(dice: Dice, n: number): Order {
  const at = moment(dice, 70);
  const source = some(dice, ["mall", "web"] as const);
  const lines = shuffled(dice, PRODUCTS)
    .slice(0, whole(dice, 1, 3))
    .map(({ id }) => ({
      ...{ product: id, quantity: whole(dice, 1, 4), minor: whole(dice, 100, 9_999) },
    }));
  const later = (): number => whole(dice, at, NOW - 1);
  return {
    ...{ source, number: `${n}`, at, lines },
    user: dice() < 0.2 ? null : some(dice, USERS),
    community: some(dice, [null, "north", "south"]),
    paidAt: source === "web" && dice() < 0.7 ? later() : null,
    refunds: lines.flatMap(({ quantity }, line) =>
      dice() < 0.3 ? [{ at: later(), line, quantity: whole(dice, 1, quantity) }] : [],
    ),
  };
}

export const historyOf = (dice: Dice): History => ({
  brands: Array.from({ length: 6 }, () => ({
    ...{ product: some(dice, PRODUCTS).id, at: moment(dice, 90) },
    brand: some(dice, [null, "山野", "海边"]),
  })),
  counts: Array.from({ length: 12 }, () => ({
    ...{ product: some(dice, PRODUCTS).id, at: moment(dice, 60), stock: whole(dice, 0, 90) },
  })),
  looks: Array.from({ length: 12 }, () => ({
    ...{ user: some(dice, USERS), product: some(dice, PRODUCTS).id, at: moment(dice, 50) },
  })),
  rules: Array.from({ length: 6 }, () => {
    const scope = some(dice, ["shop", "category", "product"] as const);
    const subject =
      scope === "shop" ? "" : some(dice, PRODUCTS)[scope === "category" ? "category" : "id"];
    const each = { each: money(whole(dice, 0, 3_000)) };
    const rate = whole(dice, 0, 1) === 0 ? each : { bp: whole(dice, 100, 3_000) };
    return { scope, subject, at: moment(dice, 90), ...rate };
  }),
  prices: Array.from({ length: 6 }, () => ({
    ...{ product: some(dice, PRODUCTS).id, at: moment(dice, 90) },
    ...{ cost: whole(dice, 50, 4_000), list: whole(dice, 100, 12_000) },
  })),
  orders: Array.from({ length: whole(dice, 5, 40) }, (_, n) => orderOf(dice, n)),
});

const lineOf = ({ product: id, quantity, minor }: Line, ordinal: number) => ({
  ...{ ordinal, sku: skuOf(id), product: id, title: id, quantity, kind: "goods" },
  ...{ category: PRODUCTS.find((one) => one.id === id)?.category ?? null },
  unitPrice: money(minor),
});

/** The same as events, as a mall and a shop's catalogue would tell them. */
export function eventsOf({ rules, prices, orders, counts, looks }: History): readonly Live[] {
  const told: Omit<Live, "messageId">[] = [
    ...rules.map(({ at, ...rule }) => ({
      ...{ type: "commission_rule_set", userId: null, at },
      properties: { ...rule, until: null },
    })),
    ...prices.map(({ product: id, at, cost, list }) => ({
      ...{ type: "product_described", userId: null, at },
      properties: {
        ...{ product: id, title: id, category: PRODUCTS.find((p) => p.id === id)?.category },
        skus: [{ id: skuOf(id), name: id, cost: money(cost), listPrice: money(list) }],
      },
    })),
    ...counts.map(({ product: id, at, stock }) => ({
      ...{ type: "stock_counted", userId: null, at },
      properties: { sku: skuOf(id), product: id, stock },
    })),
    ...looks.map(({ user, product: id, at }) => ({
      ...{ type: "product_viewed", userId: user, at, properties: { product: id } },
    })),
    ...orders.flatMap(({ source, number, at, user, community, lines, paidAt, refunds }) => [
      {
        ...{ type: "order_placed", userId: user, at },
        properties: {
          ...{ source, number, first: true, lines: lines.map((l, i) => lineOf(l, i + 1)) },
          ...(community === null ? {} : { community }),
        },
      },
      ...(paidAt === null
        ? []
        : [
            {
              ...{ type: "order_paid", userId: user, at: paidAt },
              properties: {
                ...{ source, number },
                amount: money(lines.reduce((sum, l) => sum + l.quantity * l.minor, 0)),
              },
            },
          ]),
      ...refunds.flatMap(({ at: when, line, quantity }) => {
        const of = lines[line];
        return of === undefined
          ? []
          : [
              {
                ...{ type: "order_refunded", userId: user, at: when },
                properties: {
                  ...{ source, number: `${number}-R${line}`, order: number },
                  lines: [lineOf({ ...of, quantity }, 1)],
                },
              },
            ];
      }),
    ]),
  ];
  return told.map((event, i) => ({ ...event, messageId: `figures ${i}` }));
}

export const WORTH = { estimated: 0, pending: 0, settled: 0, clawed: 0 };
export type Sold = {
  readonly order: Order;
  readonly product: string;
  readonly category: string;
  readonly brand: string;
  readonly community: string;
  readonly day: string;
  readonly bought: boolean;
  readonly net: number;
  readonly refunded: number;
  readonly kept: number;
  readonly cost: number | null;
  readonly list: number | null;
  readonly worth: typeof WORTH;
  /** What it is worth to whom it earns so much. */
  readonly at: (bp: number) => typeof WORTH;
};

export const newest = <T extends { readonly at: number }>(
  all: readonly T[],
  at: number,
): T | undefined => all.filter((one) => one.at <= at).toSorted((a, b) => b.at - a.at)[0];

/** Every line told from the start, by itself: nothing is kept between two of them. */
export function soldOf({ rules, prices, orders, brands }: History): readonly Sold[] {
  const tells = Math.min(...orders.map(({ paidAt }) => paidAt ?? Number.POSITIVE_INFINITY));
  return orders.flatMap((order) =>
    order.lines.map(({ product: id, quantity, minor }, i) => {
      const category = PRODUCTS.find((one) => one.id === id)?.category ?? "";
      const sum = quantity * minor;
      const refunded = order.refunds.reduce(
        (all, one) => all + (one.line === i ? one.quantity * minor : 0),
        0,
      );
      const told = order.source === "web" && Number.isFinite(tells);
      const unpaid = told && order.paidAt === null;
      const rule = (["product", "category", "shop"] as const)
        .map((scope) =>
          newest(
            rules.filter(
              (one) =>
                one.scope === scope && one.subject === { product: id, category, shop: "" }[scope],
            ),
            order.at,
          ),
        )
        .find((one) => one !== undefined);
      const ripe = NOW >= order.at + RETURN_MS;
      const stage = unpaid ? (ripe ? null : "estimated") : ripe ? "settled" : "pending";
      const all = (rate: Rate): number =>
        "bp" in rate
          ? Math.round((sum * rate.bp) / 10_000)
          : Math.min(sum, rate.each.minor * quantity);
      const worthAt = (rate: Rate): typeof WORTH => {
        const taken = "bp" in rate ? (refunded * rate.bp) / 10_000 : (all(rate) * refunded) / sum;
        const back = Math.round(taken);
        return stage === null ? WORTH : { ...WORTH, [stage]: all(rate) - back, clawed: back };
      };
      const brand = newest(
        brands.filter((one) => one.product === id),
        order.at,
      );
      const price = newest(
        prices.filter((one) => one.product === id),
        order.at,
      );
      return {
        ...{ order, product: id, category, day: businessDay(order.at), bought: !unpaid },
        ...{ net: sum - refunded, refunded, kept: quantity - refunded / minor },
        ...{ cost: price?.cost ?? null, list: price?.list ?? null },
        ...{ brand: brand?.brand ?? "", community: order.community ?? "" },
        ...{ worth: rule === undefined ? WORTH : worthAt(rule), at: (bp) => worthAt({ bp }) },
      };
    }),
  );
}

export type Values = Readonly<Record<string, number | null>>;
export const over = (top: number, bottom: number): number | null =>
  bottom === 0 ? null : top / bottom;

/** The figures of these lines, by their definitions alone. */
export function slowly(sold: readonly Sold[]): Values {
  const bought = sold.filter((one) => one.bought);
  const kept = bought.filter((one) => one.kept > 0);
  const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const orders = new Set(kept.map(({ order }) => `${order.source} ${order.number}`)).size;
  const days = Map.groupBy(
    kept.filter(({ order }) => order.user !== null),
    ({ order }) => order.user,
  );
  const again = [...days.values()].filter((all) => new Set(all.map(({ day }) => day)).size > 1);
  const costed = kept.filter((one) => one.cost !== null);
  const listed = kept.filter((one) => one.list !== null);
  const list = sum(listed, (one) => (one.list ?? 0) * one.kept);
  const net = sum(bought, (one) => one.net);
  return {
    ...{ sales: net, orders, pieces: sum(kept, (one) => one.kept) },
    refunds: sum(bought, (one) => one.refunded),
    "order-value": over(net, orders),
    "attach-rate": over(
      sum(kept, (one) => one.kept),
      orders,
    ),
    repurchase: over(again.length, days.size),
    margin: over(
      sum(costed, (one) => one.net - (one.cost ?? 0) * one.kept),
      sum(costed, (one) => one.net),
    ),
    discount: over(list - sum(listed, (one) => one.net), list),
    estimated: sum(sold, ({ worth }) => worth.estimated),
    pending: sum(sold, ({ worth }) => worth.pending),
    settled: sum(sold, ({ worth }) => worth.settled),
    "clawed-back": sum(sold, ({ worth }) => worth.clawed),
  };
}
