import type { Ctx, Instant, ShopId, Sql } from "@zhongshu/kernel";
import { commissionRules } from "../catalogue/read.ts";
import { type CommissionRule, commissionAt } from "./rule.ts";

export type SoldLine = {
  readonly product: string;
  /** As the order told it; used where the shop has told none. */
  readonly category: string | null;
  readonly at: Instant;
};
type Told = {
  readonly product: string;
  readonly source: "catalogue" | "order line";
  readonly validFrom: Instant;
  readonly category: string | null;
};

const histories = (
  sql: Sql,
  { shop, at }: { readonly shop: ShopId; readonly at: Instant },
  products: readonly string[],
): Promise<readonly Told[]> =>
  sql.rows<Told>(
    `select product, source, valid_from as "validFrom", category from goods.description
      where shop = $1 and valid_from <= to_timestamp($2::float8 / 1000) and product = any($3::text[])
      order by product, source = 'catalogue' desc, valid_from desc, title, category`,
    [shop, at, products],
  );

/** What the shop had told of the product by then, else what had been learned from its sales, else the order's own word. */
function categoryOf({ category, at }: SoldLine, history: readonly Told[]): string | null {
  return history.find(({ validFrom }) => validFrom <= at)?.category ?? category;
}

/**
 * The rule that held at each sale's own instant; null where none did. In the order of the lines; rules and
 * categories of a later time are never read.
 */
export async function rulesOn(
  ctx: Ctx,
  { shop, lines }: { readonly shop: ShopId; readonly lines: readonly SoldLine[] },
): Promise<readonly (CommissionRule | null)[]> {
  if (lines.length === 0) return [];
  const asOf = { shop, at: lines.reduce((latest, line) => Math.max(latest, line.at), 0) };
  const rules = await commissionRules(ctx.sql, asOf);
  const products = [...new Set(lines.map(({ product }) => product))];
  const told = Map.groupBy(await histories(ctx.sql, asOf, products), ({ product }) => product);
  return lines.map((line) => {
    const category = categoryOf(line, told.get(line.product) ?? []);
    return commissionAt(rules, { product: line.product, category }, line.at);
  });
}

/** The same as shares in basis points. */
export const commissionOn = async (
  ctx: Ctx,
  sold: Parameters<typeof rulesOn>[1],
): Promise<readonly (number | null)[]> =>
  (await rulesOn(ctx, sold)).map((rule) => rule?.bp ?? null);
