import { createHash } from "node:crypto";
import { type ProfileId, profileId, type ShopId, type TenantId } from "@zhongshu/kernel";

export type IdKind = "anonymous" | "user";
type Named = { readonly tenant: TenantId; readonly shop: ShopId };

/**
 * The profile that an id has by itself: a UUID of version 8 (RFC 9562) from SHA-256 over tenant, shop,
 * kind and value, so that naming somebody never waits for a table.
 */
export function ownProfile({ tenant, shop }: Named, kind: IdKind, value: string): ProfileId {
  const hash = createHash("sha256").update(`${tenant}/${shop}/${kind}/${value}`).digest("hex");
  const variant = "89ab"[Number.parseInt(hash.slice(16, 17), 16) % 4];
  return profileId(
    `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
  );
}
