import { createHmac } from "node:crypto";

const ENOUGH = 16;

/**
 * The secret that signs session cookies, or serves another purpose that is named, derived from one the deployment keeps already (the owner's database
 * password), so that every process has the same and none has to be stored. Refuses one that could be guessed.
 */
export function deriveSecret(from: string, purpose = "zhongshu sign-in"): string {
  if (from.length < ENOUGH)
    throw new Error(
      `AUTH_SECRET（或数据库口令）至少要 ${ENOUGH} 个字符。 AUTH_SECRET (or the database password) needs at least ${ENOUGH} characters.`,
    );
  return createHmac("sha256", from).update(purpose).digest("hex");
}

/** HMAC-SHA-256 under the secret of this purpose. */
export function signerOf(from: string, purpose: string): (bytes: Uint8Array) => Uint8Array {
  const secret = deriveSecret(from, purpose);
  return (bytes) => createHmac("sha256", secret).update(bytes).digest();
}
