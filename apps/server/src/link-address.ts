import { createHmac } from "node:crypto";
import type { TenantId } from "@zhongshu/kernel";

const SIGNED = 16;
const bytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll("-", ""), "hex");

/**
 * Where a link is opened: tenant and link, 16 bytes each, and 16 bytes of HMAC-SHA-256 over them. It holds no session
 * and no target, and nobody can make one for a link that they were not given.
 */
export const linkAddress =
  ({ host, secret }: { readonly host: string; readonly secret: string }) =>
  (tenant: TenantId, link: string): string => {
    const named = Buffer.concat([bytes(tenant), bytes(link)]);
    const mac = createHmac("sha256", secret).update(named).digest().subarray(0, SIGNED);
    return `${host}/m/l/${Buffer.concat([named, mac]).toString("base64url")}`;
  };
