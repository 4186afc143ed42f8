import type { BusinessDay, Ctx, Instant, Money, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import type { TimelineEntry } from "./contract.ts";
import type { LawAsk } from "./reckoning/market.ts";
import type { PriceChoice } from "./reckoning/store.ts";
import type { Habits, Law } from "./tag/facts.ts";
import type { TagRows } from "./tag/shown.ts";

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

export type HabitsAsk = {
  readonly shop: ShopId;
  readonly profiles: readonly ProfileId[];
  readonly choices: readonly PriceChoice[];
};
export type RowsOf = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly limit: number;
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
  /** One entry for every profile that was asked for and has bought goods. */
  habitsOf(
    ctx: Ctx,
    ask: HabitsAsk,
  ): Promise<readonly (Habits & { readonly profile: ProfileId })[]>;
  /** Goods that the shop sold dear and cheap, most sold first. */
  priceChoices(ctx: Ctx, shop: ShopId): Promise<readonly PriceChoice[]>;
  /** Commission of what was sold lately, as a share in basis points; null where none is known. */
  earnedBp(ctx: Ctx, shop: ShopId): Promise<number | null>;
  /** `lawOf`, where it keeps nobody waiting. */
  fitLaw(ask: LawAsk): Promise<Law | null>;
  /** The orders, compared lines or refunds of one customer, newest first. */
  orderRows(
    ctx: Ctx,
    ask: RowsOf & {
      readonly of: "orders" | "prices" | "refunds";
      readonly choices: readonly PriceChoice[];
    },
  ): Promise<TagRows>;
  timeline(
    ctx: Ctx,
    ask: {
      readonly shop: ShopId;
      readonly profile: ProfileId;
      readonly before: Instant | null;
      readonly limit: number;
    },
  ): Promise<readonly TimelineEntry[]>;
  /** Events of one customer, newest first; `types` null: whatever they did themselves. */
  eventRows(ctx: Ctx, ask: RowsOf & { readonly types: readonly string[] | null }): Promise<TagRows>;
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
