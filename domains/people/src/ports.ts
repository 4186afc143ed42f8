import type {
  BusinessDay,
  Ctx,
  Forgetting,
  Instant,
  Mentions,
  Money,
  ProfileId,
  ShopId,
  Sql,
} from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
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

/** All that is known of the person `from` belongs to the person `to` from now on. */
export type Join = { readonly from: ProfileId; readonly to: ProfileId };

/**
 * What is told of the id `from` belongs to the person `to` from now on, and is of the id `base` by itself: of
 * `from` still, or of the user who absorbed it.
 */
export type Move = Join & { readonly base: ProfileId };

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
  /** Gives what was told of an id (events, orders) to a person, and remembers of which id it was told. */
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
  /** What was done with a person (memberships, refusals, messages) follows, and can be taken back for 72 hours. */
  joined(sql: Sql, joins: readonly Join[], at: Instant): Promise<void>;
  /** Takes back whatever was joined into these persons, so that each stands as it did before. */
  parted(sql: Sql, persons: readonly ProfileId[], at: Instant): Promise<void>;
  /** Every event of these persons, in the order of storing. */
  eventsOf(sql: Sql, persons: readonly ProfileId[]): Promise<readonly LedgerEvent[]>;
  /** What every other room forgets of a person. */
  rooms(): readonly Forgetting[];
  /** Where somebody stands in what is compared by chance. */
  armOf(ctx: Ctx, profile: ProfileId): Promise<string>;
  /** Every id by which somebody was told of in this shop, in pages. */
  idsTold(
    sql: Sql,
    shop: ShopId,
  ): AsyncIterable<readonly { readonly kind: "user" | "anonymous"; readonly id: string }[]>;
  /** Where these names stand in the shop's events; takes long, and keeps nobody waiting. */
  mentionsOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly names: readonly string[] },
  ): Promise<Mentions>;
  /** Is nothing being told by a file just now, so that whoever is erased stays so? */
  mayErase(ctx: Ctx, shop: ShopId): Promise<boolean>;
  /** A hash that only this installation can compute. */
  keyed(value: string): string;
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
