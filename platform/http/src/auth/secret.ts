import { createHmac } from "node:crypto";

const ENOUGH = 16;

/**
 * The secret that signs session cookies, or serves another purpose that is named, derived from one the deployment keeps already (the owner's database
 * password), so that every process has the same and none has to be stored. Refuses one that could be guessed.
 */
export function deriveSecret(from: string, purpose = "zhongshu sign-in"): string {
  if (from.length < ENOUGH)
    throw new Error(
      [
        `登录的签名密钥由数据库口令推算，但口令不到 ${ENOUGH} 个字符。请换一个更长的口令，或设置环境变量 AUTH_SECRET（至少 ${ENOUGH} 个字符，每次启动都用同一个）。`,
        `The secret that signs sessions follows from the database password, which has less than ${ENOUGH} characters. Use a longer password, or set AUTH_SECRET (at least ${ENOUGH} characters, the same at every start).`,
      ].join("\n"),
    );
  return createHmac("sha256", from).update(purpose).digest("hex");
}

/** HMAC-SHA-256 under the secret of this purpose. */
export function signerOf(from: string, purpose: string): (bytes: Uint8Array) => Uint8Array {
  const secret = deriveSecret(from, purpose);
  return (bytes) => createHmac("sha256", secret).update(bytes).digest();
}
