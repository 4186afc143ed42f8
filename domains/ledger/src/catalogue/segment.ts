import { minorUnits } from "./amount.ts";
import type { Properties } from "./parts.ts";

/** An event under our name, its properties not yet parsed by the catalogue. */
export type Named = { readonly type: string; readonly properties: Properties };
type Told = Record<string, unknown>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// Segment's e-commerce events leave the currency open; this product's shops sell in yuan.
const currencyOf = (told: Told): string =>
  typeof told["currency"] === "string" ? told["currency"].toUpperCase() : "CNY";

/** What is no amount goes on as it was told, so that the catalogue's refusal names the field. */
const priced = (value: unknown, currency: string): unknown => ({
  minor: minorUnits(value, currency) ?? value,
  currency,
});

const defined = (entries: Told): Told =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** Without "" and null, which Segment's clients send for what they do not know. */
const present = (value: unknown): unknown => (value === "" || value === null ? undefined : value);

function product(told: Told): Told {
  const { product_id, sku, price, currency: _, category, quantity, ...rest } = told;
  return defined({
    ...rest,
    product: present(product_id) ?? present(told["product"]) ?? present(sku),
    sku: present(sku),
    category: present(category),
    quantity: present(quantity),
    price: present(price) === undefined ? undefined : priced(price, currencyOf(told)),
  });
}

const lines = (told: Told): unknown =>
  Array.isArray(told["products"])
    ? told["products"].map((entry: unknown, i) => line(isRecord(entry) ? entry : {}, i, told))
    : undefined;

function line(entry: Told, index: number, order: Told): Told {
  const id = present(entry["product_id"]) ?? present(entry["sku"]);
  return {
    ordinal: index + 1,
    sku: present(entry["sku"]) ?? id,
    product: id,
    title: present(entry["name"]) ?? id,
    category: present(entry["category"]) ?? null,
    quantity: present(entry["quantity"]) ?? 1,
    unitPrice: priced(entry["price"], currencyOf(order)),
    kind: "goods",
  };
}

/** The sums of an order as they were told; ours are always computed from the lines. */
const asSent = ({ products: _, ...told }: Told): Told => told;
const sourceOf = (told: Told): unknown => present(told["source"]) ?? "segment";

const order = (told: Told): Told => ({
  source: sourceOf(told),
  number: told["order_id"],
  lines: lines(told),
  asSent: asSent(told),
});

/** Segment's refund has no number of its own: two partial refunds of an order differ by message. */
const refund = (told: Told, messageId: string): Told => ({
  source: sourceOf(told),
  number: present(told["refund_id"]) ?? messageId,
  order: present(told["order_id"]) ?? null,
  lines: lines(told),
  asSent: asSent(told),
});

const coupon = (told: Told): Told =>
  defined({
    ...told,
    coupon: present(told["coupon_id"]) ?? present(told["coupon_name"]),
    order: present(told["order_id"]) ?? null,
    discount:
      present(told["discount"]) === undefined
        ? undefined
        : priced(told["discount"], currencyOf(told)),
  });

type Translate = (told: Told, messageId: string) => Told;
const NAMES: ReadonlyMap<string, readonly [type: string, Translate]> = new Map([
  ["product viewed", ["product_viewed", product]],
  ["product clicked", ["product_clicked", product]],
  ["product added", ["product_added", product]],
  ["product removed", ["product_removed", product]],
  [
    "product list viewed",
    ["product_list_viewed", (told) => defined({ ...told, list: present(told["list_id"]) })],
  ],
  ["products searched", ["products_searched", (told) => told]],
  ["cart viewed", ["cart_viewed", (told) => defined({ ...told, cart: present(told["cart_id"]) })]],
  ["checkout started", ["checkout_started", (told) => told]],
  ["order completed", ["order_placed", order]],
  ["order refunded", ["order_refunded", refund]],
  ["coupon applied", ["coupon_used", coupon]],
]);

/** Segment's e-commerce names onto ours; every other name stays as it is, for the catalogue to judge. */
export function translate(event: string, properties: Told, messageId: string): Named {
  const known = NAMES.get(event.toLowerCase());
  if (known === undefined) return { type: event, properties };
  const [type, turn] = known;
  return { type, properties: turn(properties, messageId) };
}
