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
import { describe, nameSkus, price, type ToldPrice } from "../told/rows.ts";
import { inOrder } from "../window/stage.ts";

type Place = { readonly shop: ShopId; readonly product: string; readonly from: Instant };
type SkuChange = NonNullable<ProductChange["skus"]>[number];

function refusalOf(change: ProductChange, before: Product | null): Refusal | null {
  if (before === null && change.title === undefined) return titleMissing;
  if (change.window && !inOrder(change.window)) return windowOutOfOrder;
  const ids = (change.skus ?? []).map(({ id }) => id);
  return new Set(ids).size < ids.length ? skuRepeated : null;
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

function pricesOf(
  { shop, from }: Place,
  { id: sku, listPrice, memberPrice, afterCoupon }: SkuChange,
): readonly ToldPrice[] {
  const told: ToldPrice[] = [];
  const at = { shop, from, sku };
  if (listPrice !== undefined) told.push({ ...at, kind: "list", price: listPrice });
  if (memberPrice !== undefined) told.push({ ...at, kind: "member", price: memberPrice });
  if (afterCoupon !== undefined)
    told.push({ ...at, kind: "coupon", ...(afterCoupon ?? { price: null }) });
  return told;
}

async function putSku(sql: Sql, place: Place, change: SkuChange, known: boolean): Promise<void> {
  const { id, name = id } = change;
  if (!known || change.name !== undefined) await nameSkus(sql, [{ ...place, sku: id, name }]);
  await price(sql, pricesOf(place, change));
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
  if (told && title !== undefined) await describe(sql, [{ ...place, title, category, pictures }]);
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
