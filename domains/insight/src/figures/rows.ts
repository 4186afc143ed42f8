import type { ProfileId, ShopId } from "@zhongshu/kernel";
import type { Bought, Earned, Facts } from "./facts.ts";
import { METRICS, type MetricId, type ReasonKey } from "./metrics.ts";

/** One row behind a figure: what it brings above the line and, of a ratio, below it. */
export type Row = {
  readonly id: string;
  readonly shop: ShopId;
  readonly at: number | null;
  readonly source: string | null;
  readonly number: string | null;
  readonly product: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  readonly profile: ProfileId | null;
  readonly top: number;
  readonly bottom: number;
};

const BLANK = {
  ...{ at: null, source: null, number: null, product: null, sku: null, title: null },
  ...{ profile: null, bottom: 0 },
};
const idOf = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);

type Line = Bought | Earned;
const lineRow = (line: Line, top: number, bottom = 0): Row => {
  const { shop, at, source, number, ordinal, product, sku, title, profile } = line;
  const level = "level" in line ? line.level : 0;
  const id = idOf(level, shop, source, number, ordinal);
  return { id, shop, at, source, number, product, sku, title, profile, top, bottom };
};

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
const kept = (lines: readonly Bought[]): readonly Bought[] => lines.filter((one) => one.kept > 0);

/** Orders of which something was kept. */
function orderRows(facts: Facts, top: (lines: readonly Bought[]) => number, bottom = 0): Row[] {
  const orders = Map.groupBy(kept(facts.bought), ({ shop, source, number }) =>
    idOf(shop, source, number),
  );
  return [...orders].flatMap(([id, lines]) => {
    const [first] = lines;
    if (first === undefined) return [];
    const { shop, at, source, number, profile } = first;
    return [{ ...BLANK, id, shop, at, source, number, profile, top: top(lines), bottom }];
  });
}

function customerRows(facts: Facts): Row[] {
  const buyers = Map.groupBy(kept(facts.bought), ({ profile }) => profile);
  return [...buyers].flatMap(([profile, lines]) => {
    const [first] = lines;
    if (profile === null || first === undefined) return [];
    const days = new Set(lines.map(({ day }) => day)).size;
    return [{ ...BLANK, id: profile, shop: first.shop, profile, top: days > 1 ? 1 : 0, bottom: 1 }];
  });
}

const skuKey = ({ shop, product, sku }: Pick<Bought, "shop" | "product" | "sku">): string =>
  idOf(shop, product, sku);
const piecesBySku = (facts: Facts): ReadonlyMap<string, number> =>
  new Map(
    [...Map.groupBy(facts.bought, skuKey)].map(([key, lines]) => [key, sum(lines, (l) => l.kept)]),
  );

type OfSku = { readonly top: number; readonly bottom: number };
function skuRows(
  facts: Facts,
  of: (fact: Facts["skus"][number], sold: number) => OfSku | null,
): Row[] {
  const pieces = piecesBySku(facts);
  return facts.skus.flatMap((fact) => {
    const { shop, product, sku, title } = fact;
    const told = of(fact, pieces.get(skuKey(fact)) ?? 0);
    return told === null
      ? []
      : [{ ...BLANK, id: skuKey(fact), shop, product, sku, title, ...told }];
  });
}

/** Visitors, and whether they bought any of it after they looked. */
function visitorRows(facts: Facts): Row[] {
  const last = new Map<string, number>();
  for (const { shop, profile, at } of kept(facts.bought))
    if (profile !== null)
      last.set(idOf(shop, profile), Math.max(at, last.get(idOf(shop, profile)) ?? 0));
  const visitors = Map.groupBy(facts.views, ({ shop, who }) => idOf(shop, who));
  return [...visitors].flatMap(([id, views]) => {
    const [first] = views;
    if (first === undefined) return [];
    const { shop, profile } = first;
    const at = views.reduce((early, view) => Math.min(early, view.at), first.at);
    const bought = profile === null ? undefined : last.get(idOf(shop, profile));
    const top = bought !== undefined && bought >= at ? 1 : 0;
    return [{ ...BLANK, id, shop, at, profile, top, bottom: 1 }];
  });
}

function launchRows(facts: Facts, top: (sold: boolean) => number, bottom: number): Row[] {
  const sold = new Set(kept(facts.bought).map(({ shop, product }) => idOf(shop, product)));
  return facts.launches.map(({ shop, product, title, at }) => {
    const id = idOf(shop, product);
    return { ...BLANK, id, shop, product, title, at, top: top(sold.has(id)), bottom };
  });
}

/** A SKU's days of selling: pieces above, what they came to below; their quotient turned over is the price. */
function priceRows(facts: Facts): Row[] {
  const days = Map.groupBy(
    facts.bought.filter(({ kept: pieces, net }) => pieces > 0 && net > 0),
    (line) => idOf(line.shop, line.product, line.sku, line.day),
  );
  return [...days].flatMap(([id, lines]) => {
    const [first] = lines;
    if (first === undefined) return [];
    const { shop, product, sku, title, at } = first;
    const [top, bottom] = [sum(lines, (l) => l.kept), sum(lines, (l) => l.net)];
    return [{ ...BLANK, id, shop, at, product, sku, title, top, bottom }];
  });
}

const commissionRows =
  (part: "estimated" | "pending" | "settled" | "clawedBack") =>
  ({ earned }: Facts): Row[] =>
    earned.flatMap((line) => (line[part] === 0 ? [] : [lineRow(line, line[part])]));

