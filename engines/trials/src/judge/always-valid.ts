import { type ArmCount, checkArm, type Interval, outside } from "../compare/arms.ts";

/** Where the boundary is tightest: as many outcomes in the smaller arm as the product asks for before it speaks. */
const TIGHTEST_AT = 30;

/**
 * An interval for p₁ − p₀ that may be looked at after every event, as often as one likes: with chance `level` it holds the
 * truth of each moment at all of them. The two-sided normal-mixture boundary of Robbins (1970; Howard, Ramdas, McAuliffe
 * & Sekhon 2021, Annals of Statistics 49, eq. 14) in the asymptotic form of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas
 * (2021): with N = n₁n₀/(n₁ + n₀), S = N(p̂₁ − p̂₀) and V = N²(p̃₁q̃₁/n₁ + p̃₀q̃₀/n₀),
 *
 *   |S − N·truth| ≤ √((V + ρ)·ln((V + ρ)/(ρα²))),   ρ = T/(2 ln(1/α) + ln(1 + 2 ln(1/α))), T = 30.
 *
 * Right both while people keep coming and while outcomes of a fixed audience keep coming (then the truth is the
 * difference up to now). p̃ = (x + 1)/(n + 2) keeps V from starting at nothing.
 */
export function alwaysValid(one: ArmCount, other: ArmCount, level: number): Interval {
  checkArm(one);
  checkArm(other);
  const alpha = 2 * outside(level);
  const n = (one.people * other.people) / (one.people + other.people);
  const noise = ({ people, buyers }: ArmCount): number => {
    const rate = (buyers + 1) / (people + 2);
    return (rate * (1 - rate)) / people;
  };
  const v = n * n * (noise(one) + noise(other));
  const twice = 2 * Math.log(1 / alpha);
  const rho = TIGHTEST_AT / (twice + Math.log(1 + twice));
  const reach = Math.sqrt((v + rho) * Math.log((v + rho) / (rho * alpha * alpha))) / n;
  const middle = one.buyers / one.people - other.buyers / other.people;
  return { low: Math.max(-1, middle - reach), middle, high: Math.min(1, middle + reach) };
}
