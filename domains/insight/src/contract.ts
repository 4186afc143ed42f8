import { z } from "zod";

export { commissionOf, net, stageOf } from "./commission/earning.ts";

/** What is not finished and what is, in minor units; `settled` counts what was settled in the month itself. */
const Worth = z.object({ estimated: z.int(), pending: z.int(), settled: z.int() });

export const KINDS = [
  "ordered",
  "paid",
  "unpaid",
  "refunded",
  "clawed-back",
  "settled",
  "lapsed",
] as const;
export const Kind = z.enum(KINDS);

/** One thing that changed the commission of one line. */
export const StatementRow = z.object({
  id: z.string(),
  shop: z.string(),
  /** Through whom it is earned: an own sale, a shop that one leads, or a shop led by one of those. */
  level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  kind: Kind,
  at: z.number(),
  source: z.string(),
  number: z.string(),
  ordinal: z.int(),
  product: z.string(),
  title: z.string(),
  minor: z.int(),
  bp: z.int(),
  /** The dated row that gave the share. */
  rule: z.number(),
  refund: z.string().nullable(),
  change: Worth,
});
export type StatementRow = z.infer<typeof StatementRow>;

/** GET /api/shops/:shop/statement/rows */
export const StatementRows = z.object({
  rows: z.array(StatementRow),
  currency: z.string(),
  next: z.string().nullable(),
});

export const Reason = z.object({
  key: z.enum(["orders", "rule", "mix", "refunds", "lapsed", "other"]),
  /** By how much it made this month more than the one before. */
  minor: z.int(),
});
export type Reason = z.infer<typeof Reason>;

/** GET /api/shops/:shop/statement — opening and the movements add up to closing, always. */
export const Statement = z.object({
  month: z.string(),
  asOf: z.number(),
  currency: z.string(),
  returnMs: z.number(),
  opening: Worth,
  movements: z.array(z.object({ kind: Kind, rows: z.int(), change: Worth })),
  closing: Worth,
  /** The month's rows of all stages added up: ordered, less what was taken back or lapsed. */
  earned: z.int(),
  before: z.object({ from: z.number(), until: z.number(), earned: z.int() }),
  /** They add up to the difference of `earned`; the largest first. */
  reasons: z.array(Reason),
  /** Own lines of goods of the month that no rule covered, and lines in another currency. */
  unruled: z.int(),
  foreign: z.int(),
});
export type Statement = z.infer<typeof Statement>;
