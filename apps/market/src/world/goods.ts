import type { MarketFile } from "../file.ts";
import { chanceAt, logNormal } from "./chance.ts";
import { BRANDS, SHELVES } from "./names.ts";

export type Good = {
  readonly id: string;
  readonly title: string;
  readonly category: number;
  /** What a customer pays, and the price before any coupon, in 分. */
  readonly price: number;
  readonly list: number;
  /** Weight among the goods of its category. */
  readonly popularity: number;
  /** Log of its price against the middle of its category. */
  readonly dear: number;
  /** Of what is used up and bought again: days that a pack lasts, and how often the next is bought here unasked. */
  readonly staple: Staple | null;
};
export type Staple = { readonly every: number; readonly loyalty: number };

/** Place in the seed's space, so that goods and people draw from streams of their own. */
const GOODS = 1;

function stapleOf({ habits }: MarketFile, random: () => number): Staple | null {
  const [is, lasts, kept] = [random(), random(), random()];
  const { staples, everyDays, loyalty } = habits;
  if (is >= staples) return null;
  return {
    every: everyDays.from * (everyDays.to / everyDays.from) ** lasts,
    loyalty: loyalty.from + kept * (loyalty.to - loyalty.from),
  };
}

function goodOf(file: MarketFile, seed: number, at: readonly [number, number]): Good {
  const [category, index] = at;
  const random = chanceAt(seed, GOODS, category, index);
  const shelf = SHELVES[category];
  if (shelf === undefined) throw new Error(`There is no shelf ${category}`);
  const noun = shelf.nouns[index % shelf.nouns.length] ?? "";
  const pack = shelf.packs[Math.floor(index / shelf.nouns.length) % shelf.packs.length] ?? "";
  const brand = BRANDS[(index + Math.floor(index / 40) + category * 7) % BRANDS.length] ?? "";
  const { price: spread, coupon, popularity } = file.goods;
  const list = Math.max(100, Math.round(logNormal(spread, random) * 10) * 10);
  const price = random() < coupon.share ? Math.round((list * (1 - coupon.off)) / 10) * 10 : list;
  return {
    staple: stapleOf(file, random),
    id: `g${category + 1}-${index + 1}`,
    title: `${brand}${noun} ${pack}`,
    category,
    price,
    list,
    popularity: 1 / (index + 1) ** popularity,
    dear: Math.log(price / 100 / spread.median),
  };
}

/** Every good on the market, category by category. */
export const stockUp = (file: MarketFile, seed: number): readonly Good[] =>
  Array.from({ length: file.goods.categories }, (_c, category) =>
    Array.from({ length: file.goods.perCategory }, (_i, index) =>
      goodOf(file, seed, [category, index]),
    ),
  ).flat();

export const categoryNames = (file: MarketFile): readonly string[] =>
  SHELVES.slice(0, file.goods.categories).map(({ category }) => category);
