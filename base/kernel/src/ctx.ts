import type { ShopId, TenantId } from "./id.ts";
import type { Instant } from "./instant.ts";
import type { Sql } from "./sql.ts";

/** Who acts: written into the audit as it stands. */
export type Actor = {
  readonly kind: "member" | "key" | "customer" | "system";
  readonly id: string;
  readonly name: string;
};

/** Everything a use case may touch besides its arguments. Nothing ambient is allowed beside it. */
export type Ctx = {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly now: Instant;
  readonly random: () => number;
  readonly sql: Sql;
  /** May this actor do `permission` — in this shop, when one is named? */
  can(permission: string, shop?: ShopId): boolean;
};

/** All of a context but its transaction. */
export type Seal = Omit<Ctx, "sql">;

/** Opens one transaction as the tenant of `seal`; commits when `work` resolves, else rolls back. */
export type AsTenant = <T>(seal: Seal, work: (ctx: Ctx) => Promise<T>) => Promise<T>;
