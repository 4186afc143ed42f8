import { isDay } from "@zhongshu/kernel";
import { z } from "zod";
import { DIMENSIONS } from "./figures/facts.ts";
import { METRIC_IDS, REASON_KEYS } from "./figures/metrics.ts";

export { commissionOf, net, stageOf, takenBack } from "./commission/earning.ts";
export { usualCurrency } from "./currency.ts";
export { DIMENSIONS, type Dimension } from "./figures/facts.ts";
export {
  GROUPS,
  METRIC_IDS,
  METRICS,
  type Metric,
  type MetricId,
  REASONS,
  type ReasonKey,
} from "./figures/metrics.ts";

/** What is not finished and what is, in minor units; `settled` counts what was settled in the month itself. */
const Worth = z.object({ estimated: z.int(), pending: z.int(), settled: z.int() });

/** A share in basis points, or a fixed sum for each piece. */
const Rate = z.union([
  z.object({ bp: z.int() }),
  z.object({ each: z.object({ minor: z.int(), currency: z.string() }) }),
]);

export const KINDS = [
  "ordered",
  "paid",
  "unpaid",
  "refunded",
  "clawed-back",
  "settled",
  "lapsed",
  "rule-changed",
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
  /** By what the line earned from then on; null: by nothing. */
  rate: Rate.nullable(),
  /** The dated row that says so. */
  rule: z.number().nullable(),
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
  key: z.enum(["orders", "rule", "mix", "refunds", "lapsed", "back-dated", "other"]),
  /** By how much it made this month more than the one before. */
  minor: z.int(),
});
export type Reason = z.infer<typeof Reason>;

/** Which rows of a month a reason rests on. */
export const KIND_OF: Readonly<Record<Reason["key"], z.infer<typeof Kind>>> = {
  ...{ orders: "ordered", rule: "ordered", mix: "ordered" },
  ...{ refunds: "refunded", lapsed: "lapsed", other: "paid" },
  "back-dated": "rule-changed",
};

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

const Level = z.union([z.literal(1), z.literal(2)]);
/** GET /api/shops/:shop/team — every dated row, past and planned; `leader` null: led by nobody. */
export const Team = z.object({
  leaders: z.array(
    z.object({
      id: z.number(),
      shop: z.string(),
      leader: z.string().nullable(),
      validFrom: z.number(),
    }),
  ),
  shares: z.array(z.object({ id: z.number(), level: Level, bp: z.int(), validFrom: z.number() })),
});
export type Team = z.infer<typeof Team>;

const Day = z.string().refine(isDay, "not a day like 2026-11-24");
export const Against = z.enum(["before", "year", "none"]);
export type Against = z.infer<typeof Against>;
export const MetricKey = z.enum(METRIC_IDS);
export const DimensionKey = z.enum(DIMENSIONS);

export const Figure = z.object({
  metric: MetricKey,
  /** In the metric's unit (money in minor units); null: not known, and `unknown` says why. */
  value: z.number().nullable(),
  unknown: z.enum(REASON_KEYS).nullable(),
  /** Sums of the rows above and below the line. */
  top: z.number(),
  bottom: z.number(),
  rows: z.int(),
  /** Facts left out because something of them was not told. */
  left: z.int(),
  /** Of an estimate: between which it lies. */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** By metric. */
const Values = z.record(z.string(), z.number().nullable());
const Days = z.object({ from: Day, until: Day });

/** GET /api/shops/:shop/figures?from=&until=&against=&shops=&by=&community=&category=… */
export const Figures = z.object({
  now: Days,
  before: Days.nullable(),
  currency: z.string(),
  /** Sales of the last return period may still be refunded. */
  provisional: z.boolean(),
  /** Lines in another currency, left out. */
  foreign: z.int(),
  figures: z.array(Figure),
  figuresBefore: z.array(Figure).nullable(),
  /** The largest by net sales, days in their order; `key` "" is what was not told. */
  groups: z.array(
    z.object({ key: z.string(), name: z.string(), values: Values, before: Values.nullable() }),
  ),
  groupsLeft: z.int(),
});
export type Figures = z.infer<typeof Figures>;

export const FigureRow = z.object({
  id: z.string(),
  shop: z.string(),
  at: z.number().nullable(),
  source: z.string().nullable(),
  number: z.string().nullable(),
  product: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  profile: z.string().nullable(),
  /** What the row brings above the line and, of a ratio, below it. */
  top: z.number(),
  bottom: z.number(),
});
export type FigureRow = z.infer<typeof FigureRow>;

/** GET /api/shops/:shop/figures/:metric/rows — all of them add up to the figure. */
export const FigureRows = z.object({
  figure: Figure,
  currency: z.string(),
  rows: z.array(FigureRow),
  next: z.string().nullable(),
});
export type FigureRows = z.infer<typeof FigureRows>;
