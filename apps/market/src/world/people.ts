import { gaussian, poisson } from "@zhongshu/numerics";
import type { MarketFile } from "../file.ts";
import { between, chanceAt, logNormal, pick } from "./chance.ts";
import type { Good } from "./goods.ts";
import { personName } from "./names.ts";

/** A good that somebody buys again and again; the world moves `next` and `cycle`. */
export type Habit = {
  readonly good: number;
  readonly every: number;
  /** Day (of the market) on which the pack is used up. */
  next: number;
  cycle: number;
};

/** What nobody but the market knows of a customer, and what changes as they live. */
export type Customer = {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly shop: number;
  readonly community: number;
  /** Log-taste by category, mean 0 over the categories. */
  readonly taste: Float64Array;
  readonly visits: number;
  readonly touches: number;
  readonly sensitivity: number;
  readonly hours: readonly number[];
  readonly habits: readonly Habit[];
  burst: number;
  burstEnds: number;
  fatigue: number;
  /** Day of the last change of fatigue. */
  tiredOn: number;
  unsubscribed: boolean;
};

export type Community = {
  readonly index: number;
  readonly name: string;
  readonly shop: number;
  readonly members: readonly number[];
};

const PEOPLE = 2;
const GROUPS = 3;
const MORNING = [8, 9, 10, 10, 11, 20] as const;
const EVENING = [12, 13, 19, 20, 21, 21] as const;

const centred = (values: Float64Array): Float64Array => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.map((v) => v - mean);
};

function habitsOf(
  file: MarketFile,
  { goods, taste }: { readonly goods: readonly Good[]; readonly taste: Float64Array },
  random: () => number,
): readonly Habit[] {
  const { perCustomer, pace } = file.habits;
  const weights = goods.map((g) =>
    g.staple === null ? 0 : g.popularity * Math.exp(taste[g.category] ?? 0),
  );
  if (!weights.some((weight) => weight > 0)) return [];
  const chosen = new Set<number>();
  for (let n = poisson(perCustomer, random); n > 0; n -= 1) chosen.add(pick(weights, random));
  return [...chosen].map((good) => {
    const usual = goods[good]?.staple?.every ?? 1;
    const every = Math.max(2, Math.round(usual * Math.exp(pace * gaussian(random))));
    return { good, every, next: Math.floor(random() * every), cycle: 0 };
  });
}

type Born = {
  readonly file: MarketFile;
  readonly seed: number;
  readonly goods: readonly Good[];
  readonly shared: Float64Array;
  readonly hours: readonly number[];
};

function born(
  { file, seed, goods, shared, hours }: Born,
  place: Pick<Customer, "index" | "shop" | "community">,
): Customer {
  const random = chanceAt(seed, PEOPLE, place.index);
  const taste = centred(shared.map((common) => common + file.taste.own * gaussian(random)));
  return {
    ...place,
    id: `c${place.index + 1}`,
    name: personName(random),
    taste,
    visits: Math.min(6, logNormal(file.visits.perDay, random)),
    touches: Math.min(20, logNormal(file.visits.touches, random)),
    sensitivity: logNormal(file.price.sensitivity, random),
    hours,
    habits: habitsOf(file, { goods, taste }, random),
    burst: 0,
    burstEnds: -1,
    fatigue: 0,
    tiredOn: 0,
    unsubscribed: false,
  };
}

/** Shops, their groups, and everybody in them. */
export function populate(
  file: MarketFile,
  seed: number,
  goods: readonly Good[],
): { readonly customers: readonly Customer[]; readonly communities: readonly Community[] } {
  const customers: Customer[] = [];
  const communities: Community[] = [];
  for (let shop = 0; shop < file.shops; shop += 1)
    for (let g = 0; g < file.communities.perShop; g += 1) {
      const index = communities.length;
      const random = chanceAt(seed, GROUPS, index);
      const shared = Float64Array.from(
        { length: file.goods.categories },
        () => file.taste.shared * gaussian(random),
      );
      const hours = random() < 0.5 ? MORNING : EVENING;
      const members = Array.from({ length: between(file.communities.members, random) }, () => {
        const place = { index: customers.length, shop, community: index };
        customers.push(born({ file, seed, goods, shared, hours }, place));
        return place.index;
      });
      communities.push({ index, name: `${shop + 1}店${g + 1}群`, shop, members });
    }
  return { customers, communities };
}
