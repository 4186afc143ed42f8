import type { Ctx, Instant, Money, ProfileId, Rate, ShopId } from "@zhongshu/kernel";
import type { Taken } from "./commission/life.ts";

/** A line of goods that was ordered, and everything that happened to it at its own instant. */
export type SoldLine = {
  readonly profile: ProfileId | null;
  readonly source: string;
  readonly number: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly toldAt: Instant;
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string | null;
  /** As its source told it with the order: what events call the community, or its name. */
  readonly community: string | null;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  readonly taken: readonly Taken[];
  readonly paidAt: Instant | null;
  readonly tellsFrom: Instant | null;
};

type Dated<T> = {
  readonly subject: string;
  readonly validFrom: Instant;
  readonly value: T | null;
};

/** What a shop has told of its trade up to an instant; each list in the order of time. */
export type Book = {
  readonly brands: readonly Dated<string>[];
  readonly costs: readonly Dated<Money>[];
  readonly lists: readonly Dated<Money>[];
  readonly launches: readonly { readonly product: string; readonly at: Instant }[];
  readonly skus: readonly {
    readonly sku: string;
    readonly product: string;
    readonly at: Instant;
  }[];
  readonly categories: readonly {
    readonly product: string;
    readonly category: string | null;
    readonly title: string;
  }[];
};

export type CommunityName = { readonly id: string; readonly code: string; readonly name: string };
type Ruled = (Rate & { readonly id: number }) | null;
type During = { readonly shop: ShopId; readonly from: Instant; readonly until: Instant };
type AsOf = { readonly shop: ShopId; readonly at: Instant };

/** What a statement and the figures need of its neighbours. Nothing here may read a row later than it was asked. */
export type InsightPorts = {
  /** Every shop of the organisation. */
  shops(ctx: Ctx): Promise<readonly ShopId[]>;
  readonly orders: {
    histories(
      ctx: Ctx,
      asked: {
        readonly shop: ShopId;
        readonly from: Instant;
        readonly until: Instant;
        /** Besides, orders of any time to which something happened since; null: none. */
        readonly since: Instant | null;
        readonly asOf: Instant;
      },
    ): AsyncIterable<readonly SoldLine[]>;
  };
  readonly goods: {
    rulesOn(
      ctx: Ctx,
      asked: {
        readonly shop: ShopId;
        readonly lines: readonly Pick<SoldLine, "product" | "category" | "at">[];
      },
    ): Promise<readonly Ruled[]>;
    /** The first rule that ever covered each sale, and each that took its place later; nothing where none ever did. */
    wordsOf(
      ctx: Ctx,
      asked: {
        readonly shop: ShopId;
        readonly lines: readonly Pick<SoldLine, "product" | "category" | "at">[];
      },
    ): Promise<readonly (readonly { readonly toldAt: Instant; readonly rule: Ruled }[])[]>;
    /** The earliest sales for which a rule was told in the stretch that may have changed what they earn; null: none. */
    reachBack(
      ctx: Ctx,
      asked: { readonly shop: ShopId; readonly from: Instant; readonly asOf: Instant },
    ): Promise<Instant | null>;
    bookOf(ctx: Ctx, asOf: AsOf): Promise<Book>;
    /** Of every SKU that was ever counted by then. */
    stocksAt(
      ctx: Ctx,
      asOf: AsOf,
    ): Promise<readonly { readonly sku: string; readonly stock: number }[]>;
  };
  readonly reach: {
    policyOf(ctx: Ctx): Promise<{ readonly returnMs: number }>;
    communityNames(ctx: Ctx, shop: ShopId): Promise<readonly CommunityName[]>;
  };
  readonly ledger: {
    /** Who looked at which product; `who` is the customer, else the visitor's own id. */
    views(
      ctx: Ctx,
      during: During,
    ): Promise<
      readonly {
        readonly who: string;
        readonly profile: ProfileId | null;
        readonly at: Instant;
        readonly product: string;
        readonly sku: string | null;
        readonly category: string | null;
        readonly community: string | null;
      }[]
    >;
    /** The first verdict that was ever given on each product, where it fell into the stretch. */
    firstReviews(
      ctx: Ctx,
      during: During,
    ): Promise<
      readonly { readonly product: string; readonly at: Instant; readonly passed: boolean }[]
    >;
  };
  audit(
    ctx: Ctx,
    action: string,
    subject: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void>;
};
