import type { CardProduct, EvidenceRows } from "@zhongshu/cards";
import type { Brief, Form, KeptForm, Style, Words } from "@zhongshu/creative/contract";
import type {
  BusinessDay,
  Ctx,
  Instant,
  ProfileId,
  Rate,
  Refusal,
  Result,
  ShopId,
  Text,
} from "@zhongshu/kernel";
import type { Execution, Plan, Preview, Standings } from "@zhongshu/reach/contract";
import type { Got } from "./fatigue/fatigue.ts";
import type { OverviewPorts } from "./overview/overview.ts";

export type Days = { readonly shop: ShopId; readonly from: BusinessDay; readonly to: BusinessDay };

/** Rows behind a figure, with the statement that gives them. */
export type Opened = EvidenceRows & {
  readonly check: Check;
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
  /** What of the paid price is the shop owner's; null where no rule applies. */
  readonly commission: Rate | null;
  /** The price was read from what customers paid; nobody told it. */
  readonly priceLearned: boolean;
};

/** Products of a shop, and for how many of them is known what cards want. */
export type Shelf = {
  readonly products: number;
  readonly categorised: number;
  readonly counted: number;
  readonly ruled: number;
};

/** What is left of one SKU, and when it was counted; null: nobody ever did. */
export type Left = {
  readonly sku: string;
  readonly name: string;
  readonly stock: number | null;
  readonly countedAt: Instant | null;
};

export type Purchase = {
  readonly profile: ProfileId;
  readonly product: string;
  readonly day: BusinessDay;
};

type StockAsked = { readonly shop: ShopId; readonly product: string; readonly at: Instant };
type PurchasesAsked = {
  readonly shop: ShopId;
  readonly product: string;
  readonly profiles: readonly ProfileId[];
  readonly to: BusinessDay;
  readonly limit: number;
};

export type SharesAsked = Days & {
  readonly profiles: readonly ProfileId[];
  readonly category: string;
  /** Promotion days of the category, which count for nothing. */
  readonly without: readonly BusinessDay[];
};

export type Community = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly ProfileId[];
};

/** A line of goods that a customer ordered, and what became of it as it was known at an instant. */
export type Outcome = {
  readonly profile: ProfileId | null;
  /** Which order it is a line of: source and number. */
  readonly source: string;
  readonly number: string;
  readonly at: Instant;
  readonly product: string;
  readonly category: string | null;
  readonly currency: string;
  readonly quantity: number;
  /** Before refunds, and what of it was taken back. */
  readonly minor: number;
  readonly refunded: number;
  /** `untold`: its source never tells of payments. */
  readonly paid: "yes" | "no" | "untold";
};
/** `profiles` null: everybody, nameless customers too. Nothing later than `asOf` is read. */
export type OutcomesAsked = {
  readonly shop: ShopId;
  readonly profiles: readonly ProfileId[] | null;
  readonly from: Instant;
  readonly until: Instant;
  readonly asOf: Instant;
  readonly product: string | null;
};

/** One person an execution was decided for. Neither `arm` nor `eligible` changes after the tap. */
export type Assigned = {
  readonly profile: ProfileId;
  readonly arm: "treated" | "held-out" | "programme";
  readonly state: "waiting" | "listed" | "sent" | "held-out" | "stopped" | "cancelled";
  /** Would the gate have let them through at the tap, hold-outs aside? */
  readonly eligible: boolean;
};
type Stretch = { readonly from: Instant; readonly until: Instant };
/** A group that an execution was decided for. */
export type Posted = {
  readonly community: string;
  readonly day: BusinessDay;
  readonly arm: "treated" | "held-out";
  readonly state: "waiting" | "copied" | "sent" | "held-out" | "stopped" | "cancelled";
};
/** What was sold: net of refunds, in one currency, without what was never paid. */
export type Sold = {
  readonly currency: string;
  readonly net: number;
  /** Orders of which a piece was kept. */
  readonly orders: number;
  readonly refunded: number;
  /** Lines in another currency, left out. */
  readonly foreign: number;
};
/** One of the four sums of a commission; what was ordered after `ripeBy` may still come back. */
export type StageAsked = {
  readonly of: "estimated" | "pending" | "settled" | "clawedBack";
  readonly currency: string;
  readonly ripeBy: Instant;
};
/** `boughtIn`: only lines that were bought, in that currency. `stage`: only those of that sum. */
type OutcomeRowsAsked = OutcomesAsked & {
  readonly limit: number;
  readonly boughtIn?: string;
  readonly stage?: StageAsked;
};

