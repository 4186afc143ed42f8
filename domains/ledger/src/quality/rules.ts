import type { Ctx, ShopId, Text } from "@zhongshu/kernel";
import type { Finding } from "./contract.ts";

export type QualityRule = { readonly key: string; readonly title: Text; readonly why: Text };

/** The rules of the room whose rows they judge. */
export type QualityRules = {
  readonly rules: readonly QualityRule[];
  /** Everything that breaks one of them now. */
  find(ctx: Ctx, shop: ShopId): Promise<readonly Finding[]>;
};
