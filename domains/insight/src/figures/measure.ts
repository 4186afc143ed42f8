import { elasticityOf } from "./elasticity.ts";
import type { Dimension, Facts } from "./facts.ts";
import { METRIC_IDS, METRICS, type MetricId, type ReasonKey } from "./metrics.ts";
import { leftOf, missing, type Row, rowsOf } from "./rows.ts";

export type Figure = {
  readonly metric: MetricId;
  /** In the metric's unit; null: not known, and `unknown` says why. */
  readonly value: number | null;
  readonly unknown: ReasonKey | null;
  /** Sums of the rows above and below the line. */
  readonly top: number;
  readonly bottom: number;
  readonly rows: number;
  /** Facts left out because something of them was not told. */
  readonly left: number;
  /** Of an estimate: between which it lies. */
  readonly range: { readonly low: number; readonly high: number } | null;
};

type Asked = { readonly metric: MetricId; readonly by: readonly Dimension[] };
type Measured = { readonly figure: Figure; readonly rows: readonly Row[] };

function valued(figure: Figure, rows: readonly Row[], days: number): Figure {
  const { metric, top, bottom } = figure;
  if (metric === "elasticity") {
    const slope = elasticityOf(rows);
    if (typeof slope === "string") return { ...figure, unknown: slope };
    const { value, low, high } = slope;
    return { ...figure, value, range: { low, high } };
  }
  if (metric === "launch-speed") return { ...figure, value: (top * 7) / days };
  if (METRICS[metric].parts === null) return { ...figure, value: top };
  return { ...figure, value: top / bottom };
}

/** A figure with the rows that it is made of. `by`: what the facts have been parted by. */
export function measure(facts: Facts, { metric, by }: Asked): Measured {
  const blank = { metric, value: null, unknown: null, range: null };
  if (by.some((dimension) => METRICS[metric].undivided.includes(dimension))) {
    const nothing = { top: 0, bottom: 0, rows: 0, left: 0 };
    return { figure: { ...blank, ...nothing, unknown: "undivided" }, rows: [] };
  }
  const rows = rowsOf(metric, facts);
  const sums = {
    top: rows.reduce((sum, { top }) => sum + top, 0),
    bottom: rows.reduce((sum, { bottom }) => sum + bottom, 0),
  };
  const figure: Figure = { ...blank, ...sums, rows: rows.length, left: leftOf(metric, facts) };
  const unknown = missing(metric, facts, rows) ?? (lacks(figure) ? "no-sales" : null);
  return {
    figure: unknown === null ? valued(figure, rows, facts.days) : { ...figure, unknown },
    rows,
  };
}

/** Sums below the line that cancel, such as sales that were all given back. */
const lacks = ({ metric, bottom }: Figure): boolean =>
  METRICS[metric].parts !== null && bottom === 0;

export const measureAll = (facts: Facts, by: readonly Dimension[]): readonly Figure[] =>
  METRIC_IDS.map((metric) => measure(facts, { metric, by }).figure);
