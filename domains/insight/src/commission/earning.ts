import { type Instant, type Rate, type RatedLine, shareOf } from "@zhongshu/kernel";

/** A line of goods as it was known at some instant, with the rate that holds for it; `rate` null: no rule held. */
export type Earning = RatedLine & {
  readonly at: Instant;
  readonly refunded: number;
  readonly rate: Rate | null;
  /** `untold`: its source never told of a payment. */
  readonly paid: "yes" | "no" | "untold";
};

/** What one line earned before refunds, and how much of that they took back. */
export const gross = (line: Earning): number => shareOf(line, line.minor, line.rate);
export const takenBack = (line: Earning): number => shareOf(line, line.refunded, line.rate);

/** What one line earns now. */
export const net = (line: Earning): number => gross(line) - takenBack(line);

/** `lapsed`: ordered, never paid, and out of time to be. */
export type Stage = "estimated" | "pending" | "settled" | "lapsed";

/** `ripe`: the goods cannot come back any more. */
export function stageWhen(paid: Earning["paid"], ripe: boolean): Stage {
  if (paid === "no") return ripe ? "lapsed" : "estimated";
  return ripe ? "settled" : "pending";
}

type Ripening = { readonly asOf: Instant; readonly returnMs: number };

/**
 * 预估 while it is not known as paid; 待结算 once paid, or where the source never tells of payments, as long as
 * the goods may come back; 已结算 after that. What is still unpaid then was never bought.
 */
export const stageOf = (line: Pick<Earning, "at" | "paid">, { asOf, returnMs }: Ripening): Stage =>
  stageWhen(line.paid, asOf >= line.at + returnMs);

export type CommissionSums = Readonly<Record<Exclude<Stage, "lapsed"> | "clawedBack", number>>;

/** The four sums in one currency; they add up to the share of everything ordered that did not lapse. Other currencies are left out. */
export function commissionOf(
  lines: Iterable<Earning>,
  { currency, ...when }: Ripening & { readonly currency: string },
): CommissionSums {
  const sums = { estimated: 0, pending: 0, settled: 0, clawedBack: 0 };
  for (const line of lines) {
    const stage = stageOf(line, when);
    if (line.currency !== currency || stage === "lapsed") continue;
    sums[stage] += net(line);
    sums.clawedBack += takenBack(line);
  }
  return sums;
}
