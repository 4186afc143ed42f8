import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import type { Commission } from "../contract.ts";
import type { Audit } from "../ports.ts";
import { ruleOutOfOrder } from "../refusals.ts";
import { rule } from "../told/rows.ts";
import type { CommissionRule } from "./rule.ts";

type Shown = readonly CommissionRule[];
export type WantedRule = Commission & { readonly shop: ShopId };

export const fits = ({ scope, subject, validFrom, validUntil }: Commission): boolean =>
  (scope === "shop") === (subject === "") && (validUntil === null || validUntil > validFrom);

/** Every rule of the shop, past and planned. */
export const readRules = (ctx: Ctx, shop: ShopId): Promise<Shown> =>
  ctx.sql.rows<CommissionRule>(
    `select id, scope, subject, bp, valid_from as "validFrom", valid_until as "validUntil"
     from goods.commission_rule where shop = $1 order by scope, subject, valid_from`,
    [shop],
  );

export async function putRule(
  ctx: Ctx,
  audit: Audit,
  told: WantedRule,
): Promise<Result<null, Refusal>> {
  if (!fits(told)) return err(ruleOutOfOrder);
  await rule(ctx.sql, [told]);
  await audit(ctx, "commission.changed", told.subject || "shop", { ...told });
  return ok(null);
}
