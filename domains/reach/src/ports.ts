import type { CardProduct } from "@zhongshu/cards";
import type { AsTenant, Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
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
};

/** All that is known of `from` belongs to `to` from now on. */
export type Move = { readonly from: ProfileId; readonly to: ProfileId };

/** Something that we saw a customer do, on its way into the ledger; the same `messageId` is one event. */
export type Witnessed = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly messageId: string;
  readonly type: string;
  readonly at: Instant;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** What the customer's side of reach needs: their links, and their inbox. */
export type CustomerPorts = Pick<ReachPorts, "personOf" | "audit"> & {
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
  /** Stores what we saw in the ledger, in this transaction. */
  append(ctx: Ctx, seen: Witnessed): Promise<void>;
};
