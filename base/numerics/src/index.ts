export {
  type BgNbd,
  type BgNbdFit,
  type Buying,
  chanceAlive,
  fitBgNbd,
  purchasesExpected,
} from "./bg-nbd.ts";
export * from "./binomial.ts";
export * from "./counts.ts";
export { fitGammaGamma, type GammaGamma, type Spending, valueExpected } from "./gamma-gamma.ts";
export * from "./histories.ts";
export * from "./mixture.ts";
export * from "./moments.ts";
export * from "./normal.ts";
export * from "./random.ts";
export * from "./saddlepoint.ts";
export * from "./shrinkage.ts";
export * from "./student.ts";
export * from "./survival.ts";
