import type { Instant, ProfileId } from "@zhongshu/kernel";

/** What leads from one id to another by itself, strongest first. */
export const KEYS = ["unionid", "external_userid", "openid", "order", "phone"] as const;
/** What can only confirm: a mask leads to others where one of the rest is shared beside it. */
export const HINTS = ["mask", "name", "nickname", "community", "city"] as const;
export type SignKind = (typeof KEYS)[number] | (typeof HINTS)[number];

/** Something told of an id that may tell who it is; `value` is keyed where the thing itself is not to be kept. */
export type Sign = {
  readonly base: ProfileId;
  readonly kind: SignKind;
  readonly value: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
};
