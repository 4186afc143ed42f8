import { type Moments, merge, NOTHING } from "@zhongshu/numerics";
import { type Estimate, type Worth, worthPosterior } from "@zhongshu/trials";
import type { Arms } from "../report/facts.ts";

/** Both arms of a past execution, and what one sale would have earned at its tap. */
type Measured = { readonly arms: Arms; readonly unit: number };
/** `open`: the part of its people who were not expected to buy anyway, which is all that writing can win. */
export type Tried = Measured & { readonly open: number };
/**
 * Worth of one more person of an audience of which the part `open` would not buy anyway. `won`: buyers of the card's
 * product that one more message wins there, which is what the two sides are compared by.
 */
export type Believed = Worth & { readonly open: number; readonly won: number };

/**
 * Before anything is known, in sales a person. On the card's product: writing adds nothing, give or take a tenth of a
 * sale, and plays differ by a twentieth. It draws a single lucky result towards nothing and is outweighed by some ten
 * of them. On other goods: a message about one product moves what people buy of others by little, either way; it takes
 * some ten thousand people to say otherwise, because all the rest of their shopping is in that difference as noise.
 */
const SCEPTICAL = {
  own: { scale: 0.05, common: { mean: 0, variance: 0.1 ** 2 } },
  elsewhere: { scale: 0.01, common: { mean: 0, variance: 0.03 ** 2 } },
} as const;

type Earned = "earned" | "own" | "elsewhere";

/** The spread of one person's earnings is smoothed with so many people of the whole play. */
const SMOOTHING = 30;
/** … who differ as expected: s² = (own squares + 30·expected) / (own people + 30). */
export const smoothed = (squares: number, people: number, expected: number): number =>
  (squares + SMOOTHING * expected) / (people + SMOOTHING);

const scaled = ({ n, mean, m2 }: Moments, unit: number): Moments => ({
  n,
  mean: mean / unit,
  m2: m2 / unit ** 2,
});

/**
 * What the writing added per person, in sales' worth: the difference of mean earnings over `unit`. Its variance is not
 * taken from the two arms alone, where nobody happening to buy would look like certainty: s² = (own squares + 30·s² of
 * the play) / (own people + 30), times 1/n₁ + 1/n₀. An arm of nobody says nothing.
 */
export function estimatesOf(tries: readonly Measured[], on: Earned): readonly Estimate[] {
  const all = tries.map(({ arms, unit }) => ({
    one: scaled(arms.treated[on], unit),
    other: scaled(arms.heldOut[on], unit),
  }));
  const within = all.reduce((sum, { one, other }) => sum + one.m2 + other.m2, 0);
  const people = all.reduce((sum, { one, other }) => sum + one.n + other.n, 0);
  const common = within / Math.max(1, people);
  return all.map(({ one, other }) => {
    if (one.n === 0 || other.n === 0 || common === 0)
      return { estimate: 0, variance: Number.POSITIVE_INFINITY };
    const own = smoothed(one.m2 + other.m2, one.n + other.n, common);
    return { estimate: one.mean - other.mean, variance: own * (1 / one.n + 1 / other.n) };
  });
}

const telling = (estimates: readonly Estimate[]): readonly Estimate[] =>
  estimates.filter(({ variance }) => Number.isFinite(variance));

/** Hardly any audience is so sure to buy that nothing can be won. */
const LEAST_OPEN = 0.2;
/** Who is left when those are taken off whom a forecast expects to buy unasked. */
export const openBeside = (law: { readonly mean: number; readonly people: number }): number =>
  law.people > 0 ? Math.max(LEAST_OPEN, 1 - law.mean / law.people) : 1;

/** As if each had been of an audience with the usual part to be won. */
const alike = (tries: readonly Tried[], usual: number): readonly Estimate[] =>
  estimatesOf(tries, "own").map(({ estimate, variance }, i) => {
    const scale = usual / (tries[i]?.open ?? usual);
    return { estimate: estimate * scale, variance: variance * scale ** 2 };
  });

/** Who buys the card's product may take several: how many buyers one sale's worth of it came from. */
function buyersPerSale(tries: readonly Tried[]): number {
  let [buyers, sales] = [0, 0];
  for (const { arms, unit } of tries)
    for (const arm of [arms.treated, arms.heldOut]) {
      buyers += arm.buyers;
      sales += (arm.own.n * arm.own.mean) / unit;
    }
  return sales > 0 ? buyers / sales : 1;
}

/**
 * What writing to one more person adds, in sales' worth, over all goods: on the card's product and, apart from it, on the
 * others, each with its own prior. On the product it is in proportion to those who would not buy it anyway. Null without
 * a past of this play.
 */
export function worthOf(tries: readonly Tried[]): Believed | null {
  const people = tries.reduce((n, { arms }) => n + arms.treated.people, 0);
  const open = tries.reduce((n, one) => n + one.arms.treated.people * one.open, 0) / people;
  const own = people > 0 ? telling(alike(tries, open)) : [];
  if (own.length === 0) return null;
  const on = worthPosterior(own, SCEPTICAL.own);
  const others = worthPosterior(telling(estimatesOf(tries, "elsewhere")), SCEPTICAL.elsewhere);
  if (on === null) return null;
  const won = on.mean * buyersPerSale(tries);
  if (others === null) return { ...on, open, won };
  return {
    ...{ open, won },
    mean: on.mean + others.mean,
    variance: on.variance + others.variance,
    between: on.between + others.between,
    plays: on.plays,
  };
}

type Sum = Pick<Arms["treated"], "people" | "buyers" | "earned">;

/** People and buyers of all these arms, and everything that they earned as one sample. */
export const together = (many: readonly Arms[]): Readonly<Record<keyof Arms, Sum>> => {
  const sum = (arm: keyof Arms): Sum => ({
    people: many.reduce((n, one) => n + one[arm].people, 0),
    buyers: many.reduce((n, one) => n + one[arm].buyers, 0),
    earned: many.reduce((m, one) => merge(m, one[arm].earned), NOTHING),
  });
  return { treated: sum("treated"), heldOut: sum("heldOut") };
};
