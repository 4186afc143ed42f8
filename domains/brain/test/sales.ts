import { endOf, type Instant, ok, type ProfileId, startOf } from "@zhongshu/kernel";
import type { BrainPorts, Outcome, OutcomesAsked, StageAsked } from "../src/ports.ts";

/** One order of one line. */
export type Sale = {
  readonly number: string;
  readonly profile: ProfileId | null;
  readonly product: string;
  readonly at: Instant;
  readonly minor: number;
  /** Null: not paid. Left out: its source never tells of payments. */
  readonly paidAt?: Instant | null;
  readonly refunds?: readonly { readonly at: Instant; readonly minor: number }[];
};

const paid = ({ paidAt }: Sale, asOf: Instant): Outcome["paid"] => {
  if (paidAt === undefined) return "untold";
  return paidAt !== null && paidAt <= asOf ? "yes" : "no";
};

const told = (sale: Sale, asOf: Instant): Outcome => ({
  ...{ profile: sale.profile, source: "mall", number: sale.number, at: sale.at },
  ...{ product: sale.product, category: null, currency: "CNY", quantity: 1, minor: sale.minor },
  refunded: (sale.refunds ?? [])
    .filter(({ at }) => at <= asOf)
    .reduce((sum, { minor }) => sum + minor, 0),
  paid: paid(sale, asOf),
});

/** Is the line one of that sum of a commission? */
function stands({ at, paid: is, refunded }: Outcome, { of, ripeBy }: StageAsked): boolean {
  const ripe = at <= ripeBy;
  if (is === "no" && ripe) return false;
  if (of === "clawedBack") return refunded > 0;
  return of === (is === "no" ? "estimated" : ripe ? "settled" : "pending");
}

/** Orders over an array, naively: each line as it was known at the instant asked for. */
export function ordersOf(
  sales: readonly Sale[],
): Pick<BrainPorts["orders"], "outcomes" | "outcomeRows"> {
  const found = ({ profiles, from, until, asOf, product }: OutcomesAsked): readonly Outcome[] =>
    sales
      .filter((sale) => sale.at >= from && sale.at < until && sale.at <= asOf)
      .filter((sale) => product === null || sale.product === product)
      .filter((sale) => profiles === null || profiles.some((one) => one === sale.profile))
      .map((sale) => told(sale, asOf));
  return {
    outcomes: async (_, ask) => found(ask),
    outcomeRows: async (_, { limit, boughtIn, stage, ...ask }) => {
      const rows = found(ask)
        .filter(({ paid: is }) => boughtIn === undefined || is !== "no")
        .filter((line) => stage === undefined || stands(line, stage));
      return {
        check: { sql: "select * from orders.line where shop = $1", values: [ask.shop] },
        columns: [{ key: "number", label: { zh: "订单号", en: "Order" } }],
        rows: rows.slice(0, limit).map((row) => ({ ...row })),
        total: rows.length,
      };
    },
  };
}

/** The figures of goods and shops over the same array. */
export const soldOf = (sales: readonly Sale[]): BrainPorts["sales"] => ({
  sold: async (ctx, { from, to, product }) => {
    const bought = sales
      .filter(({ at }) => at >= startOf(from) && at < endOf(to) && at <= ctx.now)
      .filter((sale) => product === null || sale.product === product)
      .map((sale) => told(sale, ctx.now))
      .filter(({ paid: is }) => is !== "no");
    const sum = (of: (line: Outcome) => number) => bought.reduce((n, line) => n + of(line), 0);
    const kept = bought.filter(({ minor, refunded }) => refunded < minor);
    return ok({
      ...{ currency: "CNY", foreign: 0, orders: new Set(kept.map(({ number }) => number)).size },
      ...{ net: sum((line) => line.minor - line.refunded), refunded: sum((line) => line.refunded) },
    });
  },
});
