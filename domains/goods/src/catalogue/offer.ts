import type { Instant, Money, Rate } from "@zhongshu/kernel";
import type { Product } from "../contract.ts";
import { stageAt } from "../window/stage.ts";
import { countOf, type Facts, productOf, ruleOf } from "./assemble.ts";

type Sku = Product["skus"][number];

/** What can be offered to a customer: the facts of a card, and the rows that they were read from. */
export type Offer = {
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  readonly pictures: string[];
  readonly listPrice: Money | null;
  readonly memberPrice: Money | null;
  readonly afterCoupon: Sku["afterCoupon"];
  readonly stage: Product["stage"];
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  readonly stock: number | null;
  readonly stockAt: Instant | null;
  readonly commission: Rate | null;
  /** The price was read from what customers paid; the catalogue has told none. */
  readonly priceLearned: boolean;
  /** Such as {what: "price", row: "goods.price/17"}. */
  readonly rows: readonly { readonly what: string; readonly row: string }[];
};

const paid = ({ afterCoupon, memberPrice, listPrice }: Sku): number =>
  (afterCoupon?.price ?? memberPrice ?? listPrice)?.minor ?? Number.POSITIVE_INFINITY;
const gone = ({ stock }: Sku): number => (stock === 0 ? 1 : 0);
const byId = (a: Sku, b: Sku): number => (a.id < b.id ? -1 : 1);

/** The SKU to name: one in stock before one that is gone, then the cheapest as paid, then by id. */
const faceOf = (skus: readonly Sku[]): Sku | undefined =>
  skus.toSorted((a, b) => gone(a) - gone(b) || Math.sign(paid(a) - paid(b)) || byId(a, b))[0];

function rowsOf(facts: Facts, sku: Sku): Offer["rows"] {
  const stock = countOf(facts, sku.id);
  const rule = ruleOf(facts);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["description", `goods.description/${facts.description.row}`],
    ["price", sku.priceSource?.row],
    ["stock", stock && `goods.stock_count/${stock.row}`],
    ["window", facts.window ? `goods.sale_window/${facts.window.row}` : undefined],
    ["commission", rule ? `goods.commission_rule/${rule.id}` : undefined],
  ];
  return rows.flatMap(([what, row]) => (row === undefined ? [] : [{ what, row }]));
}

/** Null for what has nothing to sell, or what nobody may know of yet. `wanted`: this SKU and no other. */
export function offerOf(facts: Facts, wanted?: string): Offer | null {
  const { id, skus, previewAt: _, ...product } = productOf(facts);
  const sku = wanted === undefined ? faceOf(skus) : skus.find((one) => one.id === wanted);
  if (sku === undefined || stageAt(facts.window, facts.at) === "unannounced") return null;
  const { listPrice, memberPrice, afterCoupon, stock } = sku;
  return {
    ...product,
    product: id,
    sku: sku.id,
    listPrice,
    memberPrice,
    afterCoupon,
    stock,
    stockAt: countOf(facts, sku.id)?.countedAt ?? null,
    priceLearned: sku.priceSource?.source === "order line",
    rows: rowsOf(facts, sku),
  };
}
