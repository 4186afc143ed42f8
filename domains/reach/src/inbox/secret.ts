import { createHash } from "node:crypto";
import { type TenantId, tenantId } from "@zhongshu/kernel";
import { bytesOf, uuidOf } from "../uuid.ts";

/** 192 bits that nobody can guess, after the organisation they belong to: without it no row can be read. */
const CHANCE = 24;
const TENANT = 16;
const SHAPE = /^[\w-]{54}$/;

export function newSecret(tenant: TenantId, randomBytes: (size: number) => Uint8Array): string {
  return Buffer.concat([bytesOf(tenant), randomBytes(CHANCE)]).toString("base64url");
}

/** The organisation that it names; null for what is no secret of ours. It proves nothing yet. */
export function tenantIn(secret: string): TenantId | null {
  if (!SHAPE.test(secret)) return null;
  return tenantId(uuidOf(Buffer.from(secret, "base64url").subarray(0, TENANT)));
}

// The secret is random, so a plain hash cannot be searched; only this is kept.
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
