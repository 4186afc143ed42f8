import type { Product } from "@zhongshu/goods/contract";

type Sku = Product["skus"][number];

/** What a customer pays for it now, by the best of its prices; null where none is known. */
export const paid = (sku: Sku) => sku.afterCoupon?.price ?? sku.memberPrice ?? sku.listPrice;

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
