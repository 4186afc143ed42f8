import { type Ctx, type Instant, type Rate, rateOf, type ShopId, type Sql } from "@zhongshu/kernel";
import { toldRules } from "./read.ts";
import { type About, type CommissionRule, concerns } from "./rule.ts";
import { type ToldRule, type Word, wordsOn } from "./words.ts";

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

/** The few of many rules that can concern a product of a category, looked for once for all its sales. */
function byAbout(rules: readonly ToldRule[]): (about: About) => readonly ToldRule[] {
  const known = new Map<string, readonly ToldRule[]>();
  return (about) => {
    const key = JSON.stringify([about.product, about.category]);
    const found = known.get(key) ?? rules.filter(({ rule }) => concerns(rule, about));
    known.set(key, found);
    return found;
  };
}

/**
 * By what each sale earns, as it was told one after the other; in the order of the lines. Rules that begin later and
 * categories of a later time are never read.
 */
export async function wordsOf(
  ctx: Ctx,
  { shop, lines }: { readonly shop: ShopId; readonly lines: readonly SoldLine[] },
): Promise<readonly (readonly Word[])[]> {
  if (lines.length === 0) return [];
  const asOf = { shop, at: lines.reduce((latest, line) => Math.max(latest, line.at), 0) };
  const rules = await toldRules(ctx.sql, asOf);
  const products = [...new Set(lines.map(({ product }) => product))];
  const told = Map.groupBy(await histories(ctx.sql, asOf, products), ({ product }) => product);
  const concerning = byAbout(rules);
  return lines.map((line) => {
    const category = categoryOf(line, told.get(line.product) ?? []);
    const about = { product: line.product, category };
    return wordsOn(concerning(about), about, line.at);
  });
}

/** The rule by which each sale earns as far as it is known now; null where none does. */
export const rulesOn = async (
  ctx: Ctx,
  sold: Parameters<typeof wordsOf>[1],
): Promise<readonly (CommissionRule | null)[]> =>
  (await wordsOf(ctx, sold)).map((words) => words.at(-1)?.rule ?? null);

/** The same as rates alone. */
export const commissionOn = async (
  ctx: Ctx,
  sold: Parameters<typeof wordsOf>[1],
): Promise<readonly (Rate | null)[]> =>
  (await rulesOn(ctx, sold)).map((rule) => rule && rateOf(rule));

/**
 * From when on sales may earn by a rule that was told in this stretch, where the shop had told rules on a day before;
 * null: of none.
 */
export async function reachBack(
  { sql }: Ctx,
  { shop, from, asOf }: { readonly shop: ShopId; readonly from: Instant; readonly asOf: Instant },
): Promise<Instant | null> {
  const { at } = await sql.one<{ readonly at: Instant | null }>(
    `select min(c.valid_from) as at from goods.commission_rule c
      where c.shop = $1 and c.told_at between to_timestamp($2::float8 / 1000) and to_timestamp($3::float8 / 1000)
        and exists (select from goods.commission_rule e where e.shop = $1 and (e.told_at at time zone 'Asia/Shanghai')::date
                                                              < (c.told_at at time zone 'Asia/Shanghai')::date)`,
    [shop, from, asOf],
  );
  return at;
}
