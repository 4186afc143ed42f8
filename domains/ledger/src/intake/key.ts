import type { Refusal, ShopId, TenantId } from "@zhongshu/kernel";

/** Whom a write key speaks for. */
export type KeyHolder = {
  readonly tenant: TenantId;
  readonly shop: ShopId;
  readonly kind: "browser" | "server";
  readonly keyId: string;
};
/** The port to whoever keeps the keys; null for a key that is unknown or revoked. */
export type Authorise = (writeKey: string) => Promise<KeyHolder | null>;

/** The user name of Basic authorisation: Segment's clients put the write key there, with no password. */
export function basicUser(header: string | undefined): string | null {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=_-]{1,1000})$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return null;
  const [user = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return usable(user) ? user : null;
}

export const usable = (key: string): boolean => /^[\x21-\x7e]{1,200}$/.test(key);

/** Whoever reads a page knows its key: with it, nobody may write into the past. */
export const IMPORT_NEEDS_SERVER: Refusal = {
  code: "key.import",
  status: 403,
  message: {
    zh: "浏览器密钥不能补录历史事件。",
    en: "A browser key may not import past events.",
  },
  next: {
    zh: "请改用服务端密钥，从服务器发送；现在发生的事件请用 /v1/batch。",
    en: "Send them from your server with a server key; events of this moment go to /v1/batch.",
  },
};

export const NO_KEY: Refusal = {
  code: "key.unknown",
  status: 401,
  message: {
    zh: "没有写入密钥，或密钥不存在、已停用。",
    en: "The write key is missing, unknown or revoked.",
  },
  next: {
    zh: "请在控制台“密钥”页新建一个，作为 Basic 认证的用户名发送。",
    en: "Create one on the console's page of keys and send it as the user name of Basic authorisation.",
  },
};
