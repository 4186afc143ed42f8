import type { CardProduct, EvidenceRows } from "@zhongshu/cards";
import type { Brief, Form, Style, Words } from "@zhongshu/creative/contract";
import type {
  BusinessDay,
  Ctx,
  Instant,
  ProfileId,
  Refusal,
  Result,
  ShopId,
} from "@zhongshu/kernel";
import type { OverviewPorts } from "./overview/overview.ts";

export type Days = { readonly shop: ShopId; readonly from: BusinessDay; readonly to: BusinessDay };

/** Rows behind a figure, with the statement that gives them. */
export type Opened = EvidenceRows & {
  readonly check: { readonly sql: string; readonly values: Check["values"] };
};
type Literal = string | number | boolean | null;
export type Check = { readonly sql: string; readonly values: (Literal | string[])[] };

export type Attention = {
  readonly profile: string;
  readonly day: BusinessDay;
  readonly category: string;
  readonly touches: number;
};

export type Offer = CardProduct & {
  readonly category: string | null;
  /** Share of the paid price in basis points; null where no rule applies. */
  readonly commissionBp: number | null;
};

export type Purchase = {
  readonly profile: ProfileId;
  readonly product: string;
  readonly day: BusinessDay;
};

export type Community = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly ProfileId[];
};

/** What the brain needs of its neighbours. Nothing here may read a row later than `to` or `at`. */
export type BrainPorts = {
  /** Every shop of the organisation. */
  shops(ctx: Ctx): Promise<readonly ShopId[]>;
  /**
   * Changes whenever anything that a morning of this shop rests on may have changed; null while much is on its
   * way, so that no morning is computed from half of a file.
   */
  mark(ctx: Ctx, shop: ShopId): Promise<string | null>;
  readonly people: {
    attention(ctx: Ctx, days: Days): AsyncIterable<readonly Attention[]>;
    attentionRows(
      ctx: Ctx,
      ask: Days & {
        readonly profiles: readonly ProfileId[];
        readonly category: string;
        readonly limit: number;
      },
    ): Promise<Opened>;
  };
  readonly orders: {
    purchases(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly to: BusinessDay },
    ): AsyncIterable<readonly Purchase[]>;
    purchaseRows(
      ctx: Ctx,
      ask: {
        readonly shop: ShopId;
        readonly product: string;
        readonly profiles: readonly ProfileId[];
        readonly to: BusinessDay;
        readonly limit: number;
      },
    ): Promise<Opened>;
  };
  readonly ledger: {
    hourCounts(
      ctx: Ctx,
      ask: Days & { readonly profiles: readonly ProfileId[] | null },
    ): Promise<readonly number[]>;
  };
  readonly goods: {
    offer(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly product: string; readonly at: Instant },
    ): Promise<Offer | null>;
    offers(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly category: string; readonly at: Instant },
    ): Promise<readonly Offer[]>;
    promotionDays(
      ctx: Ctx,
      days: Days,
    ): Promise<readonly { readonly category: string | null; readonly day: BusinessDay }[]>;
  };
  readonly reach: {
    communities(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly at: Instant },
    ): Promise<readonly Community[]>;
  };
  readonly guard: {
    review(copy: string): { readonly passes: boolean };
    fill(
      template: string,
      facts: { readonly now: Instant; readonly offers: readonly CardProduct[] },
    ): Result<string, Refusal>;
  };
  /** Words for a card; a model is never waited for. */
  readonly creative: {
    drafts(ctx: Ctx, brief: Brief, forms: readonly Form[]): Promise<readonly Words[]>;
    /** Another one of this style: at once, while a better one may be on its way. */
    rewrite(
      ctx: Ctx,
      another: { readonly brief: Brief; readonly style: Style; readonly form: Form },
    ): Promise<Result<Words, Refusal>>;
  };
  /** The overview's figures, but for the cards, which are ours. */
  readonly overview: Omit<OverviewPorts, "cards">;
  audit(
    ctx: Ctx,
    action: string,
    subject: string,
    detail: { readonly shop: ShopId; readonly style: string; readonly text: string },
  ): Promise<void>;
};
