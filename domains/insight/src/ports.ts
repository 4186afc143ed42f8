import type { Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
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
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  readonly taken: readonly Taken[];
  readonly paidAt: Instant | null;
  readonly tellsFrom: Instant | null;
};

/** What a statement needs of its neighbours. Nothing here may read a row later than it was asked. */
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
    ): Promise<readonly ({ readonly id: number; readonly bp: number } | null)[]>;
  };
  readonly reach: { policyOf(ctx: Ctx): Promise<{ readonly returnMs: number }> };
  audit(
    ctx: Ctx,
    action: string,
    subject: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void>;
};
