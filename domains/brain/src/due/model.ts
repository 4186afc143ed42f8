import {
  type Components,
  components,
  type Group,
  normalTail,
  shrunk,
  stillWaiting,
  type Wait,
} from "@zhongshu/numerics";
import { type Bought, type Buyer, comebacks } from "./spells.ts";

/** Days ahead that a card speaks of. */
export const HORIZON = 7;
/** Who has not come back for so long is taken as not coming back. */
const LONGEST = 180;
/** Returns are counted apart for the first, second and later purchases: each says more about the next. */
const CLASSES = 3;
const classOf = (bought: number): number => Math.min(bought, CLASSES) - 1;

type Pooled = {
  readonly intervals: Components;
  /** Between products, of their mean log interval. */
  readonly products: Components;
  /** Chance to come back at all after the 1st, 2nd, 3rd… purchase, over the shop. */
  readonly returns: readonly number[];
};
export type Model = {
  readonly pooled: Pooled;
  readonly product: ReadonlyMap<
    string,
    { readonly mean: number; readonly returns: readonly number[] }
  >;
};

const logs = ({ days }: Buyer): readonly number[] =>
  days.slice(1).map((day, i) => Math.log(day - (days[i] ?? day)));

const groupOf = (xs: readonly number[]): Group => ({
  n: xs.length,
  sum: xs.reduce((a, b) => a + b, 0),
  squares: xs.reduce((a, b) => a + b * b, 0),
});

/** Every wait between purchases, the open one included, by class. */
function waits(buyers: readonly Buyer[], last: number): readonly Wait[][] {
  const by: Wait[][] = Array.from({ length: CLASSES }, () => []);
  for (const { days } of buyers) {
    days.forEach((day, i) => {
      const next = days[i + 1];
      by[classOf(i + 1)]?.push({ days: (next ?? last) - day, ended: next !== undefined });
    });
  }
  return by;
}

const comeBack = (list: readonly Wait[]): number => 1 - (stillWaiting(list, LONGEST).at(-1) ?? 1);

// A product's own share of returns counts as much as this many of the shop's.
const PRIOR_WAITS = 40;

function returnsOf(
  buyers: readonly Buyer[],
  shop: readonly number[],
  last: number,
): readonly number[] {
  return waits(buyers, last).map((list, c) => {
    const own = comeBack(list);
    return (own * list.length + (shop[c] ?? 0) * PRIOR_WAITS) / (list.length + PRIOR_WAITS);
  });
}

/** Null when fewer than `FEWEST` intervals exist in the shop: nothing can be said about coming back. */
export const FEWEST = 200;
export function learn(bought: Bought, last: number): Model | null {
  const perProduct = [...bought].map(([product, buyers]) => ({
    product,
    buyers,
    groups: buyers.map((b) => groupOf(logs(b))).filter((g) => g.n > 0),
  }));
  const intervals = components(perProduct.flatMap((p) => p.groups));
  const withIntervals = perProduct.filter((p) => p.groups.length > 0);
  const products = components(
    withIntervals.map(({ groups }) => groupOf(groups.map((g) => g.sum / g.n))),
  );
  const count = comebacks([...bought.values()].flat());
  if (intervals === null || products === null || count < FEWEST) return null;
  const returns = waits([...bought.values()].flat(), last).map(comeBack);
  const product = new Map(
    perProduct.map(({ product, buyers, groups }) => {
      const means = groupOf(groups.map((g) => g.sum / g.n));
      const { mean } = shrunk(means, products.mean, products);
      return [product, { mean, returns: returnsOf(buyers, returns, last) }];
    }),
  );
  return { pooled: { intervals, products, returns }, product };
}

/** P(log interval ≤ ln days): the chance that one who comes back has done so by then. */
const by = (days: number, mean: number, sd: number): number =>
  days <= 0 ? 0 : 1 - normalTail((Math.log(days + 0.5) - mean) / sd);

export type Due = {
  readonly profile: string;
  /** Chance to buy within the horizon, given that nothing was bought since. */
  readonly chance: number;
  readonly since: number;
  /** The customer's own mean days between purchases; null for who bought on one day only. */
  readonly own: number | null;
};

function ownInterval({ days }: Buyer): number | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < 2) return null;
  return (last - first) / (days.length - 1);
}

/**
 * Chance to buy in the next HORIZON days: c·(F(t+7) − F(t)) / (1 − c·F(t)), F the lognormal predictive of the
 * customer's interval (own mean shrunk to the product's, the product's to the shop's), c the chance to come back
 * at all. Waiting longer lowers the belief in a return, so who bought once is not promised.
 */
export function dueFor(model: Model, product: string, buyer: Buyer, last: number): Due {
  const known = model.product.get(product);
  const { within, between } = model.pooled.intervals;
  const xs = groupOf(logs(buyer));
  const { mean, variance } = shrunk(xs, known?.mean ?? model.pooled.products.mean, {
    within,
    between,
  });
  const sd = Math.sqrt(within + variance) || 1e-3;
  const since = last - (buyer.days.at(-1) ?? last);
  const returns = known?.returns ?? model.pooled.returns;
  const c = returns[classOf(buyer.days.length)] ?? 0;
  const now = by(since, mean, sd);
  const then = by(since + HORIZON, mean, sd);
  const chance = (c * (then - now)) / (1 - c * now);
  return {
    profile: buyer.profile,
    chance,
    since,
    own: ownInterval(buyer),
  };
}
