import type { BusinessDay, Instant, ProfileId, ShopId } from "@zhongshu/kernel";

/** By what figures are told apart. */
export const DIMENSIONS = [
  "shop",
  "community",
  "category",
  "brand",
  "product",
  "sku",
  "day",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Where a fact stands in each dimension; null: not told. */
export type Place = {
  readonly shop: ShopId;
  readonly community: string | null;
  readonly category: string | null;
  readonly brand: string | null;
  readonly product: string;
  readonly sku: string | null;
  readonly day: BusinessDay | null;
};

type OfOrder = Place & {
  readonly profile: ProfileId | null;
  readonly source: string;
  readonly number: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly title: string;
};

/** A line of goods that was bought, net of what came back up to the instant that is known. */
export type Bought = OfOrder & {
  readonly sku: string;
  readonly day: BusinessDay;
  /** Pieces and amount that stayed with the customer. */
  readonly kept: number;
  readonly net: number;
  readonly refunded: number;
  /** Of one piece, as they stood when it was ordered; null: not told, or in another currency. */
  readonly cost: number | null;
  readonly list: number | null;
};

/** What a line earns for a shop: of its own, or through a shop that it leads. */
export type Earned = OfOrder & {
  readonly level: 0 | 1 | 2;
  readonly estimated: number;
  readonly pending: number;
  readonly settled: number;
  readonly clawedBack: number;
};

/** A SKU of a product that the shop has told, with its stock at both ends; null: never counted by then. */
export type SkuFact = Place & {
  readonly sku: string;
  readonly title: string;
  readonly opening: number | null;
  readonly closing: number | null;
};

/** A product told for the first time in the stretch. */
export type Launch = Place & { readonly at: Instant; readonly title: string };
/** A verdict of the platform or the mall on a product that is to be listed. */
export type Review = Place & {
  readonly at: Instant;
  readonly title: string;
  readonly passed: boolean;
};
/** Somebody looked at a product; `who` is the customer, else the visitor's own id. */
export type View = Place & {
  readonly at: Instant;
  readonly who: string;
  readonly profile: ProfileId | null;
};

/** Everything that the figures of one stretch rest on, in one currency. */
export type Facts = {
  readonly days: number;
  readonly bought: readonly Bought[];
  /** The same of the stretch of equal length before. */
  readonly earlier: readonly Bought[];
  readonly earned: readonly Earned[];
  /** Own lines that no rule of commission covered. */
  readonly unruled: readonly OfOrder[];
  readonly skus: readonly SkuFact[];
  readonly launches: readonly Launch[];
  readonly reviews: readonly Review[];
  readonly views: readonly View[];
};

/** The value asked for of some dimensions; "" stands for what was not told. */
export type Where = Readonly<Partial<Record<Dimension, string>>>;

export const keyOf = (place: Place, dimension: Dimension): string => place[dimension] ?? "";

/** The facts of some places only. */
export function within(facts: Facts, keep: (place: Place) => boolean): Facts {
  return {
    days: facts.days,
    bought: facts.bought.filter(keep),
    earlier: facts.earlier.filter(keep),
    earned: facts.earned.filter(keep),
    unruled: facts.unruled.filter(keep),
    skus: facts.skus.filter(keep),
    launches: facts.launches.filter(keep),
    reviews: facts.reviews.filter(keep),
    views: facts.views.filter(keep),
  };
}

export const selected =
  (where: Where) =>
  (place: Place): boolean =>
    DIMENSIONS.every((dimension) => {
      const wanted = where[dimension];
      return wanted === undefined || keyOf(place, dimension) === wanted;
    });

/** The facts parted by one dimension. */
export function partsOf(facts: Facts, by: Dimension): ReadonlyMap<string, Facts> {
  const split = <T extends Place>(places: readonly T[]) =>
    Map.groupBy(places, (place) => keyOf(place, by));
  const { days } = facts;
  const bought = split(facts.bought);
  const earlier = split(facts.earlier);
  const earned = split(facts.earned);
  const unruled = split(facts.unruled);
  const [skus, launches] = [split(facts.skus), split(facts.launches)];
  const [reviews, views] = [split(facts.reviews), split(facts.views)];
  const all = [bought, earlier, earned, unruled, skus, launches, reviews, views];
  const keys = new Set(all.flatMap((parts) => [...parts.keys()]));
  const of = (key: string): Facts => ({
    ...{ days, bought: bought.get(key) ?? [], earlier: earlier.get(key) ?? [] },
    ...{ earned: earned.get(key) ?? [], unruled: unruled.get(key) ?? [] },
    ...{ skus: skus.get(key) ?? [], launches: launches.get(key) ?? [] },
    ...{ reviews: reviews.get(key) ?? [], views: views.get(key) ?? [] },
  });
  return new Map([...keys].map((key) => [key, of(key)]));
}
