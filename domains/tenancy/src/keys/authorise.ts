import { SECOND, type ShopId, shopId, type TenantId, tenantId } from "@zhongshu/kernel";
import type { Deps } from "../ports.ts";
import { remember } from "./remember.ts";
import { hashOf, type KeyKind, looksLikeKey } from "./secret.ts";

/** Who may write events where; the ledger decides what a key of this kind may send. */
export type KeyHolder = {
  readonly tenant: TenantId;
  readonly shop: ShopId;
  readonly kind: KeyKind;
  readonly key: string;
  readonly name: string;
};

/** A revoked key is refused by every process within this time, and at once by the one that revoked it. */
export const REVOKED_WITHIN_MS = 2 * SECOND;

type Row = {
  readonly tenant: string;
  readonly shop: string;
  readonly kind: KeyKind;
  readonly id: string;
  readonly name: string;
};

const holder = ({ tenant, shop, kind, id, name }: Row): KeyHolder => ({
  tenant: tenantId(tenant),
  shop: shopId(shop),
  kind,
  key: id,
  name,
});

export function createAuthorise({ asBearer, now }: Pick<Deps, "asBearer" | "now">) {
  const find = async (keyHash: string): Promise<KeyHolder | null> => {
    const row = await asBearer({ keyHash }, (sql) =>
      sql.maybe<Row>(
        "select tenant, shop, kind, id, name from tenancy.write_key where hash = $1 and revoked_at is null",
        [keyHash],
      ),
    );
    return row === null ? null : holder(row);
  };
  const known = remember(find, now, REVOKED_WITHIN_MS);
  return {
    forget: known.forget,
    authorise: async (secret: string): Promise<KeyHolder | null> =>
      looksLikeKey(secret) ? known.get(hashOf(secret)) : null,
  };
}
