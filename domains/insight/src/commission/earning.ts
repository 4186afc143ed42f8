import type { Instant } from "@zhongshu/kernel";

/** A line of goods as it was known at some instant, with the share that holds for it; `bp` null: no rule held. */
export type Earning = {
  readonly at: Instant;
  readonly currency: string;
  readonly minor: number;
  readonly refunded: number;
  readonly bp: number | null;
  /** `untold`: its source never told of a payment. */
  readonly paid: "yes" | "no" | "untold";
};

/** A part of an amount in basis points, to the nearest minor unit, halves upward. */
export const shareOf = (minor: number, bp: number | null): number =>
  bp === null ? 0 : Math.round((minor * bp) / 10_000);

/** What one line earns now: its share before refunds, less the share of what was taken back. */
export const net = ({ minor, refunded, bp }: Earning): number =>
  shareOf(minor, bp) - shareOf(refunded, bp);

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
    sums.clawedBack += shareOf(line.refunded, line.bp);
  }
  return sums;
}
