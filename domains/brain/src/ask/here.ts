import {
  type Ctx,
  endOf,
  ok,
  type Refusal,
  type Result,
  type ShopId,
  startOf,
  type Text,
} from "@zhongshu/kernel";
import type { Answer } from "../contract.ts";
import type { BrainPorts } from "../ports.ts";
import type { Period } from "./periods.ts";
import { meant, nameOf, type Titled } from "./titles.ts";
import * as words from "./words.ts";

export type Asking<T> = Promise<Result<T, Refusal>>;
/** Where it is asked, and what the shop's goods are called at this moment. */
export type Here = {
  readonly ctx: Ctx;
  readonly ports: BrainPorts;
  readonly shop: ShopId;
  readonly titles: readonly Titled[];
};

export const plain = (say: Text, over: Partial<Answer> = {}): Answer => ({
  understood: true,
  say,
  cards: [],
  reports: [],
  figures: [],
  people: [],
  suggestions: [...words.SUGGESTIONS],
  ...over,
});

type Days = Pick<Period, "from" | "to">;
type Opening = { readonly product: string | null; readonly currency?: string };

/** Where the rows of a figure stand, from the shop's own address on. */
export function address(key: string, { from, to }: Days, { product, currency }: Opening): string {
  const asked = new URLSearchParams({ from, to });
  if (product !== null) asked.set("product", product);
  if (currency !== undefined) asked.set("currency", currency);
  return `figures/${key}?${asked}`;
}

export const stretchOf = ({ ctx, shop }: Pick<Here, "ctx" | "shop">, { from, to }: Days) => ({
  ...{ shop, profiles: null, from: startOf(from), until: endOf(to), asOf: ctx.now },
});

type About = {
  one(goods: Titled): Asking<Answer>;
  again(title: string): Text;
  /** Nothing but the name was said. */
  readonly bare?: boolean;
  /** It may be another time that was named. */
  readonly other?: boolean;
};

/** What is asked of the goods that these words mean, which of them are meant, or that none is called so. */
export async function about({ titles }: Here, asked: readonly string[], of: About): Asking<Answer> {
  const found = meant(asked, titles);
  const again = (one: Titled): Text => of.again(nameOf(one, titles));
  if (found.kind === "one") return of.one({ ...found.goods, title: nameOf(found.goods, titles) });
  if (found.kind === "several") {
    const suggestions = found.goods.map(again);
    return ok(plain(words.SEVERAL, { suggestions }));
  }
  if (of.other && !of.bare) return ok(plain(words.NO_SUCH_TIME, { understood: false }));
  if (of.bare) return ok(plain(words.NOT_UNDERSTOOD, { understood: false }));
  const called = asked[0] ?? "";
  if (found.kind === "none") return ok(plain(words.noneNamed(called), { understood: false }));
  const suggestions = found.goods.map(again);
  return ok(plain(words.nearlyNamed(called), { understood: false, suggestions }));
}

const SHOWN = 3;
/** The question put of the first of the goods, where none was named. */
export function examples({ titles }: Here, again: About["again"]): Partial<Answer> {
  const suggestions = titles.slice(0, SHOWN).map((one) => again(nameOf(one, titles)));
  return suggestions.length > 0 ? { suggestions } : {};
}
