import { hypergeometricMass } from "@zhongshu/numerics";
import { type ArmCount, checkArm } from "./arms.ts";

// Masses equal in truth may differ in their last digits (the tolerance of R's fisher.test).
const SAME = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: given how many bought in all, the chance of every split no more likely than the one
 * seen. `midP` counts half of the split seen (Lancaster 1961), which takes away most of the test's caution and is
 * still right on average; use it for small counts, `p` where the error must never exceed the level.
 */
export function exactTest(
  one: ArmCount,
  other: ArmCount,
): { readonly p: number; readonly midP: number } {
  checkArm(one);
  checkArm(other);
  const drawn = one.buyers + other.buyers;
  const law = { marked: one.people, plain: other.people, drawn };
  const seen = hypergeometricMass(one.buyers, law);
  let p = 0;
  for (let k = Math.max(0, drawn - other.people); k <= Math.min(drawn, one.people); k += 1) {
    const mass = hypergeometricMass(k, law);
    if (mass <= seen * SAME) p += mass;
  }
  return { p: Math.min(1, p), midP: Math.min(1, p - seen / 2) };
}
