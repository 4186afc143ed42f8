import { type BusinessDay, businessDay, type Instant, type ShopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";

/** What one sold line teaches of its product. */
export type Sold = {
  readonly shop: ShopId;
  readonly at: Instant;
  readonly day: BusinessDay;
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  readonly minor: number;
  readonly currency: string;
};
export type Moved = {
  readonly shop: ShopId;
  readonly at: Instant;
  readonly source: string;
  readonly number: string;
  readonly ordinal: number;
  readonly sku: string;
  readonly quantity: number;
};
export type Counted = Pick<Moved, "shop" | "at" | "sku"> & { readonly stock: number };

type Told = Readonly<Record<string, unknown>>;
const isTold = (value: unknown): value is Told => typeof value === "object" && value !== null;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const whole = (value: unknown): number => (typeof value === "number" ? value : 0);
const linesOf = ({ properties }: LedgerEvent): readonly Told[] => {
  const lines = properties["lines"];
  return Array.isArray(lines) ? lines.filter(isTold) : [];
};

function soldLine({ shop, at }: LedgerEvent, line: Told): Sold {
  const price = isTold(line["unitPrice"]) ? line["unitPrice"] : {};
  const category = text(line["category"]);
  return {
    shop,
    at,
    day: businessDay(at),
    product: text(line["product"]),
    sku: text(line["sku"]),
    title: text(line["title"]),
    category: category === "" ? null : category,
    minor: whole(price["minor"]),
    currency: text(price["currency"]),
  };
}

/** Postage and fees are no goods, so their lines teach nothing. */
export const soldIn = (batch: readonly LedgerEvent[]): readonly Sold[] =>
  batch
    .filter(({ type }) => type === "order_placed")
    .flatMap((event) =>
      linesOf(event).flatMap((line) => (line["kind"] === "goods" ? [soldLine(event, line)] : [])),
    );

/** The earliest line of each key: it teaches all that the others do. */
function first(sold: readonly Sold[], key: (line: Sold) => string): readonly Sold[] {
  const found = new Map<string, Sold>();
  for (const line of sold) {
    const known = key(line);
    const before = found.get(known);
    if (before === undefined || line.at < before.at) found.set(known, line);
  }
  return [...found.values()];
}

const keyOf = (...parts: readonly (string | number)[]): string => parts.join("\0");

export const firstTitles = (sold: readonly Sold[]): readonly Sold[] =>
  first(
    sold.filter(({ title }) => title !== ""),
    ({ shop, product, title, category }) => keyOf(shop, product, title, category ?? ""),
  );

export const firstSkus = (sold: readonly Sold[]): readonly Sold[] =>
  first(sold, ({ shop, product, sku }) => keyOf(shop, product, sku));

/** A gift is no price, so nothing is learned from a line at zero. */
export const firstPrices = (sold: readonly Sold[]): readonly Sold[] =>
  first(
    sold.filter(({ minor }) => minor > 0),
    ({ shop, sku, day, minor, currency }) => keyOf(shop, sku, day, minor, currency),
  );

export const movedIn = (batch: readonly LedgerEvent[]): readonly Moved[] =>
  batch
    .filter(({ type }) => type === "stock_adjusted")
    .flatMap((event) =>
      linesOf(event).map((line) => ({
        shop: event.shop,
        at: event.at,
        source: text(event.properties["source"]),
        number: text(event.properties["number"]),
        ordinal: whole(line["ordinal"]),
        sku: text(line["sku"]),
        quantity: whole(line["quantity"]),
      })),
    );

export const countedIn = (batch: readonly LedgerEvent[]): readonly Counted[] =>
  batch
    .filter(({ type }) => type === "stock_counted")
    .map(({ shop, at, properties }) => ({
      shop,
      at,
      sku: text(properties["sku"]),
      stock: whole(properties["stock"]),
    }));
