import type { Instant } from "@zhongshu/kernel";
import type { Earning } from "./facts.ts";

const share = (minor: number, bp: number | null): number =>
  bp === null ? 0 : Math.round((minor * bp) / 10_000);

/** What one line earns now: its share before refunds, less the share of what was taken back. */
export const net = ({ minor, refunded, bp }: Earning): number =>
  share(minor, bp) - share(refunded, bp);

export const STAGES = ["estimated", "pending", "settled"] as const;
export type Stage = (typeof STAGES)[number];

type Ripening = { readonly asOf: Instant; readonly returnMs: number };

/**
 * 预估 while it is not known as paid; 待结算 once paid, or where the source never tells of payments, as long as
 * the goods may come back; 已结算 after that.
 */
export function stageOf(line: Earning, { asOf, returnMs }: Ripening): Stage {
  if (line.paid === "no") return "estimated";
  return asOf < line.at + returnMs ? "pending" : "settled";
}

export type Commission = Readonly<Record<Stage | "clawedBack", number>>;

/** The four sums in one currency; they add up to the share of everything ordered. Other currencies are left out. */
export function commissionOf(
  lines: readonly Earning[],
  { currency, ...when }: Ripening & { readonly currency: string },
): Commission {
  const sums = { estimated: 0, pending: 0, settled: 0, clawedBack: 0 };
  for (const line of lines) {
    if (line.currency !== currency) continue;
    sums[stageOf(line, when)] += net(line);
    sums.clawedBack += share(line.refunded, line.bp);
  }
  return sums;
}
