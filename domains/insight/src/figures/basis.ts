import type { ShopId } from "@zhongshu/kernel";
import type { Facts } from "./facts.ts";
import type { MetricId } from "./metrics.ts";
import type { Row } from "./rows.ts";

export type Document = { readonly source: string; readonly number: string };
/** Events besides orders; `whole`: from the beginning, not of the stretch alone. */
export type Others = { readonly types: readonly string[]; readonly whole: boolean };

const CATALOGUE: Others = { types: ["product_described"], whole: true };
const STOCK: Others = {
  types: ["product_described", "stock_counted", "stock_adjusted"],
  whole: true,
};
const RULES: Others = { types: ["commission_rule_set"], whole: true };

/** What a figure rests on besides the orders of its stretch. */
const OTHERS: Readonly<Partial<Record<MetricId, Others>>> = {
  ...{ estimated: RULES, pending: RULES, settled: RULES, "clawed-back": RULES },
  ...{ margin: CATALOGUE, discount: CATALOGUE, "sell-through": STOCK },
  ...{ turnover: STOCK, "stock-to-sales": STOCK },
  ...{ "launch-speed": CATALOGUE, "new-sell-through": CATALOGUE },
  conversion: { types: ["product_viewed"], whole: false },
  "first-pass": { types: ["product_reviewed"], whole: true },
};

export const othersOf = (metric: MetricId): Others | null => OTHERS[metric] ?? null;

/** Their rows are goods, customers or visitors: they rest on whatever was bought of them. */
const OF_OTHERS: ReadonlySet<MetricId> = new Set<MetricId>([
  ...(["repurchase", "conversion", "elasticity"] as const),
  ...(["sell-through", "new-sell-through", "turnover", "stock-to-sales"] as const),
]);
type OfOrder = Pick<Row, "shop" | "at" | "source" | "number">;

/** The shop's orders behind a figure, newest first: of its rows, or, where those are goods or customers, of what they bought. */
export function documentsOf(
  { shop, metric }: { readonly shop: ShopId; readonly metric: MetricId },
  { bought }: Pick<Facts, "bought">,
  rows: readonly OfOrder[],
): readonly Document[] {
  const all: readonly OfOrder[] = OF_OTHERS.has(metric) ? bought : rows;
  const lines = all.filter((line) => line.shop === shop);
  const found = new Map<string, Document>();
  for (const { source, number } of lines.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)))
    if (source !== null && number !== null)
      found.set(JSON.stringify([source, number]), { source, number });
  return [...found.values()];
}
