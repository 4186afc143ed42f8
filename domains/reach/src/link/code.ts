import { timingSafeEqual } from "node:crypto";
import { type TenantId, tenantId } from "@zhongshu/kernel";
import { bytesOf, uuidOf } from "../uuid.ts";

/** A keyed hash with a secret of the deployment: HMAC-SHA-256. */
export type Sign = (bytes: Uint8Array) => Uint8Array;
/** Which link it is; where it leads is stored, never in the code. */
export type LinkName = { readonly tenant: TenantId; readonly link: string };

const ID = 16;
const TAG = 16;
/** 48 bytes are exactly 64 characters, so a code can be written in one way only. */
const SHAPE = /^[\w-]{64}$/;
// A signature made for something else with the same secret is none of a link.
const PURPOSE = Buffer.from("zhongshu link\0");

const tagOf = (sign: Sign, name: Buffer): Buffer =>
  Buffer.from(sign(Buffer.concat([PURPOSE, name]))).subarray(0, TAG);

export function codeOf(sign: Sign, { tenant, link }: LinkName): string {
  const name = Buffer.concat([bytesOf(tenant), bytesOf(link)]);
  return Buffer.concat([name, tagOf(sign, name)]).toString("base64url");
}

/** Null alike for what is cut, changed, forged, or signed by somebody else. */
export function linkNamed(sign: Sign, code: string): LinkName | null {
  if (!SHAPE.test(code)) return null;
  const bytes = Buffer.from(code, "base64url");
  const name = bytes.subarray(0, 2 * ID);
  if (!timingSafeEqual(bytes.subarray(2 * ID), tagOf(sign, name))) return null;
  return { tenant: tenantId(uuidOf(name.subarray(0, ID))), link: uuidOf(name.subarray(ID)) };
}
