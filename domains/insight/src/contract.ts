/** Insight is pure so far, so its contract is the decisions themselves. */
export {
  type CommissionSums,
  commissionOf,
  type Earning,
  net,
  type Stage,
  shareOf,
  stageOf,
} from "./commission/earning.ts";
export { type Kind, knownAt, type Life, type Movement, movementsOf } from "./commission/life.ts";
