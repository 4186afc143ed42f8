import { Card, Draft, EvidenceRows, Promises, Text } from "@zhongshu/cards";
import { Preview, Way } from "@zhongshu/reach/contract";
import { z } from "zod";

/**
 * GET /api/shops/:shop/cards?day= → Today. GET …/cards/:card → Card with prices read now.
 * GET …/cards/:card/evidence/:key → EvidenceRows. POST …/cards/:card/copied {style} → {text}: the draft filled
 * from the rows of this moment, and an entry in the audit. POST …/cards/:card/rewritten {style} → Draft: another one;
 * with `writing` a model's follows, and stands on the card when it is read again.
 */
export const Today = z.object({
  day: z.iso.date(),
  cards: z.array(Card),
  /** What keeps other cards from being seen, and what to do about it. */
  missing: z.array(z.object({ what: Text, next: Text })),
});
export type Today = z.infer<typeof Today>;
export const Copied = z.object({ text: z.string() });
export { Card, Draft, EvidenceRows };

/** GET /api/shops/:shop/overview — each figure names the page that opens to its rows. */
export const Overview = z.object({
  figures: z.array(
    z.object({
      key: z.string(),
      title: Text,
      value: z.string(),
      opens: z.string(),
      note: Text.nullable(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;

const Money = z.object({ minor: z.int(), currency: z.string() });

/**
 * POST /api/shops/:shop/cards/:card/preview {style, way, holdOutShare?} → Confirm: what a tap would do, before it.
 * POST …/cards/:card/execute {style, way, holdOutShare?, key} → reach's Execution; the same `key` twice is one tap.
 */
export const Confirm = z.object({
  preview: Preview,
  /** The draft as the first person would read it now. */
  text: z.string(),
  promises: Promises,
  /** Ways that this card can go out by, the suggested one first. */
  ways: z.array(Way),
  /** Said when so few are left out that nothing can be learnt: the result will be "未验证". */
  unproven: Text.nullable(),
});
export type Confirm = z.infer<typeof Confirm>;

/** A figure that opens to its rows at a path of the API. */
const Counted = z.object({ key: z.string(), title: Text, count: z.int(), opens: z.string() });
const Arm = z.object({ people: z.int(), buyers: z.int() });

/** What the writing changed, against those left out. Silent while the window is open or too little has happened. */
export const Lift = z.discriminatedUnion("known", [
  z.object({
    known: z.literal(true),
    treated: Arm,
    heldOut: Arm,
    /** Additional buyers among the treated, and additional commission, each with its 80 % interval. */
    buyers: z.object({ low: z.number(), middle: z.number(), high: z.number() }),
    worth: z.object({ low: Money, middle: Money, high: Money }).nullable(),
    /** "八成把握多赚 ¥90–260", "看不出有没有用" … */
    words: Text,
    basis: Text,
  }),
  z.object({ known: z.literal(false), treated: Arm, heldOut: Arm, why: Text }),
]);
export type Lift = z.infer<typeof Lift>;

/** GET /api/shops/:shop/executions/:execution/report?as=plain → Report. Gross and lift never share a column. */
export const Report = z.object({
  execution: z.uuid(),
  headline: Text,
  /** `open`: counts only. `provisional` 暂估: returns are still possible. `final`: net of refunds. */
  state: z.enum(["open", "provisional", "final"]),
  closesAt: z.int(),
  returnsUntil: z.int(),
  asOf: z.int(),
  funnel: z.array(Counted),
  /** Of those who were written to: 预估 → 待结算 → 已结算, and what refunds took back. */
  commission: z.object({
    estimated: Money,
    pending: Money,
    settled: Money,
    clawedBack: Money,
    opens: z.string(),
  }),
  promised: Promises.nullable(),
  here: Lift,
  /** The same play over all communities of the organisation, partially pooled; null when this is the first. */
  pooled: Lift.nullable(),
  /** Something is wrong with how the groups came about; the result is then marked, or withheld. */
  caution: Text.nullable(),
});
export type Report = z.infer<typeof Report>;

/** GET …/executions/:execution/report/rows/:key → EvidenceRows. */

/** POST /api/shops/:shop/ask {text} → Answer: cards computed from rows, or what can be asked. */
export const Answer = z.object({
  understood: z.boolean(),
  say: Text,
  cards: z.array(Card),
  reports: z.array(Report),
  figures: z.array(z.object({ title: Text, value: z.string(), opens: z.string() })),
  /** Questions that work, to be tapped. */
  suggestions: z.array(Text),
});
export type Answer = z.infer<typeof Answer>;
