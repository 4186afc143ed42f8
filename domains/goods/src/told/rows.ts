import type { Instant, Money, Rate, ShopId, Sql } from "@zhongshu/kernel";

/** What the shop says of its goods, by hand or by a list: dated rows, each from an instant on. */
type Dated = { readonly shop: ShopId; readonly product: string; readonly from: Instant };

export type ToldProduct = Dated & {
  readonly title: string;
  /** Undefined: as it was told before. */
  readonly category?: string | null;
  readonly pictures?: readonly string[];
};
export type ToldSku = Dated & { readonly sku: string; readonly name: string };
export type ToldPrice = Omit<Dated, "product"> & {
  readonly sku: string;
  readonly kind: "list" | "member" | "coupon";
  /** Null: this price ended. */
  readonly price: { readonly minor: number; readonly currency: string } | null;
  readonly condition?: { readonly zh: string; readonly en: string };
  readonly validUntil?: Instant | null;
};
export type ToldCost = Pick<Dated, "shop" | "from"> & {
  readonly sku: string;
  /** Null: not known from then on. */
  readonly cost: { readonly minor: number; readonly currency: string } | null;
};
export type ToldRule = Rate & {
  readonly shop: ShopId;
  readonly scope: "product" | "category" | "shop";
  readonly subject: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
  readonly toldAt: Instant;
};

/** Of two words of one instant a person's stands, whichever comes first. */
export type By = "hand" | "list";
const standing = (table: string): string => `where ${table}.listed or not excluded.listed`;

/** Of two rows of one key the later stands, but for what it leaves out: a statement may not write a row twice. */
function lastOf<T>(told: readonly T[], key: (one: T) => readonly unknown[]): readonly T[] {
  const last = new Map<string, T>();
  for (const one of told) {
    const name = key(one).join("\0");
    last.set(name, { ...last.get(name), ...one });
  }
  return [...last.values()];
}

const before = (column: string): string => `(
  select d.${column} from goods.description d
   where d.shop = t.shop and d.product = t.product and d.source = 'catalogue'
     and d.valid_from <= to_timestamp(t.at / 1000)
   order by d.valid_from desc limit 1)`;

export async function describe(
  sql: Sql,
  told: readonly ToldProduct[],
  by: By = "hand",
): Promise<void> {
  if (told.length === 0) return;
  const rows = lastOf(told, ({ shop, product, from }) => [shop, product, from]);
  await sql.run(
    `insert into goods.description as d (shop, product, source, valid_from, title, category, pictures, listed)
     select shop, product, 'catalogue', to_timestamp(at / 1000), title,
            case when t.same_category then ${before("category")} else t.category end,
            coalesce((select array_agg(value) from json_array_elements_text(t.pictures)),
                     case when t.pictures is null then ${before("pictures")} end, '{}'), $2
       from json_to_recordset($1::json) as t (shop uuid, product text, at float8, title text,
            category text, same_category boolean, pictures json)
     on conflict (tenant, shop, product, valid_from) where source = 'catalogue'
     do update set title = excluded.title, category = excluded.category, pictures = excluded.pictures,
       listed = excluded.listed ${standing("d")}`,
    [
      JSON.stringify(
        rows.map(({ from, category, pictures, ...row }) => ({
          ...{ ...row, at: from, category: category ?? null, pictures: pictures ?? null },
          same_category: category === undefined,
        })),
      ),
      by === "list",
    ],
  );
}

export async function nameSkus(sql: Sql, told: readonly ToldSku[], by: By = "hand"): Promise<void> {
  if (told.length === 0) return;
  const rows = lastOf(told, ({ shop, product, sku, from }) => [shop, product, sku, from]);
  await sql.run(
    `insert into goods.sku as s (shop, product, sku, source, valid_from, name, listed)
     select shop, product, sku, 'catalogue', to_timestamp("from" / 1000), name, $2
       from json_to_recordset($1::json) as t (shop uuid, product text, sku text, "from" float8, name text)
     on conflict (tenant, shop, product, sku, valid_from) where source = 'catalogue'
     do update set name = excluded.name, listed = excluded.listed ${standing("s")}`,
    [JSON.stringify(rows), by === "list"],
  );
}

