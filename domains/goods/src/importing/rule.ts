import type { Instant } from "@zhongshu/kernel";
import { digest, type RowEvent } from "@zhongshu/ledger/contract";
import { keyOf, type Standing, since } from "./standing.ts";

export type Rule = {
  readonly scope: "product" | "category" | "shop";
  readonly subject: string;
  readonly bp: number;
  readonly until: Instant | null;
  /** Null: from when it is imported, or since when it holds already. */
  readonly from: Instant | null;
};

type Telling = { readonly source: string; readonly now: Instant; readonly standing: Standing };

const nobody = { anonymousId: null, userId: null } as const;

/** A rule as an event; one that holds already is the event that told it. */
export function ruleEvent({ from, ...rule }: Rule, { source, now, standing }: Telling): RowEvent {
  const { scope, subject, bp, until } = rule;
  const held = since(standing, [[keyOf(scope, subject), `${bp} ${until ?? ""}`]]);
  const at = from ?? held ?? now;
  return {
    ...nobody,
    messageId: `import:rule:${source}:${digest(JSON.stringify([scope, subject, bp, until, at]))}`,
    type: "commission_rule_set",
    at,
    properties: rule,
  };
}
