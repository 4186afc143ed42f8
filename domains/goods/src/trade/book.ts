import type { Ctx, Instant, Money } from "@zhongshu/kernel";
import { type AsOf, AT, stocks } from "../catalogue/read.ts";

/** A fact that holds from an instant until the next one of its subject; null: not known from then on. */
export type Dated<T> = {
  readonly subject: string;
  readonly validFrom: Instant;
  readonly value: T | null;
};
/** A count of one SKU, and what it came to at the instant asked for. */
export type Stock = { readonly sku: string; readonly stock: number; readonly countedAt: Instant };

/** What the shop has told of its trade up to an instant; nothing later is read. */
export type Book = {
  readonly brands: readonly Dated<string>[];
  readonly costs: readonly Dated<Money>[];
  /** List prices as the catalogue told them; what was learned from sales is none. */
  readonly lists: readonly Dated<Money>[];
  /** When the catalogue first told of each product. */
  readonly launches: readonly { readonly product: string; readonly at: Instant }[];
  /** Which product each SKU is one of, and since when it is known. */
  readonly skus: readonly {
    readonly sku: string;
    readonly product: string;
    readonly at: Instant;
  }[];
  readonly categories: readonly {
    readonly product: string;
    readonly category: string | null;
    readonly title: string;
  }[];
};

type Amount = {
  subject: string;
  validFrom: Instant;
  minor: number | null;
  currency: string | null;
};
const dated = ({ subject, validFrom, minor, currency }: Amount): Dated<Money> => ({
  subject,
  validFrom,
  value: minor === null || currency === null ? null : { minor, currency },
});

async function amounts(ctx: Ctx, asOf: AsOf, from: string): Promise<readonly Dated<Money>[]> {
  const rows = await ctx.sql.rows<Amount>(
    `select sku as subject, valid_from as "validFrom", minor, currency from ${from}
        and shop = $1 and valid_from <= ${AT} order by sku, valid_from`,
    [asOf.shop, asOf.at],
  );
  return rows.map(dated);
}

export async function bookOf(ctx: Ctx, { shop, at }: AsOf): Promise<Book> {
  const values = [shop, at];
  const rows = <Row extends object>(sql: string) => ctx.sql.rows<Row>(sql, values);
  return {
    brands: await rows<Dated<string>>(
      `select product as subject, valid_from as "validFrom", brand as value from goods.brand
        where shop = $1 and valid_from <= ${AT} order by product, valid_from`,
    ),
    costs: await amounts(ctx, { shop, at }, "goods.cost where true"),
    lists: await amounts(
      ctx,
      { shop, at },
      "goods.price where kind = 'list' and source = 'catalogue'",
    ),
    launches: await rows<Book["launches"][number]>(
      `select product, min(valid_from) as at from goods.description
        where shop = $1 and source = 'catalogue' and valid_from <= ${AT} group by product order by product`,
    ),
    skus: await rows<Book["skus"][number]>(
      `select sku, product, min(valid_from) as at from goods.sku
        where shop = $1 and valid_from <= ${AT} group by sku, product order by sku, product`,
    ),
    categories: await rows<Book["categories"][number]>(
      `select distinct on (product) product, category, title from goods.description
        where shop = $1 and valid_from <= ${AT}
        order by product, source = 'catalogue' desc, valid_from desc, title`,
    ),
  };
}

/** Stock of every SKU that was ever counted, as it stood at an instant. */
export const stocksAt = async (ctx: Ctx, asOf: AsOf): Promise<readonly Stock[]> =>
  (await stocks(ctx.sql, asOf, null)).map(({ sku, stock, countedAt }) => ({
    sku,
    stock,
    countedAt,
  }));
