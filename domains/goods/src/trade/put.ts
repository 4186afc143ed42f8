import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import { descriptions, skus } from "../catalogue/read.ts";
import type { TradeChange } from "../contract.ts";
import type { Audit } from "../ports.ts";
import { noSuchProduct, noSuchSku } from "../refusals.ts";
import { costs as tellCosts } from "../told/rows.ts";

export type Told = TradeChange & { readonly shop: ShopId; readonly product: string };

async function brand(ctx: Ctx, { shop, product, from = ctx.now, brand: told }: Told) {
  if (told === undefined) return;
  await ctx.sql.run(
    `insert into goods.brand (shop, product, valid_from, brand)
     values ($1, $2, to_timestamp($3::float8 / 1000), $4)
     on conflict (tenant, shop, product, valid_from) do update set brand = excluded.brand`,
    [shop, product, from, told],
  );
}

const costs = ({ sql, now }: Ctx, { shop, from = now, costs: told = [] }: Told): Promise<void> =>
  tellCosts(
    sql,
    told.map((one) => ({ ...one, shop, from })),
  );

/** Tells brand and costs of a known product from an instant on; what is left out stays as it is. */
export async function putTrade(ctx: Ctx, audit: Audit, told: Told): Promise<Result<null, Refusal>> {
  const at = Math.max(told.from ?? ctx.now, ctx.now);
  const asked = [ctx.sql, { shop: told.shop, at }, [told.product]] as const;
  if ((await descriptions(...asked)).length === 0) return err(noSuchProduct);
  const known = new Set((await skus(...asked)).map(({ sku }) => sku));
  if (told.costs?.some(({ sku }) => !known.has(sku))) return err(noSuchSku);
  await brand(ctx, told);
  await costs(ctx, told);
  await audit(ctx, "trade.changed", told.product, { ...told });
  return ok(null);
}
