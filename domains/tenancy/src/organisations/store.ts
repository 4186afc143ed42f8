import {
  type Ctx,
  err,
  iso,
  newId,
  ok,
  type Refusal,
  type Result,
  type ShopId,
  shopId,
} from "@zhongshu/kernel";
import { audit } from "../audit/audit.ts";
import type { Organisation } from "../contract.ts";
import { notAllowed } from "../refusals.ts";

type Named = { readonly id: string; readonly name: string };

const shops = (ctx: Ctx) =>
  ctx.sql.rows<Named>("select id, name from tenancy.shop where tenant = $1 order by name, id", [
    ctx.tenant,
  ]);

/** The organisation with all its shops: for those who manage it. */
export async function organisation(ctx: Ctx): Promise<Result<Organisation, Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  const { name } = await ctx.sql.one<{ readonly name: string }>(
    "select name from tenancy.organisation where tenant = $1",
    [ctx.tenant],
  );
  return ok({ id: ctx.tenant, name, shops: [...(await shops(ctx))] });
}

/** What a shop is called, for its customers; null for one that this organisation has not. */
export const shopName = async (ctx: Ctx, shop: ShopId): Promise<string | null> =>
  (
    await ctx.sql.maybe<{ readonly name: string }>(
      "select name from tenancy.shop where tenant = $1 and id = $2",
      [ctx.tenant, shop],
    )
  )?.name ?? null;

/** Whoever changes who or what is in it queues up behind this row: of two at once the later sees what the earlier did. */
export const lockOrganisation = (ctx: Ctx) =>
  ctx.sql.one("select 1 from tenancy.organisation where tenant = $1 for update", [ctx.tenant]);

/** A name is one shop: whoever asks again, or twice at once, gets the same. */
export async function createShop(
  ctx: Ctx,
  name: string,
): Promise<Result<{ id: ShopId; name: string }, Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  await lockOrganisation(ctx);
  const known = (await shops(ctx)).find((shop) => shop.name === name);
  if (known !== undefined) return ok({ id: shopId(known.id), name });
  const id = shopId(newId(ctx));
  await ctx.sql.run(
    "insert into tenancy.shop (id, name, created_at) values ($1, $2, $3::timestamptz)",
    [id, name, iso(ctx.now)],
  );
  await audit(ctx, "shop.created", id, { shop: id, name });
  return ok({ id, name });
}

export async function renameOrganisation(ctx: Ctx, name: string): Promise<Result<Named, Refusal>> {
  if (!ctx.can("members.manage")) return err(notAllowed);
  const before = await ctx.sql.one<{ readonly name: string }>(
    "select name from tenancy.organisation where tenant = $1 for update",
    [ctx.tenant],
  );
  await ctx.sql.run("update tenancy.organisation set name = $2 where tenant = $1", [
    ctx.tenant,
    name,
  ]);
  await audit(ctx, "organisation.renamed", ctx.tenant, { from: before.name, to: name });
  return ok({ id: ctx.tenant, name });
}

export async function renameShop(
  ctx: Ctx,
  shop: ShopId,
  name: string,
): Promise<Result<Named, Refusal>> {
  if (!ctx.can("members.manage", shop)) return err(notAllowed);
  const before = await ctx.sql.one<{ readonly name: string }>(
    "select name from tenancy.shop where tenant = $1 and id = $2 for update",
    [ctx.tenant, shop],
  );
  await ctx.sql.run("update tenancy.shop set name = $3 where tenant = $1 and id = $2", [
    ctx.tenant,
    shop,
    name,
  ]);
  await audit(ctx, "shop.renamed", shop, { shop, from: before.name, to: name });
  return ok({ id: shop, name });
}
