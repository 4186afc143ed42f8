import { useQuery } from "@tanstack/react-query";
import { ask } from "@zhongshu/browser";
import {
  Against,
  DIMENSIONS,
  type Dimension,
  FigureRows,
  Figures,
  type MetricId,
} from "@zhongshu/insight/contract";
import { businessDay, isDay, plusDays } from "@zhongshu/kernel";
import { useSearchParams } from "react-router";
import { useShop } from "../frame/page.tsx";
import { usePaged } from "../states/paged.ts";

/** The value that figures are narrowed to, by dimension; "" is what was not told. */
export type Narrowed = Readonly<Partial<Record<Dimension, string>>>;
export type Selection = {
  readonly from: string;
  readonly until: string;
  readonly against: Against;
  /** Shops besides the one of the address. */
  readonly shops: readonly string[];
  readonly where: Narrowed;
};

const dayOr = (text: string | null, otherwise: string): string =>
  text !== null && isDay(text) ? text : otherwise;

/** A shop is called `shop` in the path, so the address calls a narrowed one `of`. */
const wireName = (dimension: Dimension): string => (dimension === "shop" ? "of" : dimension);

/** What the address asks for: the last thirty days against those before, unless it says otherwise. */
export function selectionOf(place: URLSearchParams, today: string): Selection {
  const until = dayOr(place.get("until"), today);
  const from = dayOr(place.get("from"), plusDays(until, -29));
  const against = Against.safeParse(place.get("against"));
  const narrowed = DIMENSIONS.flatMap((dimension) => {
    const value = place.get(wireName(dimension));
    return value === null ? [] : [[dimension, value] as const];
  });
  return {
    ...(from < until ? { from, until } : { from: until, until }),
    against: against.success ? against.data : "before",
    shops: (place.get("shops") ?? "").split(",").filter((id) => id !== ""),
    where: Object.fromEntries(narrowed),
  };
}

export function useSelection() {
  const [place, setPlace] = useSearchParams();
  const today = businessDay(Date.now());
  /** Null takes a word out of the address. */
  const change = (words: Readonly<Record<string, string | null>>): void =>
    setPlace((now) => {
      const next = new URLSearchParams(now);
      for (const [name, value] of Object.entries(words))
        if (value === null) next.delete(name);
        else next.set(name, value);
      return next;
    });
  const narrow = (dimension: Dimension, value: string | null): void =>
    change({ [wireName(dimension)]: value });
  return { place, today, selection: selectionOf(place, today), change, narrow };
}

type Words = Readonly<Record<string, string>>;

/** A selection as an address tells it. */
export function wordsOf({ from, until, against, shops, where }: Selection): Words {
  const narrowed = Object.entries(where).map(([name, value]) => [
    name === "shop" ? "of" : name,
    value,
  ]);
  return {
    ...{ from, until, against },
    ...(shops.length === 0 ? {} : { shops: shops.join(",") }),
    ...Object.fromEntries(narrowed),
  };
}

export const useFigures = (selection: Selection, by: Dimension | null) => {
  const shop = useShop();
  const words = { ...wordsOf(selection), ...(by === null ? {} : { by }) };
  return useQuery({
    queryKey: ["figures", shop, words],
    queryFn: () => ask(Figures, `/shops/${shop}/figures?${new URLSearchParams(words)}`),
  });
};

const Rows = FigureRows.transform(({ rows, next, figure, currency }) => ({
  items: rows.map((row) => ({ ...row, figure, currency })),
  next,
}));

const rowsPath = (shop: string, metric: MetricId, words: Words): string =>
  `/shops/${shop}/figures/${metric}/rows?${new URLSearchParams(words)}`;

export function useFigureRows(selection: Selection, metric: MetricId) {
  const shop = useShop();
  const words = wordsOf(selection);
  const figure = useQuery({
    queryKey: ["figure", shop, metric, words],
    queryFn: () => ask(FigureRows, rowsPath(shop, metric, { ...words, limit: "1" })),
  });
  const paged = usePaged({
    path: `/shops/${shop}/figures/${metric}/rows`,
    wishes: words,
    schema: Rows,
  });
  /** Every row, for a file. */
  const all = async () => {
    const rows: FigureRows["rows"] = [];
    let cursor: string | null = "0";
    while (cursor !== null) {
      const page: FigureRows = await ask(
        FigureRows,
        rowsPath(shop, metric, { ...words, cursor, limit: "1000" }),
      );
      rows.push(...page.rows);
      cursor = page.next;
    }
    return rows;
  };
  return { figure, paged, all };
}
