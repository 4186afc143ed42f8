import { type Cumulants, cumulants, restOf, tailAgainst, tiltFor } from "@zhongshu/numerics";
import { type Category, categoriesOf } from "./blocks.ts";
import type { Window } from "./window.ts";

export type Rules = {
  /** Share of days on which any card of the organisation may be false. */
  readonly family: number;
  /** Rise that matters to an owner, net of the others' and in the community's own share. */
  readonly least: number;
  /** Customers of the community whose weeks differ: fewer, and the community is not judged. */
  readonly fewest: number;
  /** The same of everybody else: fewer, and nothing can be told from a platform-wide move. */
  readonly fewestElsewhere: number;
};
/** A fifth of the promised 5 % is left for what the model of exchangeable weeks does not know. */
export const RULES: Rules = { family: 0.04, least: 0.2, fewest: 12, fewestElsewhere: 60 };

/** Members by customer number; a customer may be in several communities. */
export type Community = { readonly members: Uint32Array };

/** Mean share of a category in a customer's touches: last week, and in the four weeks before. */
type Shares = { readonly customers: number; readonly now: number; readonly before: number };

export type Rise = {
  readonly community: number;
  readonly category: number;
  readonly here: Shares;
  /** The same of everybody else in the organisation. */
  readonly elsewhere: Shares;
  /** Change net of the platform's: (now/before here) ÷ (now/before elsewhere) − 1. */
  readonly net: number;
  /** Customers who looked at the category last week. */
  readonly behind: number;
  /** Everybody compared with their own past, whether or not they looked at the category. */
  readonly members: readonly number[];
  /** Chance of so large a sum if nothing had changed here. */
  readonly chance: number;
};

/** How far one community can be judged. */
export type Reach = {
  /** Categories that it was judged by. */
  readonly tests: number;
  /** The category that comes nearest to being judged: customers who can be compared, here and elsewhere. */
  readonly nearest: {
    readonly category: number;
    readonly here: number;
    readonly elsewhere: number;
  } | null;
};

export type Judged = {
  readonly rises: readonly Rise[];
  readonly tests: number;
  readonly spread: number;
  /** One for each community, in their order. */
  readonly reaches: readonly Reach[];
};

/** Below this many standard deviations no family of any size would be convinced. */
const WORTH_A_LOOK = 3;

type Fit = {
  readonly category: Category;
  readonly tilt: number;
  readonly all: (tilt: number) => Cumulants;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly place: Int32Array;
  readonly informative: number;
  readonly now: number;
  readonly before: number;
  /** Σ weighted share of last week. */
  readonly score: number;
};

/** What the whole organisation says about one category: its common tilt, and each customer under it. */
function fitted(category: Category, customers: number): Fit | null {
  const { histories, now, before, score, gap } = category;
  const memory = new Map<number, Cumulants>();
  const all = (tilt: number): Cumulants => {
    const known = memory.get(tilt) ?? cumulants(histories, tilt);
    memory.set(tilt, known);
    return known;
  };
  const sums = { now: 0, before: 0, score: 0 };
  for (let i = 0; i < now.length; i += 1) {
    sums.now += now[i] ?? 0;
    sums.before += before[i] ?? 0;
    sums.score += score[i] ?? 0;
  }
  const tilt = now.length > 0 ? tiltFor(all, sums.score) : null;
  if (tilt === null) return null;
  const mean = new Float64Array(now.length);
  const variance = new Float64Array(now.length);
  const place = new Int32Array(customers).fill(-1);
  let informative = 0;
  for (let i = 0; i < now.length; i += 1) {
    const own = cumulants(histories, tilt, [i]);
    mean[i] = own.mean;
    variance[i] = gap[i] === 0 ? 0 : own.variance;
    if (gap[i] !== 0) informative += 1;
    place[category.customers[i] ?? 0] = i;
  }
  return { category, tilt, all, mean, variance, place, informative, ...sums };
}

/**
 * How much further last week strays from the common tilt than the weeks' own spread says, ≥ 1: interests that
 * last longer than a week make neighbouring weeks alike and the last one, at the end, the most different.
 */
function spreadOf(fits: readonly Fit[]): number {
  let found = 0;
  let expected = 0;
  for (const { category, mean, variance } of fits) {
    const { score } = category;
    for (let i = 0; i < mean.length; i += 1) {
      found += variance[i] ? ((score[i] ?? 0) - (mean[i] ?? 0)) ** 2 : 0;
      expected += variance[i] ?? 0;
    }
  }
  return expected > 0 ? Math.max(1, found / expected) : 1;
}

/** Groups of one category from which their own usual wandering can be told. */
const ENOUGH_GROUPS = 30;
/** The median of χ² with one degree of freedom. */
const MEDIAN_SQUARE = 0.4549364;

/**
 * Variance τ² of the tilts that groups have of their own when nothing is the matter: a group's customers share a
 * chat, and no model of the platform fits every group alike. Var(score − mean) = spread·v + τ²·v², solved for the
 * median over all groups of the category, which the few that really rise do not move (genomic control, Devlin &
 * Roeder 1999). 0 where there are too few groups to tell.
 */
function wanderingOf(sums: readonly Sum[], spread: number): number {
  if (sums.length < ENOUGH_GROUPS) return 0;
  const excess = (tau: number): number => {
    const ratios = sums.map(
      ({ score, mean, variance: v }) => (score - mean) ** 2 / (spread * v + tau * v * v),
    );
    return (ratios.toSorted((a, b) => a - b)[ratios.length >> 1] ?? 0) - MEDIAN_SQUARE;
  };
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, 1];
  while (excess(high) > 0 && high < 1e6) high *= 2;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

