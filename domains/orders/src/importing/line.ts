import type { Instant } from "@zhongshu/kernel";
import type { ImportRow } from "@zhongshu/ledger/contract";
import type { Buyer } from "./buyer.ts";
import type { Draft } from "./draft.ts";
import type { Part } from "./parts.ts";
import { priced } from "./spread.ts";

/** A line as it will stand. Quantity is positive, but signed in a stock adjustment. */
export type Line = Buyer & {
  readonly row: ImportRow;
  /** The place of its row among those of its number, which a refused row keeps. */
  readonly place: number;
  /** Rows that stand or fall together: their sums are one. */
  readonly bundle: number;
  /** Is their sum one that may be that of the whole order, also of rows that stand elsewhere? */
  readonly shares: boolean;
  readonly document: "order" | "refund" | "stock";
  readonly number: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly refundOf: string | null;
  readonly sku: string;
  readonly product: string;
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly minor: number;
  readonly currency: string;
  readonly kind: "goods" | "service";
};

type What = Pick<Part, "sku" | "product" | "title" | "category" | "kind">;
type Cost = { readonly quantity: number; readonly minor: number };

/** Room for the lines of one row behind the first: so mending a row moves no line of another. */
export const ROOM = 200;
const FURTHER = 20_000;
/** Rows behind this one have room for one line only. */
export const MOST_WIDE = (100_000 - FURTHER) / ROOM;

/** The ordinal of the nth line of a row: the first has the place of the row. */
export const ordinalOf = (place: number, nth: number): number =>
  nth === 0 ? place : FURTHER + (place - 1) * ROOM + nth;

/** The place of the row that this line is of. */
export const placeIn = (ordinal: number): number =>
  ordinal <= FURTHER ? ordinal : Math.floor((ordinal - FURTHER) / ROOM) + 1;

type Placing = {
  readonly document: Line["document"];
  readonly bundle: number;
  readonly shares?: boolean;
  readonly nth: number;
};

export function lineOf(
  draft: Draft,
  what: What & Cost,
  { document, bundle, nth, shares = false }: Placing,
): Line {
  const { row, ordinal: place, number, at, currency, refundOf } = draft;
  const { customer, anonymous, called, where } = draft;
  return {
    ...{ row, place, bundle, shares, document, number, at, currency, refundOf },
    ...{ customer, anonymous, called, where },
    ...what,
    ordinal: ordinalOf(place, nth),
  };
}

/** The lines of a part for a sum: two where the sum does not come out even. */
export const costing = (
  { quantity, unit }: Pick<Part, "quantity" | "unit">,
  sum: number,
): readonly Cost[] =>
  unit !== null && unit * quantity === sum ? [{ quantity, minor: unit }] : priced(quantity, sum);
