import type { MarketFile } from "../file.ts";
import { categoryNames, type Good, stockUp } from "./goods.ts";
import { type Community, type Customer, populate } from "./people.ts";

/** A market and where its people stand; days are counted from 0, and only `live` and `react` move them. */
export type World = {
  readonly file: MarketFile;
  readonly seed: number;
  readonly goods: readonly Good[];
  readonly categories: readonly string[];
  readonly customers: readonly Customer[];
  readonly communities: readonly Community[];
};

/** The same file and seed give the same world. */
export function openWorld(file: MarketFile, seed: number): World {
  const goods = stockUp(file, seed);
  return { file, seed, goods, categories: categoryNames(file), ...populate(file, seed, goods) };
}
