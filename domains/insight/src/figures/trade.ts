import type { BusinessDay, Instant, Money, ShopId } from "@zhongshu/kernel";
import type { Book, CommunityName, SoldLine } from "../ports.ts";
import type { Place } from "./facts.ts";

type Dated<T> = {
  readonly subject: string;
  readonly validFrom: Instant;
  readonly value: T | null;
};

/** What held of a subject at an instant; rows of one subject come in the order of time. */
function timeline<T>(rows: readonly Dated<T>[]): (subject: string, at: Instant) => T | null {
  const by = Map.groupBy(rows, ({ subject }) => subject);
  return (subject, at) =>
    by.get(subject)?.findLast(({ validFrom }) => validFrom <= at)?.value ?? null;
}

const inCurrency = (money: Money | null, currency: string): number | null =>
  money?.currency === currency ? money.minor : null;

type Of = {
  readonly product: string;
  readonly sku: string | null;
  readonly at: Instant;
  readonly community?: string | null;
  /** The event's own word, where the shop has told none. */
  readonly category?: string | null;
  readonly day?: BusinessDay | null;
};

/** A shop's book and communities, to be asked of single facts. */
export function tradeOf(shop: ShopId, book: Book, communities: readonly CommunityName[]) {
  const brand = timeline(book.brands);
  const cost = timeline(book.costs);
  const list = timeline(book.lists);
  const told = new Map(book.categories.map((one) => [one.product, one]));
  const named = new Map([
    ...communities.map(({ id, name }) => [name, id] as const),
    ...communities.map(({ id, code }) => [code, id] as const),
  ]);
  return {
    book,
    names: new Map(communities.map(({ id, name }) => [id, name])),
    title: (product: string): string => told.get(product)?.title ?? product,
    place: ({ product, sku, at, community, category, day }: Of): Place => ({
      ...{ shop, product, sku, day: day ?? null },
      community: community == null ? null : (named.get(community) ?? community),
      category: told.get(product)?.category ?? category ?? null,
      brand: brand(product, at),
    }),
    priced: ({ sku, at, currency }: Pick<SoldLine, "sku" | "at" | "currency">) => ({
      cost: inCurrency(cost(sku, at), currency),
      list: inCurrency(list(sku, at), currency),
    }),
  };
}
export type Trade = ReturnType<typeof tradeOf>;
