import { createHash } from "node:crypto";
import type { WriteKey } from "../contract.ts";

export type KeyKind = WriteKey["kind"];

const SIGN = { browser: "zs_b_", server: "zs_s_" } as const;
/** 24 bytes are 192 bits, and exactly 32 characters. */
const BYTES = 24;
const SHAPE = /^zs_[bs]_[\w-]{32}$/;
/** What may be shown of a key for ever: its kind and five characters, 30 of 192 bits. */
const SHOWN = 10;

/** A new secret of unguessable bytes. Whoever holds it may write; it is kept nowhere. */
export const newSecret = (kind: KeyKind, randomBytes: (size: number) => Uint8Array): string =>
  SIGN[kind] + Buffer.from(randomBytes(BYTES)).toString("base64url");

export const looksLikeKey = (text: string): boolean => SHAPE.test(text);
export const prefixOf = (secret: string): string => secret.slice(0, SHOWN);
// The secret is random, so a plain hash cannot be searched: no salt and no slow hash are needed.
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