export async function price(sql: Sql, told: readonly ToldPrice[], by: By = "hand"): Promise<void> {
  if (told.length === 0) return;
  const rows = lastOf(told, ({ shop, sku, kind, from }) => [shop, sku, kind, from]);
  await sql.run(
    `insert into goods.price as p
       (shop, sku, kind, source, valid_from, minor, currency, condition, valid_until, listed)
     select shop, sku, kind, 'catalogue', to_timestamp("from" / 1000), minor, currency,
            nullif(condition, 'null'::jsonb), to_timestamp("validUntil" / 1000), $2
       from json_to_recordset($1::json) as t (shop uuid, sku text, kind text, "from" float8, minor int8,
            currency text, condition jsonb, "validUntil" float8)
     on conflict (tenant, shop, sku, kind, valid_from) where source = 'catalogue'
     do update set minor = excluded.minor, currency = excluded.currency, condition = excluded.condition,
       valid_until = excluded.valid_until, listed = excluded.listed ${standing("p")}`,
    [
      JSON.stringify(
        rows.map(({ price: amount, ...row }) => ({
          ...row,
          minor: amount?.minor ?? null,
          currency: amount?.currency ?? null,
        })),
      ),
      by === "list",
    ],
  );
}

export async function costs(sql: Sql, told: readonly ToldCost[], by: By = "hand"): Promise<void> {
  if (told.length === 0) return;
  const rows = lastOf(told, ({ shop, sku, from }) => [shop, sku, from]);
  await sql.run(
    `insert into goods.cost as c (shop, sku, valid_from, minor, currency, listed)
     select shop, sku, to_timestamp("from" / 1000), minor, currency, $2
       from json_to_recordset($1::json) as t (shop uuid, sku text, "from" float8, minor int8, currency text)
     on conflict (tenant, shop, sku, valid_from)
     do update set minor = excluded.minor, currency = excluded.currency,
       listed = excluded.listed ${standing("c")}`,
    [
      JSON.stringify(
        rows.map(({ cost, ...row }) => ({
          ...row,
          minor: cost?.minor ?? null,
          currency: cost?.currency ?? null,
        })),
      ),
      by === "list",
    ],
  );
}

/** Both columns, so that of two rows of one key the later leaves nothing of the earlier. */
const columnsOf = (rate: Rate): { readonly bp: number | null; readonly each: Money | null } =>
  "bp" in rate ? { bp: rate.bp, each: null } : { bp: null, each: rate.each };

/** What was told before for the same beginning stays as a row of its own. */
export async function rule(sql: Sql, told: readonly ToldRule[], by: By = "hand"): Promise<void> {
  if (told.length === 0) return;
  const whole = told.map((one) => ({ ...one, ...columnsOf(one) }));
  const rows = lastOf(whole, ({ shop, scope, subject, validFrom, toldAt }) => [
    ...[shop, scope, subject, validFrom, toldAt],
  ]);
  await sql.run(
    `insert into goods.commission_rule as r (shop, scope, subject, bp, each_minor, each_currency, valid_from,
       valid_until, told_at, listed)
     select shop, scope, subject, bp, (each->>'minor')::int8, each->>'currency', to_timestamp("validFrom" / 1000),
            to_timestamp("validUntil" / 1000), to_timestamp("toldAt" / 1000), $2
       from json_to_recordset($1::json) as t (shop uuid, scope text, subject text, bp int, each json,
            "validFrom" float8, "validUntil" float8, "toldAt" float8)
     on conflict (tenant, shop, scope, subject, valid_from, listed, told_at)
     do update set bp = excluded.bp, each_minor = excluded.each_minor,
       each_currency = excluded.each_currency, valid_until = excluded.valid_until`,
    [JSON.stringify(rows), by === "list"],
  );
}
