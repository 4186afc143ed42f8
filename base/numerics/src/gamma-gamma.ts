import { logGamma } from "./counts.ts";
import { maximum } from "./maximum.ts";

/** What a customer's purchases were worth: the mean of so many of them, each above 0. */
export type Spending = { readonly purchases: number; readonly mean: number };

/** A purchase is gamma(p, ν) of its customer, and ν is gamma(q, γ) over customers. */
export type GammaGamma = { readonly p: number; readonly q: number; readonly gamma: number };

/** ln of the likelihood of one customer's mean: Fader & Hardie (2013), eq. 1a. */
function logLikelihood({ purchases: x, mean: z }: Spending, { p, q, gamma }: GammaGamma): number {
  return (
    logGamma(p * x + q) -
    logGamma(p * x) -
    logGamma(q) +
    q * Math.log(gamma) +
    (p * x - 1) * Math.log(z) +
    p * x * Math.log(x) -
    (p * x + q) * Math.log(gamma + x * z)
  );
}

const exponents = (at: readonly number[]): GammaGamma => {
  const [p = 1, q = 1, gamma = 1] = at.map(Math.exp);
  return { p, q, gamma };
};

/** Maximum likelihood over the logarithms; means of 0 and below are left out. Null where nobody is left. */
export function fitGammaGamma(
  customers: readonly Spending[],
): (GammaGamma & { readonly logLikelihood: number }) | null {
  const known = customers.filter(({ purchases, mean }) => purchases > 0 && mean > 0);
  if (known.length === 0) return null;
  const usual = known.reduce((sum, { mean }) => sum + mean, 0) / known.length;
  const { at, value } = maximum(
    (logs) => {
      const of = exponents(logs);
      return known.reduce((sum, one) => sum + logLikelihood(one, of), 0);
    },
    [1, 1, Math.log(usual)],
  );
  return { ...exponents(at), logLikelihood: value };
}

/**
 * What a purchase of this customer is worth on average, (p·x·z + γ·p) / (p·x + q − 1): their own mean, drawn towards
 * everybody's the more, the less they bought. Null where q ≤ 1 and nothing was bought: everybody's mean is then infinite.
 */
export function valueExpected(
  { purchases: x, mean: z }: Spending,
  { p, q, gamma }: GammaGamma,
): number | null {
  const weight = p * x + q - 1;
  return weight > 0 ? (p * (x > 0 ? x * z : 0) + gamma * p) / weight : null;
}
