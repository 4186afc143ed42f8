import { Card, Draft, EvidenceRows, Lift, Promises, Report, Text } from "@zhongshu/cards";
import { Preview, Way } from "@zhongshu/reach/contract";
import { z } from "zod";

/**
 * GET /api/shops/:shop/cards?day= → Today. GET …/cards/:card → Card with prices read now.
 * GET …/cards/:card/evidence/:key → EvidenceRows. POST …/cards/:card/copied {style} → {text}: the draft filled
 * from the rows of this moment, and an entry in the audit. POST …/cards/:card/rewritten {style} → Draft: another one;
 * with `writing` a model's follows, and stands on the card when it is read again.
 */
/** What keeps cards from being seen, what to do about it, and the page where it is done. */
const Missing = z.object({
  what: Text,
  next: Text,
  opens: z.enum(["imports", "communities", "goods"]).optional(),
});
export const Today = z.object({
  day: z.iso.date(),
  cards: z.array(Card),
  missing: z.array(Missing),
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

/**
 * POST /api/shops/:shop/cards/:card/preview {style, way, holdOutShare?} → Confirm: what a tap would do, before it.
 * POST …/cards/:card/execute {style, way, holdOutShare?, template?, key} → reach's Execution; the same `key` twice is one tap.
 */
export const Confirm = z.object({
  preview: Preview,
  /** The draft as the first person would read it now, and as it stands: a tap that gives it back sends these words or none. */
  text: z.string(),
  template: z.string(),
  promises: Promises,
  /** Ways that this card can go out by, the suggested one first. */
  ways: z.array(Way),
  /** Said when so few are left out that nothing can be learnt: the result will be "未验证". */
  unproven: Text.nullable(),
  /** Whether this one will tell by itself if it helped, or what that would take; null where nobody is left out, or nothing is known. */
  enough: Text.nullable(),
});
export type Confirm = z.infer<typeof Confirm>;

/** GET /api/shops/:shop/executions/:execution/report?as=plain → Report, or its plain text as {text}. */
export { Lift, Report };

/**
 * GET …/executions/:execution/report/rows/:key → EvidenceRows with `check`, its statement. Keys: sent, opened, clicked,
 * ordered; estimated, pending, settled, clawedBack: the lines of that sum of the commission; came: orders of the product by
 * everybody it was about; pooled: the executions that were put together; and `treated` and `held-out` for everything
 * that those compared have ordered.
 */

/**
 * GET /api/shops/:shop/calibration → how often what was promised came true, by kind of card. `below` and `above` count
 * those that came out under and over the interval, which should hold eight times in ten.
 */
export const Calibration = z.object({
  kinds: z.array(
    z.object({
      kind: Card.shape.kind,
      inside: z.int(),
      below: z.int(),
      above: z.int(),
    }),
  ),
  /** Promises whose windows were of another length than they spoke of: held against nothing. */
  apart: z.int(),
  /** The newest, each with its promise and what came of it. */
  cases: z.array(
    z.object({
      execution: z.uuid(),
      kind: Card.shape.kind,
      at: z.int(),
      audience: z.int(),
      promised: z.object({ low: z.int(), high: z.int() }),
      came: z.int(),
      /**
       * The chance that the promise gave to fewer than came, and to at most as many: what a check of the whole
       * distribution needs. Null where only a range was known.
       */
      told: z.object({ below: z.number(), upTo: z.number() }).nullable(),
    }),
  ),
});
export type Calibration = z.infer<typeof Calibration>;

/**
 * GET /api/shops/:shop/programme → {result: Programme | null}: all that was sent together, told of the last whole four
 * weeks since the first tap. GET …/programme/rows/:key → EvidenceRows; keys `treated` and `held-out`.
 */
export const Programme = z.object({
  from: z.int(),
  until: z.int(),
  state: Report.shape.state,
  lift: Lift,
  /** How many a merge carried across, who are not compared. */
  caution: Text.nullable(),
});
export type Programme = z.infer<typeof Programme>;

/**
 * POST /api/shops/:shop/ask {text} → Answer: cards computed from rows, or what can be asked. `opens` leads, from the
 * shop's own address on, to EvidenceRows: GET /api/shops/:shop/figures/:key?product=&currency=&from=&to=.
 */
export const Answer = z.object({
  understood: z.boolean(),
  say: Text,
  cards: z.array(Card),
  reports: z.array(Report),
  figures: z.array(z.object({ title: Text, value: z.string(), opens: z.string() })),
  /** Customers, by what they are called where that is known; each has a page. */
  people: z.array(z.object({ profile: z.string(), name: z.string().nullable(), note: Text })),
  /** Questions that work, to be tapped. */
  suggestions: z.array(Text),
});
export type Answer = z.infer<typeof Answer>;
