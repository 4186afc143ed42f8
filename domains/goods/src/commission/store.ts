import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import type { Commission } from "../contract.ts";
import type { Audit } from "../ports.ts";
import { earnsNothing, ruleOutOfOrder } from "../refusals.ts";
import { rule } from "../told/rows.ts";
import { currenciesOf, unearnable } from "./currency.ts";
import { commissionRules } from "./read.ts";
import type { CommissionRule } from "./rule.ts";

type Shown = readonly CommissionRule[];
export type WantedRule = Commission & { readonly shop: ShopId };

export const fits = ({ scope, subject, validFrom, validUntil }: Commission): boolean =>
  (scope === "shop") === (subject === "") && (validUntil === null || validUntil > validFrom);

/** Every rule of the shop, past and planned. */
export const readRules = (ctx: Ctx, shop: ShopId): Promise<Shown> =>
  commissionRules(ctx.sql, { shop, at: null });

export async function putRule(
  ctx: Ctx,
  audit: Audit,
  told: WantedRule,
): Promise<Result<null, Refusal>> {
  if (!fits(told)) return err(ruleOutOfOrder);
  const why = "each" in told ? unearnable(told, await currenciesOf(ctx, told.shop)) : null;
  if (why !== null) return err(earnsNothing(why));
  await rule(ctx.sql, [{ ...told, toldAt: ctx.now }]);
  await audit(ctx, "commission.changed", told.subject || "shop", { ...told });
  return ok(null);
}
