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
