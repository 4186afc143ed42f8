import type { Instant, Rate } from "@zhongshu/kernel";

/** What of the paid price is the shop owner's, for whom and from when to when. */
export type CommissionRule = Rate & {
  readonly id: number;
  readonly scope: "product" | "category" | "shop";
  /** The product's id or the category's name; empty for the shop. */
  readonly subject: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
};
export type About = { readonly product: string; readonly category: string | null };

const WEIGHT = { product: 2, category: 1, shop: 0 } as const;

export function concerns({ scope, subject }: CommissionRule, about: About): boolean {
  if (scope === "shop") return true;
  return subject === (scope === "product" ? about.product : about.category);
}

/** The rule that holds at `at`: the most specific, of these the one valid from the latest instant. */
export function commissionAt(
  rules: readonly CommissionRule[],
  about: About,
  at: Instant,
): CommissionRule | null {
  const valid = rules.filter(
    (rule) =>
      concerns(rule, about) &&
      rule.validFrom <= at &&
      (rule.validUntil === null || at < rule.validUntil),
  );
  const [best] = valid.toSorted(
    (a, b) => WEIGHT[b.scope] - WEIGHT[a.scope] || b.validFrom - a.validFrom,
  );
  return best ?? null;
}
