export * from "./assign.ts";
export * from "./clusters/clusters.ts";
export type { ArmCount, Interval } from "./compare/arms.ts";
export { exactTest } from "./compare/exact.ts";
export * from "./compare/means.ts";
export { type Chance, type Permuted, permute } from "./compare/permute.ts";
export { compareProportions, scoreInterval } from "./compare/proportions.ts";
export * from "./hold-out.ts";
export { alwaysValid } from "./judge/always-valid.ts";
export * from "./judge/lift.ts";
export { type SampleRatio, sampleRatio } from "./judge/sample-ratio.ts";
export * from "./plan/hold-out.ts";
export { type Expectation, power } from "./plan/power.ts";
export { type Execution, estimatesOf, poolCounts } from "./pool/counts.ts";
export * from "./pool/pool.ts";
export {
  type CoefficientPrior,
  type Correction,
  corrected,
  correctionFrom,
  type Foretold,
} from "./posterior/correction.ts";
export {
  type CountForecast,
  countInterval,
  forecastCount,
  intervalScore,
  pit,
  quantileOf,
} from "./posterior/counts.ts";
export { type CountLaw, centralRange, chanceUpTo } from "./posterior/law.ts";
export { type Rates, ratesFrom } from "./posterior/rates.ts";
export * from "./posterior/worth.ts";
