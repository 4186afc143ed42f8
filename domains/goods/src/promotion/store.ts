import {
  type BusinessDay,
  type Ctx,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Promotion } from "../contract.ts";
import type { Audit } from "../ports.ts";

export type PromotionDay = { readonly category: string | null; readonly day: BusinessDay };
type Days = { readonly shop: ShopId; readonly from: BusinessDay; readonly to: BusinessDay };

/** Days of promotion from `from` to `to`, both included; category null means everything. */
export const promotionDays = (
  ctx: Ctx,
  { shop, from, to }: Days,
): Promise<readonly PromotionDay[]> =>
  ctx.sql.rows<PromotionDay>(
    `select case when everything then null else category end as category, day
     from goods.promotion_day where shop = $1 and day between $2 and $3 order by day, category`,
    [shop, from, to],
  );

export async function putPromotion(
  ctx: Ctx,
  audit: Audit,
  { shop, ...promotion }: Promotion & { readonly shop: ShopId },
): Promise<Result<null, Refusal>> {
  await ctx.sql.run(
    `insert into goods.promotion_day (shop, day, category, everything, name)
     select $1, day, coalesce($3, ''), $3 is null, $4 from (select distinct unnest($2::date[]) as day) d
     on conflict (tenant, shop, day, category, everything) do update set name = excluded.name`,
    [shop, promotion.days, promotion.category, promotion.name],
  );
  await audit(ctx, "promotion.changed", promotion.name, { shop, ...promotion });
  return ok(null);
}
