import {
  type Ctx,
  err,
  type Instant,
  ok,
  type Refusal,
  type Result,
  type ShopId,
  type Sql,
} from "@zhongshu/kernel";
import { productOf } from "../catalogue/assemble.ts";
import { factsOf } from "../catalogue/store.ts";
import type { Product, ProductChange } from "../contract.ts";
import { count } from "../learn/store.ts";
import type { Audit } from "../ports.ts";
import { noSuchProduct, skuRepeated, titleMissing, windowOutOfOrder } from "../refusals.ts";
import { inOrder } from "../window/stage.ts";

type Place = { readonly shop: ShopId; readonly product: string; readonly from: Instant };
type SkuChange = NonNullable<ProductChange["skus"]>[number];

function refusalOf(change: ProductChange, before: Product | null): Refusal | null {
  if (before === null && change.title === undefined) return titleMissing;
  if (change.window && !inOrder(change.window)) return windowOutOfOrder;
  const ids = (change.skus ?? []).map(({ id }) => id);
  return new Set(ids).size < ids.length ? skuRepeated : null;
}

async function describe(
  sql: Sql,
  { shop, product, from }: Place,
  facts: Pick<Product, "title" | "category" | "pictures">,
) {
  await sql.run(
    `insert into goods.description (shop, product, source, valid_from, title, category, pictures)
     values ($1, $2, 'catalogue', to_timestamp($3::float8 / 1000), $4, $5, $6::text[])
     on conflict (tenant, shop, product, valid_from) where source = 'catalogue'
     do update set title = excluded.title, category = excluded.category, pictures = excluded.pictures`,
    [shop, product, from, facts.title, facts.category, facts.pictures],
  );
}

async function openWindow(
  sql: Sql,
  { shop, product, from }: Place,
  window: NonNullable<ProductChange["window"]> | null,
) {
  const instants = [
    window?.previewAt,
    window?.opensAt,
    window?.closesAt,
    window?.encoreFrom,
    window?.encoreUntil,
  ];
  const written = instants.map((_, i) => `to_timestamp($${i + 4}::float8 / 1000)`);
  await sql.run(
    `insert into goods.sale_window
       (shop, product, valid_from, preview_at, opens_at, closes_at, encore_from, encore_until)
     values ($1, $2, to_timestamp($3::float8 / 1000), ${written.join(", ")})
     on conflict (tenant, shop, product, valid_from) do update set preview_at = excluded.preview_at,
       opens_at = excluded.opens_at, closes_at = excluded.closes_at, encore_from = excluded.encore_from,
       encore_until = excluded.encore_until`,
    [shop, product, from, ...instants.map((at) => at ?? null)],
  );
}

async function nameSku(sql: Sql, { shop, product, from }: Place, { id, name }: SkuChange) {
  await sql.run(
    `insert into goods.sku (shop, product, sku, source, valid_from, name)
     values ($1, $2, $3, 'catalogue', to_timestamp($4::float8 / 1000), $5)
     on conflict (tenant, shop, product, sku, valid_from) where source = 'catalogue'
     do update set name = excluded.name`,
    [shop, product, id, from, name ?? id],
  );
}

type Priced = {
  readonly sku: string;
  readonly kind: "list" | "member" | "coupon";
  readonly price: { readonly minor: number; readonly currency: string } | null;
  readonly condition?: { readonly zh: string; readonly en: string };
  readonly validUntil?: Instant | null;
};

function pricesOf({ id, listPrice, memberPrice, afterCoupon }: SkuChange): readonly Priced[] {
  const told: Priced[] = [];
  if (listPrice !== undefined) told.push({ sku: id, kind: "list", price: listPrice });
  if (memberPrice !== undefined) told.push({ sku: id, kind: "member", price: memberPrice });
  if (afterCoupon !== undefined)
    told.push({ sku: id, kind: "coupon", ...(afterCoupon ?? { price: null }) });
  return told;
}

async function price(sql: Sql, { shop, from }: Place, told: Priced): Promise<void> {
  await sql.run(
    `insert into goods.price (shop, sku, kind, source, valid_from, minor, currency, condition, valid_until)
     values ($1, $2, $3, 'catalogue', to_timestamp($4::float8 / 1000), $5, $6, $7::jsonb,
       to_timestamp($8::float8 / 1000))
     on conflict (tenant, shop, sku, kind, valid_from) where source = 'catalogue'
     do update set minor = excluded.minor, currency = excluded.currency, condition = excluded.condition,
       valid_until = excluded.valid_until`,
    [
      shop,
      told.sku,
      told.kind,
      from,
      told.price?.minor ?? null,
      told.price?.currency ?? null,
      told.condition === undefined ? null : JSON.stringify(told.condition),
      told.validUntil ?? null,
    ],
  );
}

async function putSku(sql: Sql, place: Place, change: SkuChange, known: boolean): Promise<void> {
  if (!known || change.name !== undefined) await nameSku(sql, place, change);
  for (const told of pricesOf(change)) await price(sql, place, told);
  if (change.stock !== undefined)
    await restock(sql, place, { sku: change.id, stock: change.stock });
}

/** A person's word at an instant replaces an earlier one of that instant, so it may also be larger. */
async function restock(
  sql: Sql,
  { shop, from }: Place,
  told: { readonly sku: string; readonly stock: number },
) {
  await sql.run(
    "delete from goods.stock_count where shop = $1 and sku = $2 and at = to_timestamp($3::float8 / 1000)",
    [shop, told.sku, from],
  );
  await count(sql, [{ shop, at: from, ...told }]);
}

async function standing(sql: Sql, { shop, product, from }: Place): Promise<Product | null> {
  const [facts] = await factsOf(sql, { shop, at: from }, [product]);
  return facts === undefined ? null : productOf(facts);
}

async function write(sql: Sql, place: Place, change: ProductChange, before: Product | null) {
  const {
    title = before?.title,
    category = before?.category ?? null,
    pictures = before?.pictures ?? [],
  } = change;
  const told = [change.title, change.category, change.pictures].some((one) => one !== undefined);
  if (told && title !== undefined) await describe(sql, place, { title, category, pictures });
  if (change.window !== undefined) await openWindow(sql, place, change.window);
  for (const sku of change.skus ?? [])
    await putSku(sql, place, sku, before?.skus.some(({ id }) => id === sku.id) ?? false);
}

/** Writes dated rows for what `change` names, from `change.from` on; earlier reading stays as it was. */
export async function put(
  ctx: Ctx,
  audit: Audit,
  { shop, product, ...change }: ProductChange & { readonly shop: ShopId; readonly product: string },
): Promise<Result<Product, Refusal>> {
  const place = { shop, product, from: change.from ?? ctx.now };
  const before = await standing(ctx.sql, place);
  const refusal = refusalOf(change, before);
  if (refusal !== null) return err(refusal);
  await write(ctx.sql, place, change, before);
  const after = await standing(ctx.sql, place);
  if (after === null) return err(noSuchProduct);
  await audit(ctx, "product.changed", product, { shop, from: place.from, before, after });
  return ok(after);
}
