import { type Ctx, type Instant, rateKey, type ShopId } from "@zhongshu/kernel";
import { commissionRules } from "../commission/read.ts";

/** What stands now, and since when it was told; keys are those of `keyOf`. */
export type Standing = ReadonlyMap<string, { readonly value: string; readonly at: Instant }>;
export const keyOf = (...parts: readonly string[]): string => parts.join("\0");

type Row = { readonly key: string; readonly value: string; readonly at: Instant };

const asked = (rows: readonly Row[]): Standing =>
  new Map(rows.map(({ key, ...rest }) => [key, rest]));

/** A separator that no id holds, as `keyOf` puts it; Postgres has no U+0000. */
const joined = (...parts: readonly string[]): string =>
  `jsonb_build_array(${parts.map((part) => `${part}::text`).join(", ")})::text`;
const keys = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) => {
    const parts: unknown = JSON.parse(row.key);
    return { ...row, key: Array.isArray(parts) ? keyOf(...parts.map(String)) : row.key };
  });

type Asked = { readonly shop: ShopId; readonly ids: readonly string[] };

/** Titles, categories, SKUs' names and prices as the catalogue told them last. */
export async function toldOf(
  { sql, now }: Ctx,
  {
    shop,
    products,
    skus,
  }: {
    readonly shop: ShopId;
    readonly products: readonly string[];
    readonly skus: readonly string[];
  },
): Promise<Standing> {
  const at = "to_timestamp($2::float8 / 1000)";
  const rows = await sql.rows<Row>(
    `select ${joined("'title'", "product")} as key, title as value, valid_from as at from (
       select distinct on (product) product, title, valid_from from goods.description
        where shop = $1 and valid_from <= ${at} and product = any($3::text[]) and source = 'catalogue'
        order by product, valid_from desc) d
     union all
     select ${joined("'category'", "product")}, category, valid_from from (
       select distinct on (product) product, category, valid_from from goods.description
        where shop = $1 and valid_from <= ${at} and product = any($3::text[]) and source = 'catalogue'
        order by product, valid_from desc) d where category is not null
     union all
     select ${joined("'sku'", "product", "sku")}, name, valid_from from (
       select distinct on (product, sku) product, sku, name, valid_from from goods.sku
        where shop = $1 and valid_from <= ${at} and sku = any($4::text[]) and source = 'catalogue'
        order by product, sku, valid_from desc) s
     union all
     select ${joined("kind", "sku")}, minor || ' ' || currency, valid_from from (
       select distinct on (sku, kind) sku, kind, minor, currency, valid_from from goods.price
        where shop = $1 and valid_from <= ${at} and sku = any($4::text[]) and source = 'catalogue'
        order by sku, kind, valid_from desc) p where minor is not null
     union all
     select ${joined("'cost'", "sku")}, minor || ' ' || currency, valid_from from (
       select distinct on (sku) sku, minor, currency, valid_from from goods.cost
        where shop = $1 and valid_from <= ${at} and sku = any($4::text[])
        order by sku, valid_from desc) k where minor is not null`,
    [shop, now, products, skus],
  );
  return asked(keys(rows));
}

/** The last count of each SKU, unless something moved since. */
export async function countsOf({ sql, now }: Ctx, { shop, ids }: Asked): Promise<Standing> {
  return asked(
    await sql.rows<Row>(
      `select sku as key, stock::text as value, at from (
         select distinct on (sku) sku, stock, at from goods.stock_count
          where shop = $1 and at <= to_timestamp($2::float8 / 1000) and sku = any($3::text[])
          order by sku, at desc) c
        where not exists (select from goods.stock_movement m
                           where m.shop = $1 and m.sku = c.sku and m.at > c.at)`,
      [shop, now, ids],
    ),
  );
}

/** The rule that began last for each subject, with its share and end. */
export async function rulesOf({ sql, now }: Ctx, shop: ShopId): Promise<Standing> {
  const rules = await commissionRules(sql, { shop, at: now });
  return asked(
    rules
      .toSorted((a, b) => a.validFrom - b.validFrom)
      .map((rule) => ({
        key: keyOf(rule.scope, rule.subject),
        value: `${rateKey(rule)} ${rule.validUntil ?? ""}`,
        at: rule.validFrom,
      })),
  );
}

/** Since when all of this has been as it is told now; null when any of it is news. */
export function since(
  standing: Standing,
  told: readonly (readonly [key: string, value: string])[],
): Instant | null {
  const found = told.map(([key, value]) => {
    const known = standing.get(key);
    return known?.value === value ? known.at : null;
  });
  return found.length > 0 && found.every((at) => at !== null)
    ? found.reduce<Instant>((latest, at) => Math.max(latest, at ?? 0), 0)
    : null;
}
