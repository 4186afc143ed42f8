import type { ArmCount } from "../compare/arms.ts";
import { type Estimate, type Pooled, poolEstimates } from "./pool.ts";

/** One play in one community: both arms as assigned. Either may be empty. */
export type Execution = { readonly treated: ArmCount; readonly heldOut: ArmCount };

/** Buyers' worth of the common rate that each community's own rate is smoothed with. */
const SMOOTHING = 4;

const total = (executions: readonly Execution[]): ArmCount => {
  let [people, buyers] = [0, 0];
  for (const { treated, heldOut } of executions) {
    people += treated.people + heldOut.people;
    buyers += treated.buyers + heldOut.buyers;
  }
  return { people, buyers };
};

/** Mantel & Haenszel's difference: right even where every single community is tiny. */
function commonDifference(executions: readonly Execution[]): number {
  let [sum, weights] = [0, 0];
  for (const { treated, heldOut } of executions) {
    const n = treated.people + heldOut.people;
    if (treated.people === 0 || heldOut.people === 0) continue;
    sum += (treated.buyers * heldOut.people - heldOut.buyers * treated.people) / n;
    weights += (treated.people * heldOut.people) / n;
  }
  return weights === 0 ? 0 : sum / weights;
}

/**
 * The difference in buyers per person of each execution, with a variance that does not come from its own arms. The plain
 * p̂(1 − p̂)/n is 0 where nobody bought and small where few did by chance, so that weighting by it prefers chance. Here
 * both rates are the community's, smoothed by four buyers' worth of the common rate, set apart by the common difference.
 */
export function estimatesOf(executions: readonly Execution[]): Estimate[] {
  const { people, buyers } = total(executions);
  const rate = (buyers + 0.5) / (people + 1);
  const weight = SMOOTHING / rate;
  const common = commonDifference(executions);
  return executions.map(({ treated, heldOut }) => {
    const n = treated.people + heldOut.people;
    if (treated.people === 0 || heldOut.people === 0)
      return { estimate: 0, variance: Number.POSITIVE_INFINITY };
    const here = (treated.buyers + heldOut.buyers + SMOOTHING) / (n + weight);
    const noise = (arm: ArmCount, apart: number): number => {
      const p = Math.min(1 - rate / 10, Math.max(rate / 10, here + apart));
      return (p * (1 - p)) / arm.people;
    };
    return {
      estimate: treated.buyers / treated.people - heldOut.buyers / heldOut.people,
      variance:
        noise(treated, (common * heldOut.people) / n) +
        noise(heldOut, (-common * treated.people) / n),
    };
  });
}

/**
 * A play's lift pooled over communities and executions: the common effect, each one's own drawn towards it, and what the
 * next execution will have. Before anything is known, effects are taken to differ by two fifths of the common rate,
 * give or take. Null when no execution has both arms.
 */
export function poolCounts(executions: readonly Execution[]): Pooled | null {
  const { people, buyers } = total(executions);
  return poolEstimates(estimatesOf(executions), { scale: (0.4 * (buyers + 0.5)) / (people + 1) });
}
