/**
 * Sentences of one voice. `[a|b]` is a choice; `{t}` title, `{c}` category, `{who}` those spoken to, `{p}` price,
 * `{l}` list price, `{q}` price after coupon, `{u}` end, `{s}` stock, `{pt}` a selling point. A sentence is only
 * taken when all that it names is known. No two voices share a sentence, so no set of drafts repeats itself.
 */
export type Voice = {
  readonly who: readonly string[];
  /** A greeting. */
  readonly hook: readonly string[];
  /** Reason and title in one sentence, for short forms. */
  readonly lead: Reasons;
  readonly reason: Reasons;
  readonly product: readonly string[];
  readonly point: readonly string[];
  readonly price: readonly string[];
  readonly end: readonly string[];
  readonly stock: readonly string[];
  readonly ask: readonly string[];
  readonly close: readonly string[];
};
type Reasons = Readonly<Record<"rising-attention" | "due-again", readonly string[]>>;
