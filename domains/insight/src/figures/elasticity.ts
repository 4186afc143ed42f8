import { studentUpper } from "@zhongshu/numerics";
import type { ReasonKey } from "./metrics.ts";
import type { Row } from "./rows.ts";

/** Days of selling and prices of one SKU below which nothing is told. */
const DAYS = 12;
const PRICES = 3;

export type Slope = { readonly value: number; readonly low: number; readonly high: number };

type Point = { readonly price: number; readonly pieces: number };
const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;

/** Logarithms about the mean of their SKU, so that a dear SKU which sells little says nothing. */
function centred(points: readonly Point[]): readonly (readonly [number, number])[] {
  const logs = points.map(({ price, pieces }) => [Math.log(price), Math.log(pieces)] as const);
  const [x, y] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
  return logs.map(([a, b]) => [a - x, b - y] as const);
}

/**
 * The slope of log pieces on log price within SKUs, by least squares over days of selling, with 95 % bounds. Not told
 * where prices were too few, or where the bounds hold zero: then the day's sales may have nothing to do with the price.
 */
export function elasticityOf(rows: readonly Row[]): Slope | ReasonKey {
  const bySku = Map.groupBy(rows, ({ shop, product, sku }) => JSON.stringify([shop, product, sku]));
  const groups = [...bySku.values()]
    .map((days) => days.map(({ top, bottom }) => ({ price: bottom / top, pieces: top })))
    .filter((points) => new Set(points.map(({ price }) => price)).size > 1);
  const most = groups.map((points) => new Set(points.map(({ price }) => price)).size);
  const points = groups.flatMap(centred);
  const freedom = points.length - groups.length - 1;
  if (points.length < DAYS || Math.max(0, ...most) < PRICES || freedom < 1) return "few-prices";
  const xx = points.reduce((total, [x]) => total + x * x, 0);
  const value = points.reduce((total, [x, y]) => total + x * y, 0) / xx;
  const rest = points.reduce((total, [x, y]) => total + (y - value * x) ** 2, 0);
  const reach = studentUpper(0.025, freedom) * Math.sqrt(rest / freedom / xx);
  const [low, high] = [value - reach, value + reach];
  return low <= 0 && high >= 0 ? "unclear" : { value, low, high };
}
