import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { ProductSales } from "./contract.ts";
import type { Sales } from "./tag/decisions.ts";

/** Writes what was changed where nobody can take it back. */
export type Audit = (
  ctx: Ctx,
  action: string,
  subject: string,
  detail: Readonly<Record<string, unknown>>,
) => Promise<void>;

export type GoodsPorts = {
  readonly audit: Audit;
  /** How every product sold that ever did, and how many orders of goods the shop had in 30 days. */
  salesOf(
    ctx: Ctx,
    shop: ShopId,
  ): Promise<{ readonly sales: readonly Sales[]; readonly ordered: number }>;
  /** The lines that a product was sold by, newest first. */
  saleRows(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly product: string; readonly limit: number },
  ): Promise<ProductSales>;
};
