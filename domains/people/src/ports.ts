import type { BusinessDay, Ctx, Instant, Money, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import type { TimelineEntry } from "./contract.ts";

/** What one person has bought in all, net of refunds in `spent`. */
export type Purchases = {
  readonly profile: ProfileId;
  readonly orders: number;
  readonly spent: Money | null;
  readonly firstOrderAt: Instant | null;
  readonly lastOrderAt: Instant | null;
};

/** All that is known of `from` belongs to `to` from now on. */
export type Move = { readonly from: ProfileId; readonly to: ProfileId };

export type Membership = {
  readonly profile: ProfileId;
  readonly id: string;
  readonly name: string;
  readonly source: string;
};

/** What people needs of its neighbours, in its own words. */
export type PeoplePorts = {
  /** Category of each product that has one, as it is now. */
  categoriesOf(
    sql: Sql,
    shop: ShopId,
    products: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** One entry for every profile that was asked for and has an order. Sees this transaction's orders. */
  purchasesOf(sql: Sql, profiles: readonly ProfileId[]): Promise<readonly Purchases[]>;
  /** Whose orders these are. Sees this transaction's orders. */
  buyersOf(
    sql: Sql,
    orders: readonly { readonly shop: ShopId; readonly source: string; readonly number: string }[],
  ): Promise<readonly ProfileId[]>;
  /** Rewrites the profile of everything that other rooms keep of `from`: events, orders, memberships. */
  reassign(sql: Sql, moves: readonly Move[]): Promise<void>;
  timeline(
    ctx: Ctx,
    ask: {
      readonly shop: ShopId;
      readonly profile: ProfileId;
      readonly before: Instant | null;
      readonly limit: number;
    },
  ): Promise<readonly TimelineEntry[]>;
  communitiesOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
  ): Promise<readonly Membership[]>;
  membersOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly community: string },
  ): Promise<readonly ProfileId[]>;
  audit(
    ctx: Ctx,
    action: string,
    subject: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void>;
};

export type Attention = {
  readonly profile: ProfileId;
  readonly day: BusinessDay;
  readonly category: string;
  readonly touches: number;
};
