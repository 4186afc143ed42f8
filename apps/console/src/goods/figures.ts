import type { Product } from "@zhongshu/goods/contract";

type Sku = Product["skus"][number];

/** What anybody pays for it now, as the copy of a card states it; null where that is not known. */
export const paid = (sku: Sku) => sku.afterCoupon?.price ?? sku.listPrice;

/** The lowest of what its SKUs cost now. */
export function lowest(product: Product) {
  const prices = product.skus.flatMap((sku) => paid(sku) ?? []);
  return prices.reduce<(typeof prices)[number] | null>(
    (low, price) => (low === null || price.minor < low.minor ? price : low),
    null,
  );
}

/** All pieces of all SKUs; null as soon as one of them is not known. */
export const stockOf = (product: Product): number | null =>
  product.skus.reduce<number | null>(
    (sum, { stock }) => (sum === null || stock === null ? null : sum + stock),
    0,
  );
