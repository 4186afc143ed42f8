import {
  type Ctx,
  err,
  iso,
  newId,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import { audit } from "../audit/audit.ts";
import type { WriteKey } from "../contract.ts";
import { noSuchKey, notAllowed } from "../refusals.ts";
import { hashOf, type KeyKind, newSecret, prefixOf } from "./secret.ts";

type Row = Pick<WriteKey, "id" | "kind" | "name" | "prefix"> & {
  readonly created_at: number;
  readonly revoked_at: number | null;
};

const shown = ({ created_at, revoked_at, ...row }: Row): WriteKey => ({
  ...row,
  createdAt: created_at,
  revokedAt: revoked_at,
});

const COLUMNS = "id, kind, name, prefix, created_at, revoked_at";

export async function listKeys(
  ctx: Ctx,
  shop: ShopId,
): Promise<Result<readonly WriteKey[], Refusal>> {
  if (!ctx.can("keys.manage", shop)) return err(notAllowed);
  const rows = await ctx.sql.rows<Row>(
    `select ${COLUMNS} from tenancy.write_key where shop = $1 order by created_at desc, id desc`,
    [shop],
  );
  return ok(rows.map(shown));
}

export type NewKey = { readonly shop: ShopId; readonly kind: KeyKind; readonly name: string };
export type MadeKey = { readonly key: WriteKey; readonly secret: string };

/** The answer holds the only copy of the secret. */
export async function createKey(
  ctx: Ctx,
  { shop, kind, name }: NewKey,
  randomBytes: (size: number) => Uint8Array,
): Promise<Result<MadeKey, Refusal>> {
  if (!ctx.can("keys.manage", shop)) return err(notAllowed);
  const secret = newSecret(kind, randomBytes);
  const row = await ctx.sql.one<Row>(
    `insert into tenancy.write_key (id, shop, kind, name, prefix, hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz) returning ${COLUMNS}`,
    [newId(ctx), shop, kind, name, prefixOf(secret), hashOf(secret), iso(ctx.now)],
  );
  await audit(ctx, "key.created", row.id, { shop, kind, name, prefix: row.prefix });
  return ok({ key: shown(row), secret });
}

/** Revoking twice is once: the first time stands. Answers with the hash, so that the cache can forget it. */
export async function revokeKey(
  ctx: Ctx,
  shop: ShopId,
  id: string,
): Promise<Result<{ readonly key: WriteKey; readonly hash: string }, Refusal>> {
  if (!ctx.can("keys.manage", shop)) return err(notAllowed);
  const before = await ctx.sql.maybe<Row & { readonly hash: string }>(
    `select ${COLUMNS}, hash from tenancy.write_key where shop = $1 and id = $2 for update`,
    [shop, id],
  );
  if (before === null) return err(noSuchKey);
  const { hash, ...row } = before;
  if (row.revoked_at !== null) return ok({ key: shown(row), hash });
  await ctx.sql.run("update tenancy.write_key set revoked_at = $2::timestamptz where id = $1", [
    id,
    iso(ctx.now),
  ]);
  await audit(ctx, "key.revoked", id, { shop, name: row.name, prefix: row.prefix });
  return ok({ key: shown({ ...row, revoked_at: ctx.now }), hash });
}