type Sum = {
  readonly who: readonly number[];
  readonly informative: number;
  readonly now: number;
  readonly before: number;
  readonly score: number;
  readonly behind: number;
  readonly mean: number;
  readonly variance: number;
  readonly step: number;
};

function sumOf(fit: Fit, members: Uint32Array): Sum {
  const who: number[] = [];
  const s = {
    informative: 0,
    now: 0,
    before: 0,
    score: 0,
    behind: 0,
    mean: 0,
    variance: 0,
    step: 0,
  };
  for (const member of members) {
    const i = fit.place[member] ?? -1;
    if (i < 0) continue;
    who.push(i);
    const variance = fit.variance[i] ?? 0;
    const now = fit.category.now[i] ?? 0;
    s.now += now;
    s.score += fit.category.score[i] ?? 0;
    s.before += fit.category.before[i] ?? 0;
    s.mean += fit.mean[i] ?? 0;
    s.variance += variance;
    s.step += variance * (fit.category.gap[i] ?? 0);
    s.informative += variance > 0 ? 1 : 0;
    s.behind += now > 0 ? 1 : 0;
  }
  return { ...s, who, step: s.variance > 0 ? s.step / s.variance : 0 };
}

type Found = { readonly fit: Fit; readonly sum: Sum; readonly community: number };

/** Net rise against all others, and its chance under "nothing changed here"; null when not worth a card. */
function weigh(
  { fit, sum }: Found,
  spread: number,
  least: number,
): Pick<Rise, "net" | "chance"> | null {
  const now = fit.now - sum.now;
  const before = fit.before - sum.before;
  if (sum.before <= 0 || now <= 0 || before <= 0) return null;
  const net = sum.now / sum.before / (now / before) - 1;
  // Where others merely looked away, nothing has risen here: the community's own share must say so too.
  if (net < least || sum.now / sum.before - 1 < least) return null;
  if (sum.score - sum.mean < WORTH_A_LOOK * Math.sqrt(sum.variance * spread)) return null;
  const group = (tilt: number): Cumulants => cumulants(fit.category.histories, tilt, sum.who);
  const groups = { group, rest: restOf(fit.all, group) };
  const scores = { group: sum.score, rest: fit.score - sum.score };
  const chance = tailAgainst(groups, scores, { step: sum.step, spread });
  return { net, chance };
}

type Near = NonNullable<Reach["nearest"]>;

/** How much of what judging wants there is; 1 and more is enough. */
export const filled = (
  { here, elsewhere }: Pick<Near, "here" | "elsewhere">,
  rules: Rules,
): number => Math.min(here / rules.fewest, elsewhere / rules.fewestElsewhere);

/** What can be judged, and how far each community is from it. */
function eligible(
  fits: readonly Fit[],
  communities: readonly Community[],
  rules: Rules,
): { tests: Found[]; reaches: Reach[] } {
  const tests: Found[] = [];
  const reaches = communities.map(({ members }, community): Reach => {
    const own: Found[] = [];
    let nearest: Near | null = null;
    for (const fit of fits) {
      const sum = sumOf(fit, members);
      const here = sum.informative;
      const near = { category: fit.category.category, here, elsewhere: fit.informative - here };
      if (filled(near, rules) >= 1) own.push({ fit, sum, community });
      if (nearest === null || filled(near, rules) > filled(nearest, rules)) nearest = near;
    }
    tests.push(...own);
    return { tests: own.length, nearest };
  });
  return { tests, reaches };
}

function riseOf(
  { fit, sum, community }: Found,
  weighed: Pick<Rise, "net" | "chance">,
  everybody: Uint32Array,
): Rise {
  const { active, category } = fit.category;
  const members = [...everybody].filter((member) => active[member]);
  const others = active.reduce((n, one) => n + one, 0) - members.length;
  const of = (customers: number, now: number, before: number): Shares => ({
    customers,
    now: now / customers,
    before: before / customers,
  });
  return {
    ...weighed,
    community,
    category,
    here: of(members.length, sum.now, sum.before),
    elsewhere: of(others, fit.now - sum.now, fit.before - sum.before),
    behind: sum.behind,
    members,
  };
}

/**
 * Which categories hold more attention in a community than before, net of everybody else. Customers are the
 * unit: each one's weeks are exchangeable when nothing changes, customers are independent, and the whole
 * organisation shares one tilt per category. Every community × category with enough customers counts as a
 * test (Bonferroni), so the family holds however they depend on each other.
 */
export function risesIn(window: Window, communities: readonly Community[], rules = RULES): Judged {
  const fits = categoriesOf(window)
    .map((category) => fitted(category, window.customers))
    .filter((f) => f !== null);
  const spread = spreadOf(fits);
  const { tests, reaches } = eligible(fits, communities, rules);
  const wandering = new Map(
    [...Map.groupBy(tests, ({ fit }) => fit)].map(([fit, of]) => [
      fit,
      wanderingOf(
        of.map(({ sum }) => sum),
        spread,
      ),
    ]),
  );
  const rises = tests.flatMap((found) => {
    const { fit, sum, community } = found;
    if (sum.behind < rules.fewest) return [];
    const usual = spread + (wandering.get(fit) ?? 0) * sum.variance;
    const weighed = weigh(found, usual, rules.least);
    if (weighed === null || weighed.chance > rules.family / tests.length) return [];
    return [riseOf(found, weighed, communities[community]?.members ?? new Uint32Array())];
  });
  return { rises, tests: tests.length, spread, reaches };
}