type Reading = {
  readonly rows: (facts: Facts) => readonly Row[];
  /** Why there is nothing to tell where there are no rows, or nothing below the line. */
  readonly none: ReasonKey;
  /** How many facts had to be left out because something of them was not told. */
  readonly left?: (facts: Facts) => number;
};

const unruled = ({ unruled: lines }: Facts): number => lines.length;
const priced = ({ bought }: Facts) => kept(bought);

const READINGS: Readonly<Record<MetricId, Reading>> = {
  sales: { rows: (f) => f.bought.map((line) => lineRow(line, line.net)), none: "no-sales" },
  orders: { rows: (f) => orderRows(f, () => 1), none: "no-sales" },
  pieces: { rows: (f) => kept(f.bought).map((line) => lineRow(line, line.kept)), none: "no-sales" },
  refunds: {
    rows: (f) =>
      f.bought.flatMap((line) => (line.refunded === 0 ? [] : [lineRow(line, line.refunded)])),
    none: "no-sales",
  },
  "order-value": { rows: (f) => orderRows(f, (l) => sum(l, (x) => x.net), 1), none: "no-sales" },
  "attach-rate": { rows: (f) => orderRows(f, (l) => sum(l, (x) => x.kept), 1), none: "no-sales" },
  repurchase: {
    rows: customerRows,
    none: "no-customers",
    left: (f) => priced(f).filter(({ profile }) => profile === null).length,
  },
  "sell-through": {
    rows: (f) => skuRows(f, (_, sold) => ({ top: sold > 0 ? 1 : 0, bottom: 1 })),
    none: "no-catalogue",
    left: (f) => {
      const told = new Set(f.skus.map(skuKey));
      return new Set(priced(f).flatMap((line) => (told.has(skuKey(line)) ? [] : [skuKey(line)])))
        .size;
    },
  },
  conversion: { rows: visitorRows, none: "no-views" },
  trend: {
    rows: (f) => [
      ...f.bought.map((line) => lineRow(line, line.net)),
      ...f.earlier.map((line) => lineRow(line, -line.net, line.net)),
    ],
    none: "no-before",
  },
  "launch-speed": { rows: (f) => launchRows(f, () => 1, 0), none: "no-catalogue" },
  "first-pass": {
    rows: (f) =>
      f.reviews.map(({ shop, product, title, at, passed }) => {
        const id = idOf(shop, product);
        return { ...BLANK, id, shop, product, title, at, top: passed ? 1 : 0, bottom: 1 };
      }),
    none: "no-reviews",
  },
  "new-sell-through": { rows: (f) => launchRows(f, (sold) => (sold ? 1 : 0), 1), none: "no-new" },
  turnover: {
    rows: (f) =>
      skuRows(f, ({ opening, closing }, sold) =>
        opening === null || closing === null
          ? null
          : { top: sold, bottom: (opening + closing) / 2 },
      ),
    none: "no-stock",
    left: (f) => f.skus.filter((s) => s.opening === null || s.closing === null).length,
  },
  "stock-to-sales": {
    rows: (f) =>
      skuRows(f, ({ closing }, sold) => (closing === null ? null : { top: closing, bottom: sold })),
    none: "no-stock",
    left: (f) => f.skus.filter(({ closing }) => closing === null).length,
  },
  margin: {
    rows: (f) =>
      priced(f).flatMap((line) =>
        line.cost === null ? [] : [lineRow(line, line.net - line.cost * line.kept, line.net)],
      ),
    none: "no-cost",
    left: (f) => priced(f).filter(({ cost }) => cost === null).length,
  },
  discount: {
    rows: (f) =>
      priced(f).flatMap((line) => {
        if (line.list === null) return [];
        const full = line.list * line.kept;
        return [lineRow(line, full - line.net, full)];
      }),
    none: "no-list",
    left: (f) => priced(f).filter(({ list }) => list === null).length,
  },
  elasticity: { rows: priceRows, none: "few-prices" },
  estimated: { rows: commissionRows("estimated"), none: "no-rule", left: unruled },
  pending: { rows: commissionRows("pending"), none: "no-rule", left: unruled },
  settled: { rows: commissionRows("settled"), none: "no-rule", left: unruled },
  "clawed-back": { rows: commissionRows("clawedBack"), none: "no-rule", left: unruled },
};

export const rowsOf = (metric: MetricId, facts: Facts): readonly Row[] =>
  READINGS[metric].rows(facts);
export const leftOf = (metric: MetricId, facts: Facts): number =>
  READINGS[metric].left?.(facts) ?? 0;

/** Why it cannot be told; null: nothing is missing. */
export function missing(metric: MetricId, facts: Facts, rows: readonly Row[]): ReasonKey | null {
  const { group, parts } = METRICS[metric];
  const { none } = READINGS[metric];
  if (metric === "refunds") return facts.bought.length === 0 ? none : null;
  if (group === "commission") {
    if (facts.earned.length > 0) return null;
    return facts.unruled.length > 0 ? none : "no-sales";
  }
  if (metric === "launch-speed") return facts.skus.length + rows.length === 0 ? none : null;
  if (metric === "margin" || metric === "discount")
    if (priced(facts).length === 0) return "no-sales";
  if (metric === "repurchase" && priced(facts).length === 0) return "no-sales";
  if (rows.length === 0) return none;
  if (parts === null || rows.some(({ bottom }) => bottom !== 0)) return null;
  return metric === "trend" ? "no-before" : metric === "turnover" ? "no-stock" : "no-sales";
}
