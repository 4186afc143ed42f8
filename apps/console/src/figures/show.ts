import { amount, whole } from "@zhongshu/browser";
import { type Figure, METRICS, type MetricId } from "@zhongshu/insight/contract";
import { minorDigits } from "@zhongshu/kernel";

/** "—" where it is not known. */
export function shown(metric: MetricId, value: number | null, currency: string): string {
  if (value === null) return "—";
  const { unit } = METRICS[metric];
  if (unit === "money") return amount({ minor: Math.round(value), currency });
  if (unit === "share") return `${(value * 100).toFixed(1)}%`;
  if (unit === "count") return value < 0 ? `-${whole(-value)}` : whole(value);
  return value.toFixed(2);
}

const MONEY_ABOVE: ReadonlySet<MetricId> = new Set([
  ...(["sales", "refunds", "order-value", "trend", "margin", "discount"] as const),
  ...(["estimated", "pending", "settled", "clawed-back"] as const),
]);
const MONEY_BELOW: ReadonlySet<MetricId> = new Set(["trend", "margin", "discount", "elasticity"]);

const plain = (value: number): string =>
  Number.isInteger(value) && value >= 0 ? whole(value) : String(value);

/** What a row, or all rows, bring above or below the line. */
export const brought = (
  metric: MetricId,
  side: "top" | "bottom",
  { value, currency }: { readonly value: number; readonly currency: string },
): string =>
  (side === "top" ? MONEY_ABOVE : MONEY_BELOW).has(metric)
    ? amount({ minor: Math.round(value), currency })
    : plain(value);

/** The same as a number of a spreadsheet, money in whole units of its currency. */
export function numberOf(
  metric: MetricId,
  side: "top" | "bottom" | "value",
  { value, currency }: { readonly value: number | null; readonly currency: string },
): number | null {
  const money = side === "top" ? MONEY_ABOVE.has(metric) : MONEY_BELOW.has(metric);
  const inMoney = side === "value" ? METRICS[metric].unit === "money" : money;
  return value === null || !inMoney ? value : value / 10 ** minorDigits(currency);
}

export type Change = {
  /** "+12.3%", or "+2.1 pt" for shares. */
  readonly by: string;
  readonly points: boolean;
  readonly news: "good" | "bad" | "none";
};

/** By how much a figure changed; null where either is not known, or there is nothing to divide by. */
export function changeOf(
  metric: MetricId,
  now: number | null | undefined,
  before: number | null | undefined,
): Change | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const { unit, better } = METRICS[metric];
  const points = unit === "share" || unit === "exponent";
  if (!points && before === 0) return null;
  const difference = points ? now - before : (now - before) / Math.abs(before);
  const size = unit === "exponent" ? difference.toFixed(2) : (difference * 100).toFixed(1);
  const flat = Number(size) === 0;
  const up = difference > 0;
  const news = flat || better === "none" ? "none" : up === (better === "up") ? "good" : "bad";
  return { by: `${up && !flat ? "+" : ""}${flat ? "0" : size}`, points, news };
}

export const figureOf = (figures: readonly Figure[] | null, metric: MetricId): Figure | undefined =>
  figures?.find((one) => one.metric === metric);