type OneExecution = { readonly shop: ShopId; readonly execution: string };

/** What the brain needs of its neighbours. Nothing here may read a row later than `to` or `at`. */
export type BrainPorts = {
  /** Every shop of the organisation. */
  shops(ctx: Ctx): Promise<readonly ShopId[]>;
  /**
   * Changes whenever anything that a morning of this shop rests on may have changed; null while much is on its
   * way, so that no morning is computed from half of a file.
   */
  mark(ctx: Ctx, shop: ShopId): Promise<string | null>;
  /** Until the commit nobody is erased: what is written of people is not of somebody who is gone by then. */
  steady(ctx: Ctx): Promise<void>;
  /** Sources of data that used to deliver and have stopped: what, and what to do. */
  stopped(ctx: Ctx, shop: ShopId): Promise<readonly { readonly what: Text; readonly next: Text }[]>;
  readonly people: {
    attention(ctx: Ctx, days: Days): AsyncIterable<readonly Attention[]>;
    attentionRows(ctx: Ctx, ask: SharesAsked & { readonly limit: number }): Promise<Opened>;
    /** The statements of the next two, without asking them. */
    shareChecks(ask: SharesAsked & { readonly limit: number }): {
      readonly here: Check;
      readonly elsewhere: Check;
    };
    /** Share of the category per customer, last week and in the weeks before. */
    shareRows(ctx: Ctx, ask: SharesAsked & { readonly limit: number }): Promise<Opened>;
    /** The mean of the same over everybody else in the organisation, as one row. */
    sharesElsewhere(ctx: Ctx, ask: SharesAsked & { readonly limit: number }): Promise<Opened>;
    /** Everybody who had bought in the shop before that instant, and when for the first time. */
    boughtBefore(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly at: Instant },
    ): Promise<readonly { readonly profile: ProfileId; readonly first: Instant }[]>;
    /** What these customers are called, as far as the reader may know. */
    namesOf(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
    ): Promise<ReadonlyMap<ProfileId, string>>;
    /** Customers whose name holds this one. */
    called(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly name: string; readonly limit: number },
    ): Promise<readonly { readonly profile: ProfileId; readonly name: string | null }[]>;
  };
  readonly orders: {
    purchases(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly to: BusinessDay },
    ): AsyncIterable<readonly Purchase[]>;
    purchaseRows(ctx: Ctx, ask: PurchasesAsked): Promise<Opened>;
    /** Per customer: days bought, mean days between them, days since the last. */
    rhythmRows(ctx: Ctx, ask: PurchasesAsked): Promise<Opened>;
    outcomes(ctx: Ctx, ask: OutcomesAsked): Promise<readonly Outcome[]>;
    outcomeRows(ctx: Ctx, ask: OutcomeRowsAsked): Promise<Opened>;
  };
  /** The figures of goods and shops. */
  readonly sales: {
    sold(ctx: Ctx, ask: Days & { readonly product: string | null }): Promise<Result<Sold, Refusal>>;
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
    /** What each sale earns by, by the rule of its own instant, in the order of the lines. */
    commissionOn(
      ctx: Ctx,
      ask: {
        readonly shop: ShopId;
        readonly lines: readonly Pick<Outcome, "product" | "category" | "at">[];
      },
    ): Promise<readonly (Rate | null)[]>;
    /** How many products there are, and of how many the category, the stock and a commission are known. */
    shelf(ctx: Ctx, ask: { readonly shop: ShopId; readonly at: Instant }): Promise<Shelf>;
    /** What is left of each SKU of a product, and the counts and movements behind it. */
    stockOf(ctx: Ctx, ask: StockAsked): Promise<readonly Left[]>;
    stockRows(ctx: Ctx, ask: StockAsked & { readonly limit: number }): Promise<Opened>;
    /** Every product of the shop by its title at that instant. */
    titles(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly at: Instant },
    ): Promise<readonly { readonly product: string; readonly title: string }[]>;
  };
  readonly reach: {
    communities(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly at: Instant },
    ): Promise<readonly Community[]>;
    preview(ctx: Ctx, plan: Plan): Promise<Result<Preview, Refusal>>;
    /** The same key twice is one execution. Part of the caller's transaction. */
    execute(ctx: Ctx, plan: Plan): Promise<Result<Execution, Refusal>>;
    execution(ctx: Ctx, ask: OneExecution): Promise<Result<Execution, Refusal>>;
    /** Everybody but those who turned out to be one person with somebody of another arm; `crossed` counts them. */
    assigned(ctx: Ctx, ask: OneExecution): Promise<readonly Assigned[]>;
    crossed(ctx: Ctx, ask: OneExecution): Promise<number>;
    clusters(ctx: Ctx, ask: OneExecution): Promise<readonly Posted[]>;
    /** Who was written to, who opened it, who followed its link; newest first, with the statement. */
    reachedRows(
      ctx: Ctx,
      ask: OneExecution & {
        readonly step: "sent" | "opened" | "clicked";
        readonly limit: number;
      },
    ): Promise<Opened>;
    /** What people of the whole organisation got, and did with it; of these, or of so many who were written to last. */
    got(
      ctx: Ctx,
      ask: Stretch & { readonly to: readonly ProfileId[] | { readonly latest: number } },
    ): Promise<readonly Got[]>;
    gotRows(
      ctx: Ctx,
      ask: Stretch & { readonly profiles: readonly ProfileId[]; readonly limit: number },
    ): Promise<Opened>;
    /** Who of these is at no time written to one by one with anything optional, and who may be. */
    standings(ctx: Ctx, profiles: readonly ProfileId[]): Promise<Standings>;
    /** When each was for the first time among those whom an execution was for, whatever they were drawn as; others are left out. */
    firstMeant(
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly before: Instant },
    ): Promise<ReadonlyMap<ProfileId, Instant>>;
    /** How long outcomes count after the tap, and how long refunds are waited for after that. */
    policyOf(ctx: Ctx): Promise<{ readonly windowMs: number; readonly returnMs: number }>;
  };
  readonly guard: {
    review(copy: string): { readonly passes: boolean };
    fill(
      template: string,
      facts: { readonly now: Instant; readonly offers: readonly CardProduct[] },
    ): Result<string, Refusal>;
  };
  /** What went wrong in the background. */
  failed(error: unknown): void;
  /** Words for a card; a model is never waited for. */
  readonly creative: {
    drafts(ctx: Ctx, brief: Brief, forms: readonly Form[]): Promise<readonly Words[]>;
    /** Another one of this style: at once, while a better one may be on its way. */
    rewrite(
      ctx: Ctx,
      another: { readonly brief: Brief; readonly style: Style; readonly form: KeptForm },
    ): Promise<Result<Words, Refusal>>;
  };
  /** The overview's figures, but for the cards, which are ours. */
  readonly overview: Omit<OverviewPorts, "cards">;
  audit(
    ctx: Ctx,
    action: string,
    subject: string,
    detail: Readonly<Record<string, unknown>> & { readonly shop: ShopId },
  ): Promise<void>;
};
