import type { Ctx, ProfileId, ShopId } from "@zhongshu/kernel";

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
