import { type Instant, type RateColumns, rateIn, type ShopId, type Sql } from "@zhongshu/kernel";
import type { CommissionRule } from "./rule.ts";
import { standing, type ToldRule } from "./words.ts";

type Row = RateColumns &
  Pick<CommissionRule, "id" | "scope" | "subject" | "validFrom" | "validUntil"> &
  Pick<ToldRule, "toldAt" | "listed">;
/** Rules that had begun by then; null: those that are planned as well. */
type Asked = { readonly shop: ShopId; readonly at: Instant | null };

/** Every word that the shop ever said of its commission, in the order of what it is about. */
export async function toldRules(sql: Sql, { shop, at }: Asked): Promise<readonly ToldRule[]> {
  const rows = await sql.rows<Row>(
    `select id, scope, subject, bp, each_minor as "eachMinor", each_currency as "eachCurrency",
       valid_from as "validFrom", valid_until as "validUntil", told_at as "toldAt", listed
     from goods.commission_rule
     where shop = $1 and ($2::float8 is null or valid_from <= to_timestamp($2::float8 / 1000))
     order by scope, subject, valid_from, told_at`,
    [shop, at],
  );
  return rows.map(({ bp, eachMinor, eachCurrency, toldAt, listed, ...rule }) => ({
    rule: { ...rule, ...rateIn({ bp, eachMinor, eachCurrency }) },
    ...{ toldAt, listed },
  }));
}

/** The same as it stands now; which one holds is decided in `commissionAt`. */
export const commissionRules = async (sql: Sql, asked: Asked): Promise<readonly CommissionRule[]> =>
  standing(await toldRules(sql, asked));
