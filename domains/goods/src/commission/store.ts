import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import type { Commission } from "../contract.ts";
import type { Audit } from "../ports.ts";
import { ruleOutOfOrder } from "../refusals.ts";
import type { CommissionRule } from "./rule.ts";

type Shown = readonly CommissionRule[];
export type WantedRule = Commission & { readonly shop: ShopId };

const fits = ({ scope, subject, validFrom, validUntil }: Commission): boolean =>
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
  rule: WantedRule,
): Promise<Result<null, Refusal>> {
  if (!fits(rule)) return err(ruleOutOfOrder);
  await ctx.sql.run(
    `insert into goods.commission_rule (shop, scope, subject, bp, valid_from, valid_until)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000))
     on conflict (tenant, shop, scope, subject, valid_from)
     do update set bp = excluded.bp, valid_until = excluded.valid_until`,
    [rule.shop, rule.scope, rule.subject, rule.bp, rule.validFrom, rule.validUntil],
  );
  await audit(ctx, "commission.changed", rule.subject || "shop", { ...rule });
  return ok(null);
}
