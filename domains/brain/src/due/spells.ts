import { type BusinessDay, DAY, startOf } from "@zhongshu/kernel";

/** A customer's distinct days of buying one product, in order, as whole day numbers. */
export type Buyer = { readonly profile: string; readonly days: readonly number[] };
export type Bought = ReadonlyMap<string, readonly Buyer[]>;

export const dayNumber = (day: BusinessDay): number => Math.round(startOf(day) / DAY);

type Purchase = { readonly profile: string; readonly product: string; readonly day: BusinessDay };

/** Gathers a stream of purchases per product and customer; several on one day are one. */
export async function gather(purchases: AsyncIterable<readonly Purchase[]>): Promise<Bought> {
  const found = new Map<string, Map<string, Set<number>>>();
  const numbers = new Map<string, number>();
  for await (const page of purchases) {
    for (const { profile, product, day } of page) {
      const number = numbers.get(day) ?? dayNumber(day);
      numbers.set(day, number);
      const buyers = found.get(product) ?? new Map<string, Set<number>>();
      found.set(product, buyers);
      buyers.set(profile, (buyers.get(profile) ?? new Set()).add(number));
    }
  }
  return new Map(
    [...found].map(([product, buyers]) => [
      product,
      [...buyers].map(([profile, days]) => ({
        profile,
        days: [...days].toSorted((a, b) => a - b),
      })),
    ]),
  );
}

/** The same, as it stood at the end of `last`. */
export const until = (bought: Bought, last: number): Bought =>
  new Map(
    [...bought].flatMap(([product, buyers]) => {
      const kept = buyers.flatMap(({ profile, days }) => {
        const past = days.filter((day) => day <= last);
        return past.length > 0 ? [{ profile, days: past }] : [];
      });
      return kept.length > 0 ? [[product, kept] as const] : [];
    }),
  );

/** How often somebody came back for the same product on another day. */
export const comebacks = (buyers: readonly Buyer[]): number =>
  buyers.reduce((sum, { days }) => sum + Math.max(0, days.length - 1), 0);

/** What a shop's orders hold of people who come back. */
export type Past = {
  readonly customers: number;
  /** From the first day of buying to the last, both counted. */
  readonly days: number;
  /** Customers who bought one product on several days. */
  readonly returned: number;
  readonly comebacks: number;
  /** Products that somebody came back for. */
  readonly products: number;
};

export function pastOf(bought: Bought): Past {
  const customers = new Set<string>();
  const returned = new Set<string>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { profile, days } of [...bought.values()].flat()) {
    customers.add(profile);
    if (days.length > 1) returned.add(profile);
    first = Math.min(first, days[0] ?? first);
    last = Math.max(last, days.at(-1) ?? last);
  }
  const lists = [...bought.values()];
  return {
    customers: customers.size,
    days: customers.size === 0 ? 0 : last - first + 1,
    returned: returned.size,
    comebacks: comebacks(lists.flat()),
    products: lists.filter((buyers) => comebacks(buyers) > 0).length,
  };
}
