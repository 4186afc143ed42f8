import { type Instant, rateOf } from "@zhongshu/kernel";
import { type CommissionRule, commissionAt } from "../commission/rule.ts";
import type { Product } from "../contract.ts";
import { stageAt, stretchAt } from "../window/stage.ts";
import type { Description, PriceRow, SkuRow, StockRow, WindowRow } from "./read.ts";

/** All that the rows say of one product at one instant. */
export type Facts = {
  readonly at: Instant;
  readonly description: Description;
  readonly skus: readonly SkuRow[];
  readonly prices: readonly PriceRow[];
  readonly stocks: readonly StockRow[];
  readonly window: WindowRow | null;
  readonly rules: readonly CommissionRule[];
};

type Sku = Product["skus"][number];
const rowOf = (price: PriceRow | undefined): Sku["priceSource"] =>
  price === undefined
    ? null
    : { row: `goods.price/${price.row}`, at: price.validFrom, source: price.source };

/** A coupon that ended, or has no price, is none. */
function couponOf(price: PriceRow | undefined, at: Instant): Sku["afterCoupon"] {
  if (price === undefined || price.price === null) return null;
  if (price.validUntil !== null && price.validUntil <= at) return null;
  const { condition, validUntil } = price;
  return {
    price: price.price,
    condition: condition ?? { zh: "券后价", en: "With coupon" },
    validUntil,
  };
}

/** A learned price speaks only where the catalogue has told none. */
function heldBy(prices: readonly PriceRow[]): readonly PriceRow[] {
  const told = prices.filter(({ source }) => source === "catalogue");
  return told.length > 0 ? told : prices;
}

/** The last count of an SKU's stock. */
export const countOf = ({ stocks }: Pick<Facts, "stocks">, sku: string) =>
  stocks.find((stock) => stock.sku === sku);

function skuOf({ sku, name }: SkuRow, { at, prices, stocks }: Facts): Sku {
  const held = heldBy(prices.filter((price) => price.sku === sku));
  const kind = (wanted: PriceRow["kind"]) => held.find((price) => price.kind === wanted);
  const afterCoupon = couponOf(kind("coupon"), at);
  const member = kind("member");
  const shown = afterCoupon !== null ? kind("coupon") : member?.price ? member : kind("list");
  return {
    id: sku,
    name,
    listPrice: kind("list")?.price ?? null,
    memberPrice: member?.price ?? null,
    afterCoupon,
    stock: countOf({ stocks }, sku)?.stock ?? null,
    priceSource: rowOf(shown),
  };
}

export const ruleOf = ({ rules, description, at }: Facts): CommissionRule | null =>
  commissionAt(rules, description, at);

function toldOf(window: Facts["window"]): Product["window"] {
  if (window === null || window.opensAt === null) return null;
  const { previewAt, opensAt, closesAt, encoreFrom, encoreUntil } = window;
  return { previewAt, opensAt, closesAt, encoreFrom, encoreUntil };
}

/** The product as the shop sees it; what is not announced yet is shown to the shop as a preview. */
export function productOf(facts: Facts): Product {
  const { description, window, at } = facts;
  const stage = stageAt(window, at);
  const rule = ruleOf(facts);
  return {
    id: description.product,
    title: description.title,
    category: description.category,
    pictures: [...description.pictures],
    stage: stage === "unannounced" ? "preview" : stage,
    previewAt: window?.previewAt ?? null,
    ...stretchAt(window, at),
    window: toldOf(window),
    commission: rule && rateOf(rule),
    skus: facts.skus.map((sku) => skuOf(sku, facts)),
  };
}
