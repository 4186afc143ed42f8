import type { AsTenant, Instant, Sql } from "@zhongshu/kernel";

/** Who knocks before a tenant is known: a signed-in person, or the holder of a write key. */
export type Bearer = { readonly user: string } | { readonly keyHash: string };

/**
 * Opens a transaction with no tenant, in which `app.user` or `app.key_hash` is set, and nothing can be written.
 */
export type AsBearer = <T>(bearer: Bearer, work: (sql: Sql) => Promise<T>) => Promise<T>;

export type Deps = {
  readonly asTenant: AsTenant;
  readonly asBearer: AsBearer;
  readonly now: () => Instant;
  /** Cryptographic chance, for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** The phone as the sign-in stores it ("+8613800138000"), or null when it is none. */
  readonly normalisePhone: (phone: string) => string | null;
  /** Finds the user of the sign-in with this normalised phone, or makes one. */
  readonly ensureUser: (phone: string) => Promise<string>;
  /** May whoever signs in and belongs to no shop open one of their own? */
  readonly signUp: boolean;
};
