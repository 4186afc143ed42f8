import type { CardProduct } from "@zhongshu/cards";
import type {
  AsTenant,
  Ctx,
  Instant,
  ProfileId,
  Refusal,
  Result,
  ShopId,
  TenantId,
} from "@zhongshu/kernel";
import type { Recipient } from "./contract.ts";
import type { Sign } from "./link/code.ts";

/** What reach needs of its neighbours, in its own words. */
export type ReachPorts = {
  /** The customers of the shop who have these user ids; one that nobody has is left out. */
  profilesOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly userIds: readonly string[] },
  ): Promise<readonly { readonly userId: string; readonly profile: ProfileId }[]>;
  /** Who this is by now, after merges; null for nobody of this shop. */
  personOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profile: ProfileId },
  ): Promise<ProfileId | null>;
  audit(
    ctx: Ctx,
    action: string,
    subject: string,
    detail: Readonly<Record<string, unknown>> & { readonly shop?: ShopId },
  ): Promise<void>;
  readonly people: People;
  readonly words: Words;
  /** Stores events of persons whom we know, with all that follows from them, in the caller's transaction. */
  append(ctx: Ctx, told: readonly Told[]): Promise<void>;
  /** The address at which a link is opened: signed, on the host that the deployment was told. */
  address(tenant: TenantId, link: string): string;
  readonly rim: Rim;
};

type People = {
  /** Until the commit no two profiles become one, so that nothing is written to somebody who is gone. */
  standStill(ctx: Ctx): Promise<void>;
  /** Who these are by now, each once; whoever the shop does not know is left out. */
  survivors(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
  ): Promise<readonly ProfileId[]>;
  /** Who does not want to be chosen by their own record. */
  plain(ctx: Ctx, shop: ShopId): Promise<ReadonlySet<ProfileId>>;
  /** What to call them; numbers are masked. */
  namesOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
  ): Promise<ReadonlyMap<ProfileId, string>>;
  /** What tells those of one name apart; numbers are masked. */
  apartOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
  ): Promise<ReadonlyMap<ProfileId, NonNullable<Recipient["apart"]>>>;
};

/** Goods as they are offered at an instant, and what may be said of them. */
export type Words = {
  offer(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly product: string; readonly at: Instant },
  ): Promise<CardProduct | null>;
  fill(
    template: string,
    facts: { readonly now: Instant; readonly offers: readonly CardProduct[] },
  ): Result<string, Refusal>;
  review(copy: string): { readonly passes: boolean };
};

/** An event of the standard catalogue about a person whom we know. */
export type Told = {
  readonly shop: ShopId;
  /** The same event told twice is stored once. */
  readonly messageId: string;
  readonly type: string;
  readonly profile: ProfileId;
  readonly at: Instant;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** What the worker needs beside a context, which it opens for itself. */
type Rim = {
  readonly asTenant: AsTenant;
  tenants(): Promise<readonly TenantId[]>;
  clock(): Instant;
  random(): number;
  /** What went wrong in the background. */
  failed(error: unknown): void;
};

/** All that is known of `from` belongs to `to` from now on. */
export type Move = { readonly from: ProfileId; readonly to: ProfileId };

/** What the customer's side of reach needs: their links, and their inbox. */
export type CustomerPorts = Pick<ReachPorts, "personOf" | "audit" | "append"> & {
  readonly asTenant: AsTenant;
  /** HMAC-SHA-256 under a secret of the deployment. */
  readonly sign: Sign;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => Instant;
  /** Where customers reach us, without a path; never ends in a slash. */
  readonly url: string;
  /** Who this is by now, and until this transaction ends; null for nobody of this shop. */
  settled(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profile: ProfileId },
  ): Promise<ProfileId | null>;
  shopName(ctx: Ctx, shop: ShopId): Promise<string | null>;
  /** Does this user work in the shop? */
  worksIn(ctx: Ctx, ask: { readonly user: string; readonly shop: ShopId }): Promise<boolean>;
  /** What the shop calls this customer, masked where it is a number. */
  nameOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profile: ProfileId },
  ): Promise<string | null>;
  /** This SKU as it is sold at that instant; null for what is not, or not yet to be known of. */
  offer(
    ctx: Ctx,
    ask: {
      readonly shop: ShopId;
      readonly product: string;
      readonly sku: string;
      readonly at: Instant;
    },
  ): Promise<CardProduct | null>;
};
