import type { Instant } from "@zhongshu/kernel";
import type { Earning } from "./facts.ts";

const share = (minor: number, bp: number | null): number =>
  bp === null ? 0 : Math.round((minor * bp) / 10_000);

/** What one line earns now: its share before refunds, less the share of what was taken back. */
export const net = ({ minor, refunded, bp }: Earning): number =>
  share(minor, bp) - share(refunded, bp);

/** `lapsed`: ordered, never paid, and out of time to be. */
export type Stage = "estimated" | "pending" | "settled" | "lapsed";

type Ripening = { readonly asOf: Instant; readonly returnMs: number };

/**
 * 预估 while it is not known as paid; 待结算 once paid, or where the source never tells of payments, as long as
 * the goods may come back; 已结算 after that. What is still unpaid then was never bought.
 */
export function stageOf(line: Earning, { asOf, returnMs }: Ripening): Stage {
  const ripe = asOf >= line.at + returnMs;
  if (line.paid === "no") return ripe ? "lapsed" : "estimated";
  return ripe ? "settled" : "pending";
}

export type Commission = Readonly<Record<Exclude<Stage, "lapsed"> | "clawedBack", number>>;

/** The four sums in one currency; they add up to the share of everything ordered that did not lapse. Other currencies are left out. */
export function commissionOf(
  lines: readonly Earning[],
  { currency, ...when }: Ripening & { readonly currency: string },
): Commission {
  const sums = { estimated: 0, pending: 0, settled: 0, clawedBack: 0 };
  for (const line of lines) {
    const stage = stageOf(line, when);
    if (line.currency !== currency || stage === "lapsed") continue;
    sums[stage] += net(line);
    sums.clawedBack += share(line.refunded, line.bp);
  }
  return sums;
}
