import { type Instant, type Rate, rateKey } from "@zhongshu/kernel";
import { digest, type RowEvent } from "@zhongshu/ledger/contract";
import { keyOf, type Standing, since } from "./standing.ts";

export type Rule = Rate & {
  readonly scope: "product" | "category" | "shop";
  readonly subject: string;
  readonly until: Instant | null;
  /** Null: from when it is imported, or since when it holds already. */
  readonly from: Instant | null;
};

type Telling = { readonly source: string; readonly now: Instant; readonly standing: Standing };

const nobody = { anonymousId: null, userId: null } as const;

/** A rule as an event; one that holds already is the event that told it. */
export function ruleEvent({ from, ...rule }: Rule, { source, now, standing }: Telling): RowEvent {
  const { scope, subject, until } = rule;
  const rate = rateKey(rule);
  // A share keeps the key that it had before there were fixed sums.
  const told = "bp" in rule ? rule.bp : rate;
  const held = since(standing, [[keyOf(scope, subject), `${rate} ${until ?? ""}`]]);
  const at = from ?? held ?? now;
  return {
    ...nobody,
    messageId: `import:rule:${source}:${digest(JSON.stringify([scope, subject, told, until, at]))}`,
    type: "commission_rule_set",
    at,
    properties: rule,
  };
}
